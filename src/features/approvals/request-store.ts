import { newId } from '../../kernel/ids.js';
import type { Database } from '../../platform/db/client.js';
import { Prisma } from '../../platform/db/generated/client.js';
import type { Transaction } from '../../platform/db/in-transaction.js';
import type { StepRole } from './policy.js';
import { type StoredRequest, selectRequests } from './select-requests-store.js';
import { nextState, type RequestEvent, type RequestState } from './transitions.js';

export type { StoredRequest } from './select-requests-store.js';

type Reader = Transaction | Database['prisma'];

export const readRequest = async (db: Reader, id: string): Promise<StoredRequest | null> =>
  (await selectRequests(db, Prisma.sql`WHERE r.id = ${id}::uuid`))[0] ?? null;

export const readRequestByKey = async (db: Reader, idempotencyKey: string): Promise<StoredRequest | null> =>
  (await selectRequests(db, Prisma.sql`WHERE r.idempotency_key = ${idempotencyKey}`))[0] ?? null;

interface Subject {
  readonly type: string;
  readonly id: string;
}

/** The request that bars another one on this subject, if there is one. */
export const readOpenRequest = async (db: Reader, { type, id }: Subject): Promise<StoredRequest | null> => {
  const open = Prisma.sql`WHERE r.subject_type = ${type} AND r.subject_id = ${id}::uuid
    AND r.state IN ('pending', 'approved', 'attention')`;
  return (await selectRequests(db, open))[0] ?? null;
};

/** These requests, the oldest first. */
export const readRequests = (db: Reader, ids: readonly string[]): Promise<StoredRequest[]> =>
  selectRequests(db, Prisma.sql`WHERE r.id = ANY(${[...ids]}::uuid[]) ORDER BY r.id`);

/** Takes the request's row lock; everything about it that follows in this transaction is the truth. */
export const lockRequest = async (tx: Transaction, id: string): Promise<StoredRequest | null> => {
  await tx.$queryRaw`SELECT id FROM request WHERE id = ${id}::uuid FOR UPDATE`;
  return readRequest(tx, id);
};

export const insertRequest = async (
  tx: Transaction,
  request: {
    readonly id: string;
    readonly subjectType: string;
    readonly subjectId: string;
    readonly action: string;
    readonly planHash: string;
    readonly policyVersion: string;
    readonly requestedById: string;
    readonly idempotencyKey: string;
    readonly previousId: string | null;
    readonly createdAt: Date;
    readonly steps: readonly StepRole[];
  },
): Promise<void> => {
  const { steps, ...row } = request;
  await tx.request.create({ data: row, select: { id: true } });
  if (steps.length > 0) {
    await tx.requestStep.createMany({
      data: steps.map((role, index) => ({ id: newId(), requestId: request.id, position: index + 1, role })),
    });
  }
};

export const insertDecision = async (
  tx: Transaction,
  decision: {
    readonly requestId: string;
    readonly stepId: string;
    readonly requestedById: string;
    readonly memberId: string;
    readonly verdict: 'approved' | 'rejected';
    readonly reason: string | null;
    readonly planHash: string;
    readonly decidedAt: Date;
  },
): Promise<void> => {
  await tx.decision.create({ data: { id: newId(), ...decision }, select: { id: true } });
};

/** Moves a locked request on by the table; answers false, with nothing written, where the table refuses. */
export const moveRequest = async (
  tx: Transaction,
  request: { readonly id: string; readonly state: RequestState },
  event: RequestEvent,
  change: { readonly now: Date; readonly ended?: Prisma.InputJsonObject },
): Promise<boolean> => {
  const state = nextState(request.state, event);
  if (state === undefined) return false;
  const closed = !['approved', 'attention'].includes(state);
  const { count } = await tx.request.updateMany({
    where: { id: request.id, state: request.state },
    data: {
      state,
      version: { increment: 1 },
      ...(closed ? { closedAt: change.now } : {}),
      ...(change.ended === undefined ? {} : { ended: change.ended }),
    },
  });
  return count === 1;
};

/** Something that cards about this request show has changed elsewhere (a payout, a step): they are to be redrawn. */
export const touchRequest = async (tx: Transaction, id: string): Promise<void> => {
  await tx.request.updateMany({ where: { id }, data: { version: { increment: 1 } } });
};

/** The newest request on a subject, whatever became of it. */
export const readNewestRequest = async (db: Reader, { type, id }: Subject): Promise<StoredRequest | null> => {
  const newest = Prisma.sql`WHERE r.subject_type = ${type} AND r.subject_id = ${id}::uuid
    ORDER BY r.id DESC LIMIT 1`;
  return (await selectRequests(db, newest))[0] ?? null;
};
