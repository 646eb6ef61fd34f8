import type { ActionsBlock, Button, KnownBlock, ModalView } from '@slack/types';
import type { OrderView } from '../../../features/orders/views.js';
import { CANCEL_ORDER, FIND_NEXT, SHOW_HISTORY, SHOW_LINES } from '../action-ids.js';
import { actions, context, fields, header, section } from '../block-kit/blocks.js';
import { cut } from '../block-kit/cut.js';
import { button } from '../block-kit/elements.js';
import { escapeMrkdwn } from '../block-kit/mrkdwn.js';
import { message, modal, type SlackMessage } from '../block-kit/surfaces.js';
import { withdrawButton } from '../decisions/withdraw-button.js';
import { type FoundPage, writePage } from './found-page.js';
import { goodsOf, moneyFact, requestLine, requestText, statusOf } from './order-facts.js';
import { linesInFixedWidth, linesTable } from './order-lines.js';
import { todoOfOrder } from './todo-blocks.js';
import { day, money, type Viewer } from './viewer.js';

/** More than this is a long way to scroll on a phone. */
const LINES_AT_FIRST = 8;
const MOST_SHIPMENTS = 3;
const NAME_LENGTH = 120;
const LABEL_LENGTH = 75;

const safe = (text: string, length = NAME_LENGTH): string => cut(escapeMrkdwn(text), length);

const label = (text: string): string => cut(text, LABEL_LENGTH);

const head = (order: OrderView): KnownBlock =>
  header(cut(`${order.number} · ${cut(order.party.name, NAME_LENGTH)}`, 150));

const facts = (order: OrderView, viewer: Viewer): KnownBlock => {
  const { t } = viewer;
  const amount = (minor: bigint): string => money(viewer, minor, order.currency);
  const placed = day(viewer, order.placedOn);
  const paid = [amount(order.paid), moneyFact(order, viewer)].filter(Boolean).join(' · ');
  return fields([
    { label: t('lookup.fieldStatus'), value: statusOf(order, viewer) },
    {
      label: t('lookup.fieldOwner'),
      value: t('lookup.owner', {
        name: safe(order.owner.name),
        department: safe(order.owner.department),
      }),
    },
    {
      label: t('lookup.fieldTotal'),
      value:
        order.freight === 0n
          ? amount(order.total)
          : t('lookup.totalWithFreight', { total: amount(order.total), freight: amount(order.freight) }),
    },
    { label: t('lookup.fieldPaid'), value: paid },
    { label: t('lookup.fieldGoods'), value: goodsOf(order, order.lines, viewer) || '–' },
    {
      label: t('lookup.fieldDates'),
      value:
        order.requiredOn === null
          ? t('lookup.placed', { placed })
          : t('lookup.placedAndRequired', { placed, required: day(viewer, order.requiredOn) }),
    },
  ]);
};

const request = (order: OrderView, viewer: Viewer): KnownBlock | undefined =>
  order.openRequest === null ? undefined : section(requestLine(order.openRequest, viewer));

const shipments = (order: OrderView, viewer: Viewer): KnownBlock | undefined => {
  if (order.shipments.length === 0) return undefined;
  return context(
    order.shipments.slice(-MOST_SHIPMENTS).map(({ carrier, tracking, shippedOn, deliveredOn }) => {
      const values = { on: day(viewer, shippedOn), carrier: safe(carrier), tracking: safe(tracking) };
      return deliveredOn === null
        ? viewer.t('lookup.shipment', values)
        : viewer.t('lookup.shipmentDelivered', { ...values, delivered: day(viewer, deliveredOn) });
    }),
  );
};

const cancelButton = (order: OrderView, viewer: Viewer): Button =>
  button({
    actionId: CANCEL_ORDER,
    value: order.number,
    style: 'danger',
    text: viewer.t('lookup.cancelButton'),
    label: label(
      viewer.t('lookup.cancelLabel', {
        number: order.number,
        total: money(viewer, order.total, order.currency),
      }),
    ),
  });

const buttons = (order: OrderView, viewer: Viewer, more: readonly Button[]): ActionsBlock => {
  const { t } = viewer;
  const { openRequest } = order;
  return actions([
    ...(order.actions.includes('cancel') ? [cancelButton(order, viewer)] : []),
    ...(order.actions.includes('withdraw') && openRequest !== null
      ? [withdrawButton({ requestId: openRequest.requestId, number: order.number }, viewer)]
      : []),
    ...(order.actions.includes('history')
      ? [
          button({
            actionId: SHOW_HISTORY,
            value: order.number,
            text: t('lookup.historyButton'),
            label: label(t('lookup.historyLabel', { number: order.number })),
          }),
        ]
      : []),
    ...more,
  ]);
};

/** An order as a message for one person, with what they may do with it. */
export const orderCard = (order: OrderView, viewer: Viewer): SlackMessage => {
  const { t } = viewer;
  const goods = goodsOf(order, order.lines, viewer);
  const values = {
    number: safe(order.number),
    party: safe(order.party.name),
    status: statusOf(order, viewer),
    total: money(viewer, order.total, order.currency),
    paid: [money(viewer, order.paid, order.currency), moneyFact(order, viewer)]
      .filter(Boolean)
      .join(t('people.listSeparator')),
    owner: safe(order.owner.name),
  };
  const text =
    goods === '' ? t('lookup.cardTextNoGoods', values) : t('lookup.cardText', { ...values, goods });
  const open = order.openRequest;
  const long = order.lines.length > LINES_AT_FIRST;
  const allLines = button({
    actionId: SHOW_LINES,
    value: order.number,
    text: t('lookup.linesButton', { total: order.lines.length }),
    label: label(t('lookup.linesLabel', { total: order.lines.length, number: order.number })),
  });
  return message(open === null ? text : `${text} ${requestText(open, viewer)}`, [
    head(order),
    request(order, viewer),
    facts(order, viewer),
    linesTable(order, long ? LINES_AT_FIRST : order.lines.length, viewer),
    shipments(order, viewer),
    ...todoOfOrder(order, viewer),
    buttons(order, viewer, long ? [allLines] : []),
  ]);
};

/** The same in a modal, where all lines have room; `from` is the list to go back to. */
export const orderModal = (order: OrderView, viewer: Viewer, from?: FoundPage): ModalView => {
  const { t } = viewer;
  const back =
    from === undefined
      ? []
      : [
          button({
            actionId: FIND_NEXT,
            value: writePage(from),
            text: t('lookup.backToList'),
            label: t('lookup.backToList'),
          }),
        ];
  return modal({
    callbackId: 'order',
    title: cut(order.number, 24),
    close: t('lookup.close'),
    ...(from === undefined ? {} : { metadata: writePage(from) }),
    blocks: [
      head(order),
      request(order, viewer),
      facts(order, viewer),
      ...todoOfOrder(order, viewer),
      buttons(order, viewer, back),
      ...linesInFixedWidth(order, viewer),
      shipments(order, viewer),
    ],
  });
};
