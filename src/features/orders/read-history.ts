import type { MemberActor } from '../../kernel/actor.js';
import { done, type Result, refused } from '../../kernel/result.js';
import type { Database } from '../../platform/db/client.js';
import { namesOf } from '../access/member-store.js';
import { visibleOrders } from '../access/visible-orders.js';
import { readAudit } from '../audit/audit-store.js';
import { orderHeadView } from './order-head-view.js';
import { orderByNumber } from './order-store.js';
import type { OrderNotFound } from './read-order.js';
import type { HistoryLine, OrderHeadView } from './views.js';

const MOST = 50;

/** What was asked, decided and done about an order, newest first. */
export const readHistory = async (
  db: Database,
  actor: MemberActor,
  number: string,
): Promise<
  Result<{ readonly order: OrderHeadView; readonly lines: readonly HistoryLine[] }, OrderNotFound>
> => {
  const order = await orderByNumber(db.prisma, visibleOrders(actor), number);
  if (order === null) return refused({ code: 'order-not-found', number });
  const lines = await readAudit(db, { subjectType: 'order', subjectId: order.id, limit: MOST });
  const names = await namesOf(
    db.prisma,
    lines.flatMap((line) => line.memberId ?? []),
  );
  return done({
    order: orderHeadView(order),
    lines: lines.map((line) => ({
      at: line.at,
      by: (line.memberId === null ? undefined : names.get(line.memberId)) ?? line.actor,
      byMember: line.memberId !== null,
      action: line.action,
      outcome: line.outcome,
      details: isRecord(line.details) ? line.details : {},
    })),
  });
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
