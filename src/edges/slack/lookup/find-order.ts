import type { KnownMember } from '../../../features/access/known-member.js';
import { readOrder } from '../../../features/orders/read-order.js';
import { searchOrders } from '../../../features/orders/search-orders.js';
import type { OrderHeadView, OrderView } from '../../../features/orders/views.js';
import type { Database } from '../../../platform/db/client.js';
import { numberParts, numberVariants } from './number-variants.js';

const MOST_SIMILAR = 5;
const LOOKED_THROUGH = 25;
/** No number is longer; what is, is not looked for. */
const LONGEST = 100;

export type FoundOrder =
  | { readonly ok: true; readonly order: OrderView }
  /** None that the person may see; `similar` are numbers that they may. */
  | { readonly ok: false; readonly similar: readonly OrderHeadView[] };

/** The order that somebody means by a number as people write it: `1042`, `so 1042`, `SO-1042`. */
export const findOrder = async (db: Database, member: KnownMember, typed: string): Promise<FoundOrder> => {
  if (typed.length > LONGEST) return { ok: false, similar: [] };
  for (const number of numberVariants(typed)) {
    const read = await readOrder(db, member, number);
    if (read.ok) return { ok: true, order: read.value };
  }
  const similar = await similarNumbers(db, member, typed);
  const [only, ...others] = /^\d+$/.test(typed) ? similar.filter(({ number }) => bare(number) === typed) : [];
  const read = only === undefined || others.length > 0 ? undefined : await readOrder(db, member, only.number);
  return read?.ok === true ? { ok: true, order: read.value } : { ok: false, similar };
};

/** A number without what stands before its digits, as people say it. */
const bare = (number: string): string => number.replace(/^\D+/, '');

const similarNumbers = async (
  db: Database,
  member: KnownMember,
  typed: string,
): Promise<readonly OrderHeadView[]> => {
  for (const part of numberParts(typed)) {
    const { orders } = await searchOrders(db, member, { words: part, page: 0, pageSize: LOOKED_THROUGH });
    // The part may also stand in a customer's name or an SKU.
    const similar = orders.filter(({ number }) => number.includes(part));
    if (similar.length > 0) return similar.slice(0, MOST_SIMILAR);
  }
  return [];
};
