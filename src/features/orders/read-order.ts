import type { MemberActor } from '../../kernel/actor.js';
import { sum } from '../../kernel/money.js';
import { done, type Result, refused } from '../../kernel/result.js';
import type { Database } from '../../platform/db/client.js';
import { parkedSteps } from '../../platform/execution/parked-steps.js';
import { membersOfOnePerson } from '../access/member-store.js';
import { mayRequestFor, visibleOrders } from '../access/visible-orders.js';
import { currentStep } from '../approvals/judge.js';
import { readOpenRequest, type StoredRequest } from '../approvals/request-store.js';
import { paymentsOf } from '../finance/finance-store.js';
import { readRefunds } from '../finance/payout-store.js';
import { moneyState } from '../finance/refund-state.js';
import { heldByLines } from '../stock/stock-store.js';
import { amountOf, orderTotal } from './order-amounts.js';
import { orderHeadView } from './order-head-view.js';
import { orderByNumber, type StoredOrder } from './order-store.js';
import { unpaidFor } from './payouts/unpaid-for.js';
import { requestTodo } from './request-todo.js';
import type { OrderAction, OrderView } from './views.js';

export interface OrderNotFound {
  readonly code: 'order-not-found';
  readonly number: string;
}

/** An order as its viewer may see it; one that they may not see answers as one that does not exist. */
export const readOrder = async (
  db: Database,
  actor: MemberActor,
  number: string,
): Promise<Result<OrderView, OrderNotFound>> => {
  const order = await orderByNumber(db.prisma, visibleOrders(actor), number);
  if (order === null) return refused({ code: 'order-not-found', number });
  const payments = await paymentsOf(db.prisma, order.id);
  const refunds = await readRefunds(db.prisma, { orderId: order.id });
  const open = await readOpenRequest(db.prisma, { type: 'order', id: order.id });
  return done({
    ...orderHeadView(order),
    version: order.version,
    warehouse: order.warehouse,
    lines: await lineViews(db, order),
    freight: order.freight,
    total: orderTotal(order),
    paid: sum(payments.map((payment) => payment.amount)),
    shipments: order.shipments.map((shipment) => ({
      carrier: shipment.carrier,
      tracking: shipment.tracking,
      shippedOn: shipment.shippedOn.toISOString().slice(0, 10),
      deliveredOn: shipment.deliveredOn?.toISOString().slice(0, 10) ?? null,
    })),
    money: moneyState(refunds),
    openRequest: open === null ? null : { ...openView(open), todo: await todoOf(db, open, actor) },
    payouts: await unpaidFor(db, actor, refunds),
    actions: actionsFor(actor, order, open),
  });
};

const todoOf = async (db: Database, open: StoredRequest, actor: MemberActor) => {
  const oneself = await membersOfOnePerson(db.prisma, actor.memberId);
  return requestTodo(open, { actor, oneself }, await parkedSteps(db, [open.id]));
};

const lineViews = async (db: Database, order: StoredOrder): Promise<OrderView['lines']> => {
  const held = await heldByLines(
    db.prisma,
    order.lines.map((line) => line.id),
  );
  return order.lines.map((line) => ({
    line: line.line,
    sku: line.product.sku,
    name: line.product.name,
    unit: line.product.unit,
    quantity: line.quantity,
    fulfilled: line.fulfilled,
    cancelled: line.cancelled,
    reserved: held
      .filter((place) => place.orderLineId === line.id)
      .reduce((total, place) => total + place.quantity, 0),
    unitPrice: line.unitPrice,
    discountBasisPoints: line.discountBasisPoints,
    amount: amountOf(line, line.quantity, order.currency),
  }));
};

/** Whose decision a request waits for; null when it waits for nobody's. */
export const waitsFor = (request: StoredRequest): 'manager' | 'finance' | null => {
  if (request.state !== 'pending') return null;
  const role = currentStep(request)?.role;
  return role === 'manager' || role === 'finance' ? role : null;
};

const openView = (open: StoredRequest) => ({
  requestId: open.id,
  state: open.state,
  by: open.requestedBy.name,
  since: open.createdAt,
  waitsFor: waitsFor(open),
});

const actionsFor = (actor: MemberActor, order: StoredOrder, open: StoredRequest | null): OrderAction[] => {
  const cancellable =
    order.kind === 'sales' &&
    (order.status === 'new' || order.status === 'processing') &&
    order.archivedAt === null &&
    order.shipments.length === 0 &&
    order.lines.every((line) => line.fulfilled === 0);
  const actions: OrderAction[] = [];
  if (open === null && cancellable && mayRequestFor(actor, order.owner)) actions.push('cancel');
  if (open?.state === 'pending' && open.requestedById === actor.memberId) actions.push('withdraw');
  return [...actions, 'history'];
};
