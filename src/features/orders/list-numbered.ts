import type { MemberActor } from '../../kernel/actor.js';
import type { Database } from '../../platform/db/client.js';
import { visibleOrders } from '../access/visible-orders.js';
import { orderTotal } from './order-amounts.js';
import { orderHeadView } from './order-head-view.js';
import { ordersNumbered } from './order-store.js';
import type { ListedOrder } from './views.js';

/**
 * Orders that the person may see and may mean: one of the numbers, without regard to case, or one that ends in exactly
 * these digits. At most `limit`, by number.
 */
export const listNumbered = async (
  db: Database,
  actor: MemberActor,
  meant: { readonly numbers: readonly string[]; readonly digits: string | null; readonly limit: number },
): Promise<readonly ListedOrder[]> =>
  (await ordersNumbered(db.prisma, visibleOrders(actor), meant, meant.limit)).map((order) => ({
    ...orderHeadView(order),
    total: orderTotal(order),
  }));
