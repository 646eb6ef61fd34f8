import type { OrderHeadView, OrderLineView, OrderView } from '../../../features/orders/views.js';
import { formatNumber } from '../../../words/formats.js';
import { cut } from '../block-kit/cut.js';
import { escapeMrkdwn } from '../block-kit/mrkdwn.js';
import { instant, instantText, type Viewer } from './viewer.js';

/** Facts stand side by side and in this order in every language. */
const APART = ' · ';

/** `Processing`, `Cancelled · archived`, `New · purchase order` */
export const statusOf = (order: OrderHeadView, { t }: Viewer): string =>
  [
    t(`lookup.status_${order.status}`),
    ...(order.kind === 'purchase' ? [t('lookup.purchase')] : []),
    ...(order.archived ? [t('lookup.archived')] : []),
  ].join(APART);

const MONEY = {
  none: undefined,
  'refund-due': 'lookup.money_refundDue',
  refunded: 'lookup.money_refunded',
  'refund-failed': 'lookup.money_refundFailed',
} as const;

/** What became of the money, if anything did: a fact of its own, whatever the status says. */
export const moneyFact = (order: OrderView, { t }: Viewer): string | undefined => {
  const key = MONEY[order.money];
  return key === undefined ? undefined : t(key);
};

type Goods = Pick<OrderLineView, 'quantity' | 'fulfilled' | 'cancelled' | 'reserved'>;

/** Where the pieces are: shipped, held in stock, missing, expected, cancelled; what is zero is not named. */
export const goodsOf = (
  order: Pick<OrderHeadView, 'kind' | 'status'>,
  lines: readonly Goods[],
  { t, locale }: Viewer,
): string => {
  const total = (of: (line: Goods) => number): number => lines.reduce((so, line) => so + of(line), 0);
  const ordered = total((line) => line.quantity);
  const fulfilled = total((line) => line.fulfilled);
  const cancelled = total((line) => line.cancelled);
  const reserved = total((line) => line.reserved);
  const open = ordered - fulfilled - cancelled;
  const sales = order.kind === 'sales';
  const waiting = order.status === 'new' || order.status === 'processing';
  const count = (pieces: number): string => formatNumber(pieces, locale);
  const facts = [
    fulfilled > 0 &&
      t(sales ? 'lookup.goodsShipped' : 'lookup.goodsReceived', {
        pieces: count(fulfilled),
        ordered: count(ordered),
      }),
    reserved > 0 && t('lookup.goodsReserved', { pieces: count(reserved) }),
    sales && waiting && open > reserved && t('lookup.goodsBackordered', { pieces: count(open - reserved) }),
    !sales && waiting && open > 0 && t('lookup.goodsExpected', { pieces: count(open) }),
    !waiting && open > 0 && t('lookup.goodsOpen', { pieces: count(open) }),
    cancelled > 0 && t('lookup.goodsCancelled', { pieces: count(cancelled) }),
  ];
  return facts.filter((fact) => fact !== false).join(APART);
};

type ShownRequest = Omit<NonNullable<OrderView['openRequest']>, 'requestId' | 'todo'>;

/** A person's name inside mrkdwn. */
export const safeName = (name: string): string => cut(escapeMrkdwn(name), 80);

/** Who asked for what since when, and whom it waits for; `name` and `since` as they are to be written. */
const requestFact = (
  { state, waitsFor }: Pick<ShownRequest, 'state' | 'waitsFor'>,
  { t }: Viewer,
  values: { name: string; since: string },
): string => {
  if (state === 'attention') return t('lookup.requestAttention', values);
  if (state === 'approved') return t('lookup.requestApproved', values);
  return waitsFor === null
    ? t('lookup.requestPending', values)
    : t(`lookup.requestPending_${waitsFor}`, values);
};

/** As mrkdwn. */
export const requestLine = (open: ShownRequest, viewer: Viewer): string =>
  requestFact(open, viewer, { name: safeName(open.by), since: instant(viewer, open.since) });

/** The same for notifications and screen readers. */
export const requestText = (open: ShownRequest, viewer: Viewer): string =>
  requestFact(open, viewer, { name: safeName(open.by), since: instantText(viewer, open.since) });
