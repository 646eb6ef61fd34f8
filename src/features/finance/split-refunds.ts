import { sum } from '../../kernel/money.js';

/** A payment of the order and what earlier claims already took from it, minor units. */
export interface PaidIn {
  readonly paymentId: string;
  readonly method: string;
  readonly reference: string;
  readonly amount: bigint;
  readonly currency: string;
  /** yyyy-mm-dd */
  readonly paidOn: string;
  /** Refunds and retentions so far. */
  readonly claimed: bigint;
}

export type RefundChoice = 'original' | 'bank_transfer' | 'keep';

/** One claim on one payment. */
export interface Claim {
  readonly paymentId: string;
  readonly kind: 'refund' | 'kept' | 'fee';
  /** How it is paid back; null for what is not. */
  readonly method: 'original' | 'bank_transfer' | null;
  readonly amount: bigint;
  readonly currency: string;
}

/** Newest payment first; of one day, the later row first. */
const newestFirst = (a: PaidIn, b: PaidIn): number =>
  a.paidOn === b.paidOn ? (a.paymentId < b.paymentId ? 1 : -1) : a.paidOn < b.paidOn ? 1 : -1;

/**
 * What becomes of the money when the whole order is cancelled: the fee is taken out of the newest payments, everything
 * else is given back or kept, so that the claims of each payment sum exactly to what was left of it (M2, M10).
 * Refuses a fee above what is left by throwing a RangeError (M11).
 */
export const splitRefunds = (payments: readonly PaidIn[], choice: RefundChoice, fee = 0n): Claim[] => {
  const left = sum(payments.map((payment) => payment.amount - payment.claimed));
  if (fee < 0n || fee > left) throw new RangeError(`a fee of ${fee} is not between 0 and ${left}`);
  const claims: Claim[] = [];
  let feeLeft = fee;
  for (const payment of [...payments].sort(newestFirst)) {
    const available = payment.amount - payment.claimed;
    const taken = feeLeft < available ? feeLeft : available;
    feeLeft -= taken;
    const { paymentId, currency } = payment;
    if (taken > 0n) claims.push({ paymentId, kind: 'fee', method: null, amount: taken, currency });
    const rest = available - taken;
    if (rest === 0n) continue;
    claims.push(
      choice === 'keep'
        ? { paymentId, kind: 'kept', method: null, amount: rest, currency }
        : { paymentId, kind: 'refund', method: choice, amount: rest, currency },
    );
  }
  return claims;
};
