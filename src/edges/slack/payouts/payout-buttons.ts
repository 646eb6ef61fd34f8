import type { Button } from '@slack/types';
import type { RefundView } from '../../../features/orders/views.js';
import { PAYOUT_PAID, PAYOUT_TRY_AGAIN, PAYOUT_UNPAID } from '../action-ids.js';
import { cut } from '../block-kit/cut.js';
import { button } from '../block-kit/elements.js';
import { money, type Viewer } from '../lookup/viewer.js';

/** What finance can say of a refund now, the same wherever it stands; nothing of one that is paid. */
export const payoutButtons = (
  refund: RefundView,
  orderNumber: string,
  viewer: Viewer,
  { primary }: { readonly primary: boolean },
): Button[] => {
  const { t } = viewer;
  const about = { number: cut(orderNumber, 30), amount: money(viewer, refund.amount, refund.currency) };
  const value = `${refund.refundId}.${refund.attempt}`;
  const style = primary ? ({ style: 'primary' } as const) : {};
  if (refund.state === 'paid') return [];
  if (refund.state === 'failed') {
    return [
      button({
        actionId: PAYOUT_TRY_AGAIN,
        value,
        text: t('messages.tryAgain'),
        label: cut(t('messages.tryAgainLabel', about), 75),
        ...style,
      }),
    ];
  }
  return [
    button({
      actionId: PAYOUT_PAID,
      value,
      text: t('messages.paid'),
      label: cut(t('messages.paidLabel', about), 75),
      ...style,
    }),
    button({
      actionId: PAYOUT_UNPAID,
      value,
      text: t('messages.unpaid'),
      label: cut(t('messages.unpaidLabel', about), 75),
    }),
  ];
};
