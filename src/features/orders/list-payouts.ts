import type { MemberActor } from '../../kernel/actor.js';
import type { Database } from '../../platform/db/client.js';
import { may } from '../access/rights.js';
import { visibleOrders } from '../access/visible-orders.js';
import { readUnpaidRefunds } from '../finance/payout-store.js';
import { orderHeadView } from './order-head-view.js';
import { orderHeads } from './order-store.js';
import { unpaidFor } from './payouts/unpaid-for.js';
import type { PayoutView } from './views.js';

const MOST = 100;

/** Refunds that are due or could not be paid, the oldest first, for finance; nothing for everybody else. */
export const listPayouts = async (db: Database, actor: MemberActor): Promise<readonly PayoutView[]> => {
  if (!may(actor, 'payouts.confirm')) return [];
  const refunds = await unpaidFor(db, actor, await readUnpaidRefunds(db.prisma, MOST));
  const heads = await orderHeads(
    db.prisma,
    visibleOrders(actor),
    refunds.map(({ orderId }) => orderId),
  );
  const byId = new Map(heads.map((head) => [head.id, orderHeadView(head)]));
  return refunds.flatMap((refund) => {
    const order = byId.get(refund.orderId);
    return order === undefined ? [] : [{ order, refund, mine: refund.mine }];
  });
};
