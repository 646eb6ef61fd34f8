import type { MemberActor } from '../../kernel/actor.js';
import type { Database } from '../../platform/db/client.js';
import { visibleOrders } from '../access/visible-orders.js';
import { orderHeadView } from './order-head-view.js';
import { findOrders } from './order-store.js';
import type { OrderHeadView } from './views.js';

/** Longer searches find nothing more and only cost. */
const MOST_WORDS = 8;

/** Orders that the person may see in which every word occurs, newest first; `page` counts from 0. */
export const searchOrders = async (
  db: Database,
  actor: MemberActor,
  ask: { readonly words: string; readonly page: number; readonly pageSize: number },
): Promise<{ readonly total: number; readonly orders: readonly OrderHeadView[] }> => {
  const words = ask.words.normalize('NFKC').split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  const { total, orders } = await findOrders(db.prisma, visibleOrders(actor), words, {
    skip: ask.page * ask.pageSize,
    take: ask.pageSize,
  });
  return { total, orders: orders.map(orderHeadView) };
};
