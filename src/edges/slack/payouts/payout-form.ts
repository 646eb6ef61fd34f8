import type { ModalView } from '@slack/types';
import type { OrderHeadView, RefundView } from '../../../features/orders/views.js';
import { PAID_VIEW, PAYOUT_TEXT, UNPAID_VIEW } from '../action-ids.js';
import { bold } from '../block-kit/mrkdwn.js';
import { oneTextForm } from '../decisions/one-text-form.js';
import type { Viewer } from '../lookup/viewer.js';
import { sayRefund } from '../messages/draw-payouts.js';
import { safe } from '../messages/request-words.js';

export type FormKind = 'paid' | 'unpaid';

/** Asks for the bank's reference, or why it could not be paid, under what is owed to whom for which order. */
export const payoutForm = (
  kind: FormKind,
  metadata: string,
  { order, refund }: { readonly order: OrderHeadView; readonly refund: RefundView },
  viewer: Viewer,
): ModalView => {
  const { t } = viewer;
  const about = t('payouts.about', {
    number: bold(safe(order.number)),
    party: safe(order.party.name),
    refund: sayRefund(refund, viewer, true),
  });
  return oneTextForm({
    callbackId: kind === 'paid' ? PAID_VIEW : UNPAID_VIEW,
    metadata,
    field: PAYOUT_TEXT,
    title: t(`payouts.${kind}Title`),
    text: `${about}\n${t(`payouts.${kind}Text`)}`,
    label: t(`payouts.${kind}Label`),
    submit: t(`payouts.${kind}Submit`),
    close: t('people.close'),
    multiline: kind === 'unpaid',
  });
};
