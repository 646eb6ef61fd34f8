import type { Transaction } from '../../platform/db/in-transaction.js';
import { insertClaims, insertEntry, lockPayments, paymentsOf } from './finance-store.js';
import { type Posting, postings } from './posting-rules.js';
import type { Claim } from './split-refunds.js';

export type BookingResult =
  | { readonly ok: true; readonly refundIds: readonly string[]; readonly entryId: string | null }
  /** A payment has less left than the plan wants to take: somebody has to look before anything is booked. */
  | { readonly ok: false; readonly paymentId: string; readonly planned: bigint; readonly left: bigint };

/**
 * Books what a cancellation owes and keeps: refunds with a first attempt each, retentions, one journal entry.
 * Paying out is a matter of its own. Writes nothing when a payment does not have what was planned (M1).
 */
export const bookCancellation = async (
  tx: Transaction,
  booking: {
    readonly executionId: string;
    readonly orderId: string;
    readonly claims: readonly Claim[];
    /** Why money is kept; required by the database where some is. */
    readonly note: string | null;
    readonly now: Date;
  },
): Promise<BookingResult> => {
  const { executionId, orderId, claims, note, now } = booking;
  await lockPayments(tx, orderId);
  for (const payment of await paymentsOf(tx, orderId)) {
    const planned = total(claims.filter((claim) => claim.paymentId === payment.paymentId));
    const left = payment.amount - payment.claimed;
    // Everything that is left has a destination in the plan; less or more means the order's money has changed (M2).
    if (planned !== left) return { ok: false, paymentId: payment.paymentId, planned, left };
  }
  const refundIds = await insertClaims(tx, { executionId, orderId, note, now }, claims);
  const entryId = await insertEntry(tx, {
    rule: 'cancellation',
    source: 'execution',
    sourceId: executionId,
    bookedOn: now,
    reason: note,
    lines: entryLines(claims),
  });
  return { ok: true, refundIds, entryId };
};

const total = (claims: readonly Claim[]): bigint => claims.reduce((so, claim) => so + claim.amount, 0n);

const entryLines = (claims: readonly Claim[]): Posting[] =>
  [...new Set(claims.map((claim) => claim.currency))].flatMap((currency) => {
    const of = (kind: Claim['kind']) =>
      total(claims.filter((claim) => claim.currency === currency && claim.kind === kind));
    return postings.cancellation({ refund: of('refund'), fee: of('fee'), kept: of('kept'), currency });
  });
