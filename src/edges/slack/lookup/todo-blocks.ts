import type { KnownBlock } from '@slack/types';
import type { OrderView, PendingView, RefundView, RequestTodo } from '../../../features/orders/views.js';
import { retryButton } from '../attention/retry-button.js';
import { actions, context, section } from '../block-kit/blocks.js';
import { decisionButtons } from '../decisions/decision-buttons.js';
import { withdrawButton } from '../decisions/withdraw-button.js';
import { sayRefund } from '../messages/draw-payouts.js';
import { payoutButtons } from '../payouts/payout-buttons.js';
import type { Viewer } from './viewer.js';

/** On an order's card; those that have no room come up as these are paid. */
const MOST_PAYOUTS = 3;

interface About {
  readonly number: string;
  /** Minor units: the whole of what is to be cancelled. */
  readonly amount: bigint;
  readonly currency: string;
}

/** What the viewer may do about an open request: a block for each, because an action stands in a block but once. */
const todoBlocks = (
  { decide, retry }: RequestTodo,
  about: About,
  viewer: Viewer,
  how: { readonly primary: boolean },
): KnownBlock[] => [
  ...(decide === null ? [] : [actions(decisionButtons({ ...decide, ...about }, viewer, how))]),
  ...retry.map((step, index) =>
    actions([
      retryButton({ ...step, number: about.number }, viewer, {
        primary: how.primary && decide === null && index === 0,
      }),
    ]),
  ),
];

/** The same beside a row of a list, and for whoever asked the way back. */
export const todoOfRow = (
  { requestId, state, own, todo, order, amount }: PendingView,
  viewer: Viewer,
): KnownBlock[] => [
  ...todoBlocks(todo, { number: order.number, amount, currency: order.currency }, viewer, { primary: false }),
  ...(own && state === 'pending'
    ? [actions([withdrawButton({ requestId, number: order.number }, viewer)])]
    : []),
];

/** What finance can say of a refund, if the viewer may. */
export const payoutBlocks = (
  { refund, mine, number }: { readonly refund: RefundView; readonly mine: boolean; readonly number: string },
  viewer: Viewer,
  how: { readonly primary: boolean },
): KnownBlock[] => {
  const buttons = mine ? payoutButtons(refund, number, viewer, how) : [];
  return buttons.length === 0 ? [] : [actions(buttons)];
};

/** Both on the order's own card: the first is the main thing to do there. */
export const todoOfOrder = (order: OrderView, viewer: Viewer): KnownBlock[] => {
  const { openRequest, payouts, number, total: amount, currency } = order;
  const requested =
    openRequest === null
      ? []
      : todoBlocks(openRequest.todo, { number, amount, currency }, viewer, { primary: true });
  const owed = payouts.slice(0, MOST_PAYOUTS).flatMap((refund, index) => [
    section(sayRefund(refund, viewer, true)),
    ...payoutBlocks({ refund, mine: refund.mine, number }, viewer, {
      primary: requested.length === 0 && index === 0,
    }),
  ]);
  const left = payouts.length - MOST_PAYOUTS;
  return [
    ...requested,
    ...owed,
    ...(left > 0 ? [context([viewer.t('lookup.pendingMore', { count: left })])] : []),
  ];
};
