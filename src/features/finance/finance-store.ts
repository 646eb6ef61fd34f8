import { newId } from '../../kernel/ids.js';
import type { Database } from '../../platform/db/client.js';
import type { Transaction } from '../../platform/db/in-transaction.js';
import type { Posting, PostingRule } from './posting-rules.js';
import type { Claim, PaidIn } from './split-refunds.js';

type Reader = Transaction | Database['prisma'];

/** The order's payments with what was claimed from each, oldest first. */
export const paymentsOf = (db: Reader, orderId: string): Promise<PaidIn[]> =>
  db.$queryRaw<PaidIn[]>`
    SELECT p.id AS "paymentId", p.method, p.reference, p.amount, p.currency, p.paid_on::text AS "paidOn",
      (coalesce((SELECT sum(amount) FROM refund WHERE payment_id = p.id), 0)
        + coalesce((SELECT sum(amount) FROM retention WHERE payment_id = p.id), 0))::bigint AS claimed
    FROM payment p WHERE p.order_id = ${orderId}::uuid ORDER BY p.paid_on, p.id`;

/** Locks the order's payments by id, after order and lines in the fixed lock order (C2). */
export const lockPayments = async (tx: Transaction, orderId: string): Promise<void> => {
  await tx.$queryRaw`SELECT id FROM payment WHERE order_id = ${orderId}::uuid ORDER BY id FOR UPDATE`;
};

/** The newest rate not after `today` (yyyy-mm-dd), as exact decimal text; null when there is none. */
export const rateFor = async (db: Reader, currency: string, today: string): Promise<string | null> => {
  const row = await db.rate.findFirst({
    where: { currency, asOf: { lte: new Date(today) } },
    orderBy: { asOf: 'desc' },
    select: { basePerUnit: true },
  });
  return row?.basePerUnit.toString() ?? null;
};

/** Writes refunds with their first attempt, and retentions. */
export const insertClaims = async (
  tx: Transaction,
  about: {
    readonly executionId: string;
    readonly orderId: string;
    readonly note: string | null;
    readonly now: Date;
  },
  claims: readonly Claim[],
): Promise<string[]> => {
  const { executionId, orderId, note, now: createdAt } = about;
  const common = (claim: Claim) => ({
    id: newId(),
    executionId,
    orderId,
    paymentId: claim.paymentId,
    amount: claim.amount,
    currency: claim.currency,
    createdAt,
  });
  const refunds = claims.flatMap((claim) =>
    claim.method === null ? [] : [{ ...common(claim), method: claim.method }],
  );
  const retentions = claims.flatMap((claim) =>
    claim.kind === 'refund' ? [] : [{ ...common(claim), kind: claim.kind, note }],
  );
  if (refunds.length > 0) {
    await tx.refund.createMany({ data: refunds });
    await tx.refundAttempt.createMany({
      data: refunds.map((refund) => ({ id: newId(), refundId: refund.id, key: `${refund.id}-1`, createdAt })),
    });
  }
  if (retentions.length > 0) await tx.retention.createMany({ data: retentions });
  return refunds.map((refund) => refund.id);
};

/** Writes one journal entry with its lines; nothing where there is nothing to book. */
export const insertEntry = async (
  tx: Transaction,
  entry: {
    readonly rule: PostingRule;
    readonly source: string;
    readonly sourceId: string;
    readonly bookedOn: Date;
    readonly reason: string | null;
    readonly lines: readonly Posting[];
  },
): Promise<string | null> => {
  const { lines, ...row } = entry;
  if (lines.length === 0) return null;
  const id = newId();
  await tx.journalEntry.create({ data: { id, ...row }, select: { id: true } });
  await tx.journalLine.createMany({ data: lines.map((line) => ({ id: newId(), entryId: id, ...line })) });
  return id;
};
