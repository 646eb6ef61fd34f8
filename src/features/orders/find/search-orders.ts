import type { MemberActor } from '../../../kernel/actor.js';
import { Failure } from '../../../kernel/errors.js';
import { done, type Result } from '../../../kernel/result.js';
import type { Database } from '../../../platform/db/client.js';
import { READ_TOO_LONG } from '../../../platform/db/read-rows.js';
import { type OrderScope, visibleOrders } from '../../access/visible-orders.js';
import { filterConditions } from './filters-store.js';
import { foundOrders, nameOrders, numberPrefixes } from './found-store.js';
import { type Meaning, meaningsOf, type Term } from './names-store.js';
import type { OrderQuery, QueryRefusal } from './order-query.js';
import { parseQuery } from './parse-query.js';
import type { Found } from './ranked-orders-store.js';
import { type Read, readingOf } from './reading.js';
import { similarTo } from './similar-names.js';
import { slipsOf } from './slips-of.js';

/** One page of what a search found. */
export interface SearchResult extends Found {
  /** From 0; the last one there is where an earlier search had more. */
  readonly page: number;
  /** Nothing has the words as they were typed: these have words much like them. */
  readonly similar: boolean;
  /** Whether there were filters, and not words alone. */
  readonly filtered: boolean;
}

export interface SearchAsked {
  /** As typed: words and filters. */
  readonly text: string;
  /** From 0. */
  readonly page: number;
  readonly pageSize: number;
  /** How long it may take; ten seconds unless said otherwise. */
  readonly patienceMs?: number;
}

const EVERYWHERE: Term['kinds'] = ['customer', 'supplier', 'product', 'member'];

/**
 * Orders that the person may see and that have every word, in the number or a name that belongs to it, and fit every filter:
 * the best fitting first, then the newest. Where none has the words as typed, those that have them with a typing mistake.
 * What somebody may not see changes nothing of the answer, its count included. Refused is also what cannot be found in time.
 */
export const searchOrders = async (
  db: Database,
  actor: MemberActor,
  asked: SearchAsked,
): Promise<Result<SearchResult, QueryRefusal>> => {
  const parsed = parseQuery(asked.text);
  if (!parsed.ok) return parsed;
  try {
    return done(await search(db, actor, asked, parsed.value));
  } catch (error) {
    if (error instanceof Failure && error.code === READ_TOO_LONG)
      return { ok: false, refusals: [{ code: 'too-slow' }] };
    throw error;
  }
};

const search = async (
  db: Database,
  actor: MemberActor,
  asked: SearchAsked,
  query: OrderQuery,
): Promise<SearchResult> => {
  const read = readingOf(db, asked.patienceMs);
  const terms = query.words.map((word): Term => ({ pieces: [word], kinds: EVERYWHERE, inNumbers: true }));
  const [filters, exact] = await Promise.all([
    filterConditions(read, query, actor.memberId),
    meaningsOf(read, terms),
  ]);
  const filtered = filters.length > 0;
  const scope = visibleOrders(actor);
  const find = (words: readonly Meaning[]): Promise<Found> =>
    foundOrders(read, {
      scope,
      filters,
      words,
      page: asked.page,
      pageSize: asked.pageSize,
    });
  const found = await find(exact);
  if (found.total > 0 || query.words.length === 0)
    return { ...found, ...pageOf(asked, found), similar: false, filtered };
  const like = await find(await withMistakes(db, read, scope, exact));
  return { ...like, ...pageOf(asked, like), similar: like.total > 0, filtered };
};

const withMistakes = async (
  db: Database,
  read: Read,
  scope: OrderScope,
  exact: readonly Meaning[],
): Promise<readonly Meaning[]> => {
  const words = exact.map(({ pieces: [word = ''] }) => word);
  const [known, prefixes] = await Promise.all([nameOrders(read, scope, exact), numberPrefixes(read, scope)]);
  const similar = await similarTo(
    db,
    words.filter((_, at) => known[at] !== true),
  );
  return exact.map((meaning, at) => ({
    ...meaning,
    named: [...meaning.named, ...(similar.get(words[at] ?? '') ?? [])],
    slips: slipsOf(words[at] ?? '', prefixes),
  }));
};

const pageOf = ({ page, pageSize }: SearchAsked, { total }: Found): { readonly page: number } => ({
  page: Math.min(page, Math.max(0, Math.ceil(total / pageSize) - 1)),
});
