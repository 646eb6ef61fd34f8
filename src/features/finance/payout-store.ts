import { newId } from '../../kernel/ids.js';
import type { Database } from '../../platform/db/client.js';
import type { Prisma } from '../../platform/db/generated/client.js';
import type { Transaction } from '../../platform/db/in-transaction.js';
import { insertEntry } from './finance-store.js';
import { postings } from './posting-rules.js';

const SHAPE = {
  id: true,
  executionId: true,
  orderId: true,
  amount: true,
  currency: true,
  method: true,
  createdAt: true,
  payment: { select: { method: true, reference: true } },
  attempts: {
    select: {
      id: true,
      key: true,
      state: true,
      reference: true,
      failureReason: true,
      endedById: true,
      endedAt: true,
    },
  },
} satisfies Prisma.RefundSelect;

/** What is owed out of one payment, with the tries to pay it, the last one last. */
export type StoredRefund = Prisma.RefundGetPayload<{ select: typeof SHAPE }>;

const keyOf = (refundId: string, attempt: number): string => `${refundId}-${attempt}`;

/** Attempts by the number in their key: ids come from the clocks of several machines, and a later one may sort first. */
const inSequence = (refund: StoredRefund): StoredRefund => {
  const number = ({ key }: StoredRefund['attempts'][number]) =>
    Number(key.slice(keyOf(refund.id, 0).length - 1));
  return { ...refund, attempts: refund.attempts.toSorted((one, other) => number(one) - number(other)) };
};

export const readRefunds = async (
  db: Transaction | Database['prisma'],
  where: { readonly executionId: string } | { readonly orderId: string },
): Promise<StoredRefund[]> =>
  (await db.refund.findMany({ where, orderBy: { id: 'asc' }, select: SHAPE })).map(inSequence);

/** Refunds that no try has paid yet, the oldest first. */
export const readUnpaidRefunds = async (db: Database['prisma'], limit: number): Promise<StoredRefund[]> => {
  const unpaid = await db.refund.findMany({
    where: { attempts: { none: { state: 'succeeded' } } },
    orderBy: { id: 'asc' },
    take: limit,
    select: SHAPE,
  });
  return unpaid.map(inSequence);
};

/** One refund without its lock: for showing it. */
export const readRefund = async (
  db: Transaction | Database['prisma'],
  id: string,
): Promise<StoredRefund | null> => {
  const refund = await db.refund.findUnique({ where: { id }, select: SHAPE });
  return refund === null ? null : inSequence(refund);
};

/** Orders of other refunds that were paid under the same reference, whatever its case, the newest first. */
export const ordersPaidUnder = async (
  tx: Transaction,
  paid: { readonly refundId: string; readonly reference: string },
): Promise<string[]> => {
  // Not by ILIKE, whose wildcards may stand in a reference.
  const rows = await tx.$queryRaw<{ order_id: string }[]>`
    SELECT r.order_id FROM refund_attempt a JOIN refund r ON r.id = a.refund_id
    WHERE a.state = 'succeeded' AND lower(a.reference) = lower(${paid.reference})
      AND a.refund_id <> ${paid.refundId}::uuid
    ORDER BY a.id DESC LIMIT 10`;
  return [...new Set(rows.map((row) => row.order_id))];
};

/** Takes the refund's lock; what its attempts are, this transaction decides. */
export const lockRefund = async (tx: Transaction, id: string): Promise<StoredRefund | null> => {
  await tx.$queryRaw`SELECT id FROM refund WHERE id = ${id}::uuid FOR UPDATE`;
  return readRefund(tx, id);
};

/** The attempt succeeded: it has its bank reference, and the payout is booked (once: the entry is unique by attempt). */
export const writePaid = async (
  tx: Transaction,
  refund: StoredRefund,
  paid: {
    readonly attemptId: string;
    readonly reference: string;
    readonly memberId: string;
    readonly now: Date;
  },
): Promise<void> => {
  await tx.refundAttempt.update({
    where: { id: paid.attemptId },
    data: { state: 'succeeded', reference: paid.reference, endedById: paid.memberId, endedAt: paid.now },
  });
  await insertEntry(tx, {
    rule: 'payout',
    source: 'refund_attempt',
    sourceId: paid.attemptId,
    bookedOn: paid.now,
    reason: null,
    lines: postings.payout(refund),
  });
};

export const writeUnpaid = async (
  tx: Transaction,
  unpaid: {
    readonly attemptId: string;
    readonly reason: string;
    readonly memberId: string;
    readonly now: Date;
  },
): Promise<void> => {
  await tx.refundAttempt.update({
    where: { id: unpaid.attemptId },
    data: { state: 'failed', failureReason: unpaid.reason, endedById: unpaid.memberId, endedAt: unpaid.now },
  });
};

/** A new try with a key of its own: a failed one is never tried again under the old key. */
export const insertNextAttempt = async (tx: Transaction, refund: StoredRefund): Promise<string> => {
  const id = newId();
  await tx.refundAttempt.createMany({
    data: [{ id, refundId: refund.id, key: keyOf(refund.id, refund.attempts.length + 1) }],
  });
  return id;
};
