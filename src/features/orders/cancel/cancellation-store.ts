import type { Database } from '../../../platform/db/client.js';
import type { Transaction } from '../../../platform/db/in-transaction.js';
import type { CancellationChoices } from './choices.js';
import { freezePlan, thawPlan } from './frozen-plan.js';
import type { CancellationPlan } from './plan.js';

type Reader = Transaction | Database['prisma'];

/** What was asked for, as it was frozen. */
export interface StoredCancellation {
  readonly requestId: string;
  readonly orderId: string;
  readonly plan: CancellationPlan;
  readonly choices: CancellationChoices;
}

export const insertCancellation = async (
  tx: Transaction,
  { requestId, plan, choices, createdAt }: Omit<StoredCancellation, 'orderId'> & { readonly createdAt: Date },
): Promise<void> => {
  await tx.cancellation.create({
    data: {
      requestId,
      orderId: plan.orderId,
      orderVersion: plan.orderVersion,
      plan: freezePlan(plan),
      ...choices,
      confirmedOn: choices.confirmedOn === null ? null : new Date(choices.confirmedOn),
      atRisk: plan.atRisk.amount,
      baseCurrency: plan.atRisk.currency,
      createdAt,
    },
    select: { requestId: true },
  });
};

export const readCancellation = async (db: Reader, requestId: string): Promise<StoredCancellation | null> => {
  const row = await db.cancellation.findUnique({ where: { requestId } });
  if (row === null) return null;
  return {
    requestId,
    orderId: row.orderId,
    plan: thawPlan(row.plan),
    choices: {
      askedBy: row.askedBy,
      reason: row.reason,
      note: row.note,
      confirmedHow: row.confirmedHow,
      confirmedOn: row.confirmedOn === null ? null : row.confirmedOn.toISOString().slice(0, 10),
      refundChoice: row.refundChoice,
      refundNote: row.refundNote,
      tellCustomer: row.tellCustomer,
    },
  };
};

/** Σ at risk (minor units of `baseCurrency`) of the order's requests since then that are open or were approved (A4). */
export const otherAtRisk = async (
  db: Reader,
  about: { readonly orderId: string; readonly baseCurrency: string; readonly since: Date },
): Promise<bigint> => {
  const { _sum } = await db.cancellation.aggregate({
    where: {
      orderId: about.orderId,
      baseCurrency: about.baseCurrency,
      createdAt: { gte: about.since },
      request: { state: { in: ['pending', 'approved', 'attention', 'done'] } },
    },
    _sum: { atRisk: true },
  });
  return _sum.atRisk ?? 0n;
};
