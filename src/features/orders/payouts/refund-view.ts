import type { StoredRefund } from '../../finance/payout-store.js';
import { refundState } from '../../finance/refund-state.js';
import type { RefundView } from '../views.js';

/** A refund as it is shown; `names` of the members who ended a try, by id. */
export const refundView = (refund: StoredRefund, names: ReadonlyMap<string, string>): RefundView => {
  const nameOf = (id: string | null | undefined): string | null => (id && names.get(id)) || null;
  const last = refund.attempts.at(-1);
  return {
    refundId: refund.id,
    attempt: refund.attempts.length,
    amount: refund.amount,
    currency: refund.currency,
    method: refund.method,
    paymentMethod: refund.payment.method,
    paymentReference: refund.payment.reference,
    state: refundState(refund),
    reference: last?.reference ?? null,
    failureReason: last?.failureReason ?? null,
    by: nameOf(last?.endedById),
    at: last?.endedAt ?? null,
    failures: refund.attempts.flatMap(({ state, failureReason, endedById }, at) =>
      state === 'failed' ? [{ attempt: at + 1, reason: failureReason ?? '', by: nameOf(endedById) }] : [],
    ),
  };
};
