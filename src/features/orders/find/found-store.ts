import { Prisma } from '../../../platform/db/generated/client.js';
import type { OrderScope } from '../../access/visible-orders.js';
import type { Meaning } from './names-store.js';
import { MOST_PATHS, narrowPaths, type Path } from './narrow-paths.js';
import { inNumber, isNumber } from './number-conditions-store.js';
import { type Found, NEWEST, rankedOrders, visibleSql } from './ranked-orders-store.js';
import type { Read } from './reading.js';
import { allOf, anyOf, byCondition, everyWay, hasWord, rankedWays, rankOf, type Way } from './ways-store.js';

type Sql = Prisma.Sql;

export interface Asked {
  readonly scope: OrderScope;
  /** Conditions on an order `o`. */
  readonly filters: readonly Sql[];
  readonly words: readonly Meaning[];
  readonly page: number;
  readonly pageSize: number;
}

const NOTHING: Found = { total: 0, more: false, orders: [] };

/**
 * The orders that have every word, the best fitting first and of equally good ones the newest; the last page where there is
 * none so far on.
 */
export const foundOrders = async (read: Read, { words, filters, ...asked }: Asked): Promise<Found> => {
  const rank = words.length === 0 ? Prisma.sql`0` : Prisma.join(words.map(rankOf), ' + ');
  const along = ({ paths, conditions }: Reached): Promise<Found> =>
    rankedOrders(read, { ...asked, always: [...filters, ...conditions], rank, paths });
  const every = reach(words, [everyWay]);
  // No order has them all: so much the names say.
  if (every.paths.length === 0) return NOTHING;
  const found = await along(every);
  if (!found.more) return found;
  const alike = words.every((word) => rankedWays(word).length === everyWay(word).length);
  return alike ? found : along(reach(words, [rankedWays, everyWay]));
};

interface Reached {
  readonly paths: readonly Path[];
  /** That hold on every path as well: of words beyond those by which there are paths. */
  readonly conditions: readonly Sql[];
}

/**
 * The paths to the orders that have all the words, by the first of these sorts of ways of which there are not too many. Each
 * path is planned on its own: the rarest of its words leads.
 */
const reach = (words: readonly Meaning[], sorts: readonly ((word: Meaning) => readonly Way[])[]): Reached => {
  let paths: readonly Path[] = [[]];
  const conditions: Sql[] = [];
  for (const word of [...words].sort((one, other) => everyWay(one).length - everyWay(other).length)) {
    const narrower = sorts
      .map((waysOf) => narrowPaths(paths, waysOf(word)))
      .find(({ length }) => length <= MOST_PATHS);
    if (narrower === undefined) conditions.push(hasWord(word));
    else paths = narrower;
  }
  return { paths, conditions };
};

/** The orders that any of these numbers means, the newest first; with `partly`, also those that have it in theirs. */
export const numberedOrders = (
  read: Read,
  asked: Omit<Asked, 'words' | 'filters'> & { readonly numbers: readonly string[]; readonly partly: boolean },
): Promise<Found> =>
  asked.numbers.length === 0
    ? Promise.resolve(NOTHING)
    : rankedOrders(read, {
        ...asked,
        always: [],
        rank: Prisma.sql`(CASE WHEN ${anyOf(asked.numbers.map(isNumber))} THEN 0 ELSE 1 END)`,
        paths: asked.numbers.map((number) => [
          byCondition('order', 0, asked.partly ? inNumber(number) : isNumber(number)),
        ]),
      });

/** How the numbers of this company begin, in lower case, as its newest orders that the person may see show. */
export const numberPrefixes = async (read: Read, scope: OrderScope): Promise<readonly string[]> => {
  const rows = await read<{ prefix: string }>(Prisma.sql`
    SELECT DISTINCT lower(substring(number FROM '^(.*?)[0-9]+$')) AS prefix
    FROM (SELECT o.number FROM "order" o WHERE ${visibleSql(scope)} ORDER BY ${NEWEST} LIMIT 200) AS newest
    WHERE number ~ '[0-9]$'`);
  return rows.map(({ prefix }) => prefix);
};

/**
 * Whether each word is a name, or the beginning of a word in one, of an order that the person may see. Names that lead to
 * no such order are none: they must change nothing of the answer.
 */
export const nameOrders = async (
  read: Read,
  scope: OrderScope,
  words: readonly Meaning[],
): Promise<readonly boolean[]> => {
  const some = words.flatMap((word, at) =>
    rankedWays({ ...word, named: word.named.filter(({ fit, kind }) => fit <= 1 && kind !== 'order') }).map(
      ({ condition }) => Prisma.sql`
        (SELECT ${at}::int AS at FROM "order" o WHERE ${allOf([condition, visibleSql(scope)])} LIMIT 1)`,
    ),
  );
  if (some.length === 0) return words.map(() => false);
  const rows = await read<{ at: number }>(Prisma.join(some, ' UNION ALL '));
  return words.map((_, of) => rows.some(({ at }) => at === of));
};
