import type { KnownBlock } from '@slack/types';
import type { RefundView, RequestView } from '../../../features/orders/views.js';
import { actions, context, section } from '../block-kit/blocks.js';
import { cut } from '../block-kit/cut.js';
import { bold } from '../block-kit/mrkdwn.js';
import { message, type SlackMessage } from '../block-kit/surfaces.js';
import { methodName } from '../lookup/method-name.js';
import { instant, money, type Viewer } from '../lookup/viewer.js';
import { payoutButtons } from '../payouts/payout-buttons.js';
import { quoted, safe, subject } from './request-words.js';

/** With its buttons each refund takes two of the 50 blocks that Slack allows. */
const MOST_SHOWN = 20;
/** Where so many are shown, what was written about each is cut to this, within Slack's limit for the whole. */
const MANY = 10;
const SHORT = 120;
/** Slack may shorten a fallback text above 4,000 characters. */
const TEXT_LENGTH = 3_900;

const ORDER: readonly RefundView['state'][] = ['due', 'unknown', 'failed', 'paid'];

/**
 * The refunds of a cancelled order, each with what finance can say of it now: those first that are not paid, so that
 * what has no room here comes up as they are paid.
 */
export const drawPayouts = (request: RequestView, deliveryId: string, viewer: Viewer): SlackMessage => {
  const { t } = viewer;
  const title = t('messages.payoutTitle', subject(request, viewer));
  const sorted = request.refunds.toSorted(
    (one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state),
  );
  const rows = sorted.slice(0, MOST_SHOWN);
  const say = (refund: RefundView): string => sayRefund(refund, viewer, rows.length > MANY);
  const more = sayMore(sorted.slice(MOST_SHOWN), viewer);
  return message(cut([title, ...more, ...rows.map((refund) => `${say(refund)}.`)].join(' '), TEXT_LENGTH), [
    section(bold(title), { blockId: deliveryId }),
    ...rows.flatMap((refund) => [section(say(refund)), buttons(request, refund, viewer)]),
    ...(more.length === 0 ? [] : [context(more)]),
  ]);
};

const sayMore = (hidden: readonly RefundView[], { t }: Viewer): string[] => {
  const paid = hidden.filter(({ state }) => state === 'paid').length;
  const unpaid = hidden.length - paid;
  return [
    ...(unpaid === 0 ? [] : [t('messages.moreRefunds', { count: unpaid })]),
    ...(paid === 0 ? [] : [t('messages.morePaid', { count: paid })]),
  ];
};

/** A refund in one line: how much, which way, and what became of it. */
export const sayRefund = (refund: RefundView, viewer: Viewer, short: boolean): string => {
  const written = (text: string | null): string => {
    const whole = quoted(text ?? '–');
    return short ? cut(whole, SHORT) : whole;
  };
  const { t } = viewer;
  const values = {
    amount: money(viewer, refund.amount, refund.currency),
    way:
      refund.method === 'bank_transfer'
        ? t('messages.way_transfer')
        : t('messages.way_original', {
            method: methodName(refund.paymentMethod, viewer),
            reference: safe(refund.paymentReference),
          }),
    name: safe(refund.by ?? '–'),
    at: refund.at === null ? '–' : instant(viewer, refund.at),
  };
  switch (refund.state) {
    case 'paid':
      return t('messages.refundState_paid', { ...values, reference: written(refund.reference) });
    case 'failed':
      return t('messages.refundState_failed', { ...values, reason: written(refund.failureReason) });
    default:
      return t('messages.refundState_due', values);
  }
};

const buttons = (request: RequestView, refund: RefundView, viewer: Viewer): KnownBlock | undefined => {
  const offered = payoutButtons(refund, request.order.number, viewer, { primary: true });
  return offered.length === 0 ? undefined : actions(offered);
};
