import type { KnownMember } from '../../../features/access/known-member.js';
import type { QueryRefusal } from '../../../features/orders/find/order-query.js';
import { searchOrders } from '../../../features/orders/find/search-orders.js';
import { done, type Result } from '../../../kernel/result.js';
import type { Database } from '../../../platform/db/client.js';
import { type FoundList, PAGE_SIZE } from './found-list.js';
import type { FoundPage } from './found-page.js';

/** Longer is what nobody types; a search that we write ourselves may be, within what a button carries. */
export const LONGEST_SEARCH = 200;

/** One page of what a search finds; the last one where there are no longer as many. */
export const search = async (
  db: Database,
  member: KnownMember,
  { words, page }: FoundPage,
): Promise<Result<FoundList, QueryRefusal>> => {
  const found = await searchOrders(db, member, { text: words, page, pageSize: PAGE_SIZE });
  return found.ok ? done({ words, ...found.value }) : found;
};
