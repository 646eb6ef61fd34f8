import type { KnownBlock } from '@slack/types';
import type { RefundView, RequestView } from '../../../features/orders/views.js';
import { PAYOUT_PAID, PAYOUT_TRY_AGAIN, PAYOUT_UNPAID } from '../action-ids.js';
import { actions, section } from '../block-kit/blocks.js';
import { cut } from '../block-kit/cut.js';
import { button } from '../block-kit/elements.js';
import { bold } from '../block-kit/mrkdwn.js';
import { message, type SlackMessage } from '../block-kit/surfaces.js';
import { instant, money, type Viewer } from '../lookup/viewer.js';
import { quoted, safe, subject } from './request-words.js';

/** An order has few payments; more than this would be no message any more. */
const MOST_SHOWN = 10;

/** The refunds of a cancelled order, each with what finance can say of it now. */
export const drawPayouts = (request: RequestView, deliveryId: string, viewer: Viewer): SlackMessage => {
  const { t } = viewer;
  const title = t('messages.payoutTitle', subject(request, viewer));
  const rows = request.refunds.slice(0, MOST_SHOWN);
  return message([title, ...rows.map((refund) => `${sayRefund(refund, viewer)}.`)].join(' '), [
    section(bold(title), { blockId: deliveryId }),
    ...rows.flatMap((refund) => [section(sayRefund(refund, viewer)), buttons(request, refund, viewer)]),
  ]);
};

const sayRefund = (refund: RefundView, viewer: Viewer): string => {
  const { t } = viewer;
  const values = {
    amount: money(viewer, refund.amount, refund.currency),
    way:
      refund.method === 'bank_transfer'
        ? t('messages.way_transfer')
        : t('messages.way_original', {
            method: safe(refund.paymentMethod),
            reference: safe(refund.paymentReference),
          }),
    name: safe(refund.by ?? '–'),
    at: refund.at === null ? '–' : instant(viewer, refund.at),
  };
  switch (refund.state) {
    case 'paid':
      return t('messages.refundState_paid', { ...values, reference: quoted(refund.reference ?? '–') });
    case 'failed':
      return t('messages.refundState_failed', { ...values, reason: quoted(refund.failureReason ?? '–') });
    default:
      return t('messages.refundState_due', values);
  }
};

const buttons = (request: RequestView, refund: RefundView, viewer: Viewer): KnownBlock | undefined => {
  const { t } = viewer;
  const about = {
    number: cut(request.order.number, 30),
    amount: money(viewer, refund.amount, refund.currency),
  };
  const value = `${refund.refundId}.${refund.attempt}`;
  if (refund.state === 'paid') return undefined;
  if (refund.state === 'failed') {
    return actions([
      button({
        actionId: PAYOUT_TRY_AGAIN,
        value,
        text: t('messages.tryAgain'),
        label: cut(t('messages.tryAgainLabel', about), 75),
        style: 'primary',
      }),
    ]);
  }
  return actions([
    button({
      actionId: PAYOUT_PAID,
      value,
      text: t('messages.paid'),
      label: cut(t('messages.paidLabel', about), 75),
      style: 'primary',
    }),
    button({
      actionId: PAYOUT_UNPAID,
      value,
      text: t('messages.unpaid'),
      label: cut(t('messages.unpaidLabel', about), 75),
    }),
  ]);
};
