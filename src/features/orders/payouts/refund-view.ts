import type { StoredRefund } from '../../finance/payout-store.js';
import { refundState } from '../../finance/refund-state.js';
import type { RefundView } from '../views.js';

/** A refund as it is shown; `names` of the members who ended a try, by id. */
export const refundView = (refund: StoredRefund, names: ReadonlyMap<string, string>): RefundView => {
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
    by: (last?.endedById && names.get(last.endedById)) || null,
    at: last?.endedAt ?? null,
  };
};
