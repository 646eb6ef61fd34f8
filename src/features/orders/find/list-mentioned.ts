import type { MemberActor } from '../../../kernel/actor.js';
import type { Database } from '../../../platform/db/client.js';
import { visibleOrders } from '../../access/visible-orders.js';
import type { ListedOrder } from '../views.js';
import { numberedOrders } from './found-store.js';
import { readingOf } from './reading.js';

export interface Mentioned {
  readonly orders: readonly ListedOrder[];
  /** Whether more than these are meant. */
  readonly more: boolean;
}

/** Fewer digits stand in too many numbers. */
const SHORTEST_PART = 3;

const bare = (number: string): string => number.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const means = (number: string, { number: whole }: ListedOrder): boolean =>
  bare(whole) === bare(number) || (/^\d+$/.test(number) && /\d+$/.exec(whole)?.[0] === number);

/**
 * Orders that the person may see and that any of these numbers means; of a number that means none, those that have it as a
 * part. The newest first, whole numbers before parts, at most `limit`.
 */
export const listMentioned = async (
  db: Database,
  actor: MemberActor,
  { numbers, limit }: { readonly numbers: readonly string[]; readonly limit: number },
): Promise<Mentioned> => {
  const read = readingOf(db);
  const asked = { scope: visibleOrders(actor), page: 0, pageSize: limit };
  const whole = await numberedOrders(read, { ...asked, numbers, partly: false });
  const parts = numbers.filter(
    (number) => bare(number).length >= SHORTEST_PART && !whole.orders.some((order) => means(number, order)),
  );
  const partly = await numberedOrders(read, { ...asked, numbers: parts, partly: true });
  const known = new Set(whole.orders.map(({ id }) => id));
  const orders = [...whole.orders, ...partly.orders.filter(({ id }) => !known.has(id))];
  return {
    orders: orders.slice(0, limit),
    more: orders.length > limit || whole.total > limit || partly.total > limit,
  };
};
