import type { KnownMember } from '../../../features/access/known-member.js';
import { searchOrders } from '../../../features/orders/search-orders.js';
import type { Database } from '../../../platform/db/client.js';
import { type FoundList, PAGE_SIZE } from './found-list.js';
import type { FoundPage } from './found-page.js';

/** What is longer finds nothing, and would not fit into a button. */
export const LONGEST_SEARCH = 200;

/** One page of what a search finds; the last one where there are no longer as many. */
export const search = async (
  db: Database,
  member: KnownMember,
  { words, page }: FoundPage,
): Promise<FoundList> => {
  const read = (which: number) => searchOrders(db, member, { words, page: which, pageSize: PAGE_SIZE });
  const found = await read(page);
  const last = Math.max(0, Math.ceil(found.total / PAGE_SIZE) - 1);
  if (page <= last) return { words, page, ...found };
  return { words, page: last, ...(await read(last)) };
};
