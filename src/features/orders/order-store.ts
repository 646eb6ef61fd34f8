import type { Role } from '../../kernel/actor.js';
import type { Database } from '../../platform/db/client.js';
import type { Prisma } from '../../platform/db/generated/client.js';
import type { Transaction } from '../../platform/db/in-transaction.js';
import type { OrderScope } from '../access/visible-orders.js';
import { STEP_ROLES, type StepRole } from '../approvals/policy.js';
import { HEAD, type StoredOrderHead } from './order-head-store.js';
import { type StoredOrder, selectOrders } from './select-orders-store.js';

export type { StoredOrderHead } from './order-head-store.js';
export type { StoredOrder } from './select-orders-store.js';

type Reader = Transaction | Database['prisma'];

/** The scope as a condition of every query of orders. */
const within = (scope: OrderScope): Prisma.OrderWhereInput => {
  if (scope.all) return {};
  if (scope.memberId === null) return { id: { in: [] } };
  const own = { ownerId: scope.memberId };
  return scope.department === null ? own : { OR: [own, { owner: { department: scope.department } }] };
};

/** Prisma compares without regard to case by ILIKE and leaves its wildcards alone, which nobody who types `%` means. */
const literally = (typed: string): string => typed.replace(/[\\%_]/g, '\\$&');

/** Numbers are compared without regard to case: people type `so-1042`. */
const numbered = (number: string): Prisma.OrderWhereInput => ({
  number: { equals: literally(number.trim()), mode: 'insensitive' },
});

export const orderByNumber = async (
  db: Reader,
  scope: OrderScope,
  number: string,
): Promise<StoredOrder | null> => {
  const id = await orderIdByNumber(db, scope, number);
  return id === null ? null : orderById(db, id);
};

/** For who will lock it, and reads the whole of it then. */
export const orderIdByNumber = async (
  db: Reader,
  scope: OrderScope,
  number: string,
): Promise<string | null> =>
  (await db.order.findFirst({ where: { AND: [numbered(number), within(scope)] }, select: { id: true } }))
    ?.id ?? null;

/** Orders whose number is one of these, or has exactly these digits at its end, whatever stands before them. */
export const ordersNumbered = async (
  db: Reader,
  scope: OrderScope,
  meant: { readonly numbers: readonly string[]; readonly digits: string | null },
  limit: number,
): Promise<StoredOrder[]> => {
  const found = await db.order.findMany({
    where: {
      AND: [within(scope), { OR: [...meant.numbers.map(numbered), ...endingIn(meant.digits)] }],
    },
    orderBy: { number: 'asc' },
    take: limit,
    select: { id: true },
  });
  return selectOrders(
    db,
    found.map(({ id }) => id),
  );
};

const endingIn = (digits: string | null): Prisma.OrderWhereInput[] =>
  digits === null
    ? []
    : [
        {
          number: { endsWith: digits },
          NOT: { OR: [...'0123456789'].map((before) => ({ number: { endsWith: `${before}${digits}` } })) },
        },
      ];

/** Without regard to who asks: for cards in channels and for work that is already permitted. */
export const orderById = async (db: Reader, id: string): Promise<StoredOrder | null> =>
  (await selectOrders(db, [id]))[0] ?? null;

/** Takes the order's row lock and its lines', the first two of the fixed lock order (C2). */
export const lockOrder = async (tx: Transaction, id: string): Promise<StoredOrder | null> => {
  await tx.$queryRaw`SELECT id FROM "order" WHERE id = ${id}::uuid FOR UPDATE`;
  await tx.$queryRaw`SELECT id FROM order_line WHERE order_id = ${id}::uuid ORDER BY id FOR UPDATE`;
  return orderById(tx, id);
};

/** Heads of several orders, whatever their number. */
export const orderHeads = (
  db: Reader,
  scope: OrderScope,
  ids: readonly string[],
): Promise<StoredOrderHead[]> =>
  db.order.findMany({ where: { AND: [{ id: { in: [...ids] } }, within(scope)] }, select: HEAD });

/** Which open cancellations: asked for by a person's members, waiting now for one of some roles of theirs, or any. */
export type OpenCancellations =
  | { readonly askedBy: readonly string[] }
  | { readonly waitingFor: readonly Role[]; readonly notAskedBy: readonly string[] }
  | { readonly all: true };

/** Open cancellations of orders within the scope with the order and the frozen plan, the oldest first. */
export const openCancellations = (db: Reader, scope: OrderScope, which: OpenCancellations, limit: number) =>
  db.cancellation.findMany({
    where: { order: within(scope), request: { AND: [OPEN, concerning(which)] } },
    orderBy: { requestId: 'asc' },
    take: limit,
    select: {
      requestId: true,
      plan: true,
      reason: true,
      note: true,
      refundChoice: true,
      refundNote: true,
      order: { select: HEAD },
    },
  });

const OPEN: Prisma.RequestWhereInput = { state: { in: ['pending', 'approved', 'attention'] } };

const concerning = (which: OpenCancellations): Prisma.RequestWhereInput => {
  if ('all' in which) return {};
  if ('askedBy' in which) return { requestedById: { in: [...which.askedBy] } };
  return {
    state: 'pending',
    requestedById: { notIn: [...which.notAskedBy] },
    OR: STEP_ROLES.filter((role) => which.waitingFor.includes(role)).map(whoseTurnIs),
  };
};

/** Steps are decided in their sequence: one is next when it is open and none before it is. */
const whoseTurnIs = (role: StepRole): Prisma.RequestWhereInput => ({
  AND: [
    { steps: { some: { role, decision: null } } },
    {
      steps: { none: { role: { in: STEP_ROLES.slice(0, STEP_ROLES.indexOf(role)) }, decision: null } },
    },
  ],
});

/**
 * Sets the order cancelled with every open piece of its lines. The order must be locked, and its execution: the database
 * lets nobody else change an order that one is open for.
 */
export const writeCancelled = async (
  tx: Transaction,
  order: { readonly id: string; readonly now: Date },
): Promise<void> => {
  await tx.$executeRaw`UPDATE order_line SET cancelled = quantity - fulfilled WHERE order_id = ${order.id}::uuid`;
  await tx.order.updateMany({
    where: { id: order.id },
    data: { status: 'cancelled', cancelledAt: order.now },
  });
};
