/** What became of a refund so far; the last attempt tells. */
export type RefundState = 'due' | 'paid' | 'failed' | 'unknown';

export const refundState = (refund: {
  readonly attempts: ReadonlyArray<{ readonly state: 'pending' | 'unknown' | 'succeeded' | 'failed' }>;
}): RefundState => {
  const last = refund.attempts.at(-1)?.state ?? 'pending';
  if (last === 'succeeded') return 'paid';
  if (last === 'pending') return 'due';
  return last;
};

/** The money of an order as one fact of its own (never inferred from its status). */
export type MoneyState = 'none' | 'refund-due' | 'refunded' | 'refund-failed';

export const moneyState = (refunds: ReadonlyArray<Parameters<typeof refundState>[0]>): MoneyState => {
  if (refunds.length === 0) return 'none';
  const states = refunds.map(refundState);
  if (states.includes('failed')) return 'refund-failed';
  return states.every((state) => state === 'paid') ? 'refunded' : 'refund-due';
};
