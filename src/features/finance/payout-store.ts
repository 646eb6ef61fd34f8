import { newId } from '../../kernel/ids.js';
import type { Database } from '../../platform/db/client.js';
import { Prisma } from '../../platform/db/generated/client.js';
import type { InJson } from '../../platform/db/in-json.js';
import type { Transaction } from '../../platform/db/in-transaction.js';
import { insertEntry } from './finance-store.js';
import { postings } from './posting-rules.js';

/** One try to pay a refund. */
interface StoredAttempt {
  readonly id: string;
  readonly key: string;
  readonly state: 'pending' | 'unknown' | 'succeeded' | 'failed';
  readonly reference: string | null;
  readonly failureReason: string | null;
  readonly endedById: string | null;
  readonly endedAt: Date | null;
}

/** What is owed out of one payment (minor units), with the tries to pay it, the last one last. */
export interface StoredRefund {
  readonly id: string;
  readonly executionId: string;
  readonly orderId: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly method: 'original' | 'bank_transfer';
  readonly createdAt: Date;
  readonly payment: { readonly method: string; readonly reference: string };
  readonly attempts: readonly StoredAttempt[];
}

type Row = Omit<StoredRefund, 'attempts'> & InJson<Pick<StoredRefund, 'attempts'>>;

const keyOf = (refundId: string, attempt: number): string => `${refundId}-${attempt}`;

/** Attempts by the number in their key: ids come from the clocks of several machines, and a later one may sort first. */
const inSequence = (refund: Row): StoredRefund => {
  const number = ({ key }: { readonly key: string }) => Number(key.slice(keyOf(refund.id, 0).length - 1));
  const attempts = refund.attempts.map(({ endedAt, ...attempt }) => ({
    ...attempt,
    endedAt: endedAt === null ? null : new Date(endedAt),
  }));
  return { ...refund, attempts: attempts.toSorted((one, other) => number(one) - number(other)) };
};

/** Refunds by a condition on `f`, the oldest first, in one statement. */
const selectRefunds = async (
  db: Transaction | Database['prisma'],
  which: Prisma.Sql,
  limit: number | null = null,
): Promise<StoredRefund[]> => {
  const rows = await db.$queryRaw<Row[]>`
    SELECT f.id, f.execution_id AS "executionId", f.order_id AS "orderId", f.amount, f.currency,
      f.method::text AS method, f.created_at AS "createdAt",
      json_build_object('method', p.method, 'reference', p.reference) AS payment,
      (SELECT coalesce(json_agg(json_build_object('id', a.id, 'key', a.key, 'state', a.state, 'reference', a.reference,
          'failureReason', a.failure_reason, 'endedById', a.ended_by_id, 'endedAt', a.ended_at)), '[]')
        FROM refund_attempt a WHERE a.refund_id = f.id) AS attempts
    FROM refund f JOIN payment p ON p.id = f.payment_id
    WHERE ${which} ORDER BY f.id LIMIT ${limit}`;
  return rows.map(inSequence);
};

export const readRefunds = (
  db: Transaction | Database['prisma'],
  of: { readonly executionId: string } | { readonly orderId: string },
): Promise<StoredRefund[]> =>
  selectRefunds(
    db,
    'orderId' in of
      ? Prisma.sql`f.order_id = ${of.orderId}::uuid`
      : Prisma.sql`f.execution_id = ${of.executionId}::uuid`,
  );

/** Refunds that no try has paid yet, the oldest first. */
export const readUnpaidRefunds = (db: Database['prisma'], limit: number): Promise<StoredRefund[]> =>
  selectRefunds(
    db,
    Prisma.sql`NOT EXISTS (SELECT 1 FROM refund_attempt a WHERE a.refund_id = f.id AND a.state = 'succeeded')`,
    limit,
  );

/** One refund without its lock: for showing it. */
export const readRefund = async (
  db: Transaction | Database['prisma'],
  id: string,
): Promise<StoredRefund | null> => (await selectRefunds(db, Prisma.sql`f.id = ${id}::uuid`))[0] ?? null;

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
