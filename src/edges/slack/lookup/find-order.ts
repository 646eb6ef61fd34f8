import type { KnownMember } from '../../../features/access/known-member.js';
import { listMentioned } from '../../../features/orders/find/list-mentioned.js';
import { listNumbered } from '../../../features/orders/list-numbered.js';
import { readOrder } from '../../../features/orders/read-order.js';
import type { ListedOrder, OrderView } from '../../../features/orders/views.js';
import type { Database } from '../../../platform/db/client.js';
import { numberParts, numbersOneSlipAway, numberVariants } from './number-variants.js';

const MOST_SIMILAR = 5;
/** No number is longer; what is, is not looked for. */
const LONGEST = 100;

export type FoundOrder =
  | { readonly ok: true; readonly order: OrderView }
  | {
      readonly ok: false;
      /** `several` orders have what was typed as their number; otherwise none that the person may see. */
      readonly reason: 'none' | 'several';
      /** Those several, or numbers that are like it. */
      readonly similar: readonly ListedOrder[];
    };

/**
 * The order that somebody means by a number as people write it: `1042`, `so 1042`, `SO-1042`. What may mean several
 * orders opens none of them: the wrong one could be cancelled.
 */
export const findOrder = async (db: Database, member: KnownMember, typed: string): Promise<FoundOrder> => {
  if (typed.length > LONGEST) return { ok: false, reason: 'none', similar: [] };
  const literal = await readOrder(db, member, typed);
  if (literal.ok) return { ok: true, order: literal.value };
  const digits = /^\d+$/.test(typed.trim()) ? typed.trim() : null;
  const meant = { numbers: numberVariants(typed), digits, limit: MOST_SIMILAR };
  const [only, ...others] = await listNumbered(db, member, meant);
  if (only !== undefined && others.length > 0)
    return { ok: false, reason: 'several', similar: [only, ...others] };
  const read = only === undefined ? undefined : await readOrder(db, member, only.number);
  return read?.ok === true
    ? { ok: true, order: read.value }
    : { ok: false, reason: 'none', similar: await similarNumbers(db, member, typed) };
};

const similarNumbers = async (
  db: Database,
  member: KnownMember,
  typed: string,
): Promise<readonly ListedOrder[]> => {
  const near = numbersOneSlipAway(typed);
  if (near.length > 0) {
    const found = await listNumbered(db, member, { numbers: near, digits: null, limit: MOST_SIMILAR });
    if (found.length > 0) return found;
  }
  for (const part of numberParts(typed)) {
    const { orders } = await listMentioned(db, member, { numbers: [part], limit: MOST_SIMILAR });
    if (orders.length > 0) return orders;
  }
  return [];
};
