import type { KnownBlock } from '@slack/types';
import type { PayoutView, PendingView } from '../../../features/orders/views.js';
import { context, section } from '../block-kit/blocks.js';
import { bold, escapeMrkdwn } from '../block-kit/mrkdwn.js';
import { message, type SlackMessage } from '../block-kit/surfaces.js';
import { sayRefund } from '../messages/draw-payouts.js';
import { capital, moneyOf, quoted, reasonOf } from '../messages/request-words.js';
import { requestLine } from './order-facts.js';
import { orderRow } from './order-row.js';
import { payoutBlocks, todoOfRow } from './todo-blocks.js';
import { money, type Viewer } from './viewer.js';

const MOST_SHOWN = 8;
const MOST_PAYOUTS = 5;

const pendingRow = (pending: PendingView, viewer: Viewer): KnownBlock[] => {
  const { order, amount, state, since, waitsFor, requestedBy: by } = pending;
  return [
    orderRow(
      order,
      viewer.t('lookup.pendingListed', {
        amount: bold(money(viewer, amount, order.currency)),
        stand: requestLine({ state, by, since, waitsFor }, viewer),
      }) + (pending.mine ? `\n${whyOf(pending, viewer)}` : ''),
      viewer,
    ),
    ...todoOfRow(pending, viewer),
  ];
};

/** What somebody has to know who can decide from the list: the reason, the money, and what was written. */
const whyOf = (pending: PendingView, viewer: Viewer): string => {
  const { note, refundNote } = pending.choices;
  const facts = [capital(reasonOf(pending, viewer)), capital(moneyOf(pending, viewer))].join(' · ');
  const said = (text: string | null, sentence: (quote: string) => string): string[] =>
    text === null || text === '' ? [] : [`> ${sentence(quoted(text))}`];
  const written = [
    ...said(note, (quote) => quote),
    ...said(refundNote, (quote) => viewer.t('messages.whyKept', { note: quote })),
  ];
  return [facts, ...written].join('\n');
};

const payoutRow = ({ order, refund, mine }: PayoutView, viewer: Viewer): KnownBlock[] => [
  orderRow(order, sayRefund(refund, viewer, true), viewer),
  ...payoutBlocks({ refund, mine, number: order.number }, viewer, { primary: false }),
];

const rows = <Row>(
  all: readonly Row[],
  most: number,
  viewer: Viewer,
  draw: (one: Row, viewer: Viewer) => KnownBlock[],
): KnownBlock[] => [
  ...all.slice(0, most).flatMap((one) => draw(one, viewer)),
  ...(all.length > most ? [context([viewer.t('lookup.pendingMore', { count: all.length - most })])] : []),
];

/** Open requests with what the viewer may do about each: at most `most`, and how many are left out. */
export const pendingRows = (all: readonly PendingView[], most: number, viewer: Viewer): KnownBlock[] =>
  rows(all, most, viewer, pendingRow);

/** Refunds that are owed with what the viewer can say of each: at most `most`, and how many are left out. */
export const payoutRows = (all: readonly PayoutView[], most: number, viewer: Viewer): KnownBlock[] =>
  rows(all, most, viewer, payoutRow);

/** What is open that a person may see. */
export interface Pending {
  readonly requests: readonly PendingView[];
  readonly payouts: readonly PayoutView[];
}

/** Open requests, first those that wait for the viewer, and refunds that are owed; each with its buttons. */
export const pendingList = ({ requests, payouts }: Pending, viewer: Viewer): SlackMessage => {
  const { t } = viewer;
  const mine = requests.filter((pending) => pending.mine);
  const others = requests.filter((pending) => !pending.mine);
  const parts = [
    {
      count: mine.length,
      title: t('lookup.pendingMine', { count: mine.length }),
      blocks: pendingRows(mine, MOST_SHOWN, viewer),
    },
    {
      count: payouts.length,
      title: t('lookup.pendingPayouts', { count: payouts.length }),
      blocks: payoutRows(payouts, MOST_PAYOUTS, viewer),
    },
    {
      count: others.length,
      title: t(mine.length === 0 ? 'lookup.pendingAll' : 'lookup.pendingOthers', { count: others.length }),
      blocks: pendingRows(others, Math.max(3, MOST_SHOWN - mine.length), viewer),
    },
  ].filter(({ count }) => count > 0);
  if (parts.length === 0) return message(t('lookup.pendingNone'), [section(t('lookup.pendingNone'))]);
  const numbers = [...mine, ...payouts, ...others]
    .slice(0, MOST_SHOWN)
    .map(({ order }) => escapeMrkdwn(order.number));
  return message(
    `${parts.map(({ title }) => title).join(', ')}: ${[...new Set(numbers)].join(', ')}`,
    parts.flatMap(({ title, blocks }) => [section(bold(title)), ...blocks]),
  );
};
