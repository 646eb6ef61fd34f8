import type { Database } from '../../../platform/db/client.js';
import { Prisma } from '../../../platform/db/generated/client.js';
import type { OrderScope } from '../../access/visible-orders.js';
import type { OrderHeadView } from '../views.js';
import {
  allOf,
  anyOf,
  everyWay,
  hasWord,
  inNumber,
  isNumber,
  type Meaning,
  rankOf,
  waysTo,
  wellFittingWays,
} from './word-conditions-store.js';

type Sql = Prisma.Sql;

/** So many at most are ranked and can be paged through; of more it is only said that there are more. */
export const MOST_FOUND = 60;

/** The rows of `within` in order-store.ts as a condition on an order `o`; a property test compares them. */
export const visibleSql = (scope: OrderScope): Sql => {
  if (scope.all) return Prisma.sql`TRUE`;
  if (scope.memberId === null) return Prisma.sql`FALSE`;
  if (scope.department === null) return Prisma.sql`o.owner_id = ${scope.memberId}::uuid`;
  return Prisma.sql`o.owner_id = ANY (ARRAY(
    SELECT id FROM member WHERE id = ${scope.memberId}::uuid OR department = ${scope.department}))`;
};

export interface Asked {
  readonly scope: OrderScope;
  /** Conditions on an order `o`. */
  readonly filters: readonly Sql[];
  readonly words: readonly Meaning[];
  readonly page: number;
  readonly pageSize: number;
}

export interface Found {
  /** Of at most `MOST_FOUND`. */
  readonly total: number;
  readonly more: boolean;
  readonly orders: readonly OrderHeadView[];
}

type Row = Omit<OrderHeadView, 'party' | 'owner'> & {
  readonly found: number;
  readonly partyName: string;
  readonly partyCode: string;
  readonly ownerName: string;
  readonly department: string;
};

const NOTHING: Found = { total: 0, more: false, orders: [] };

const ENOUGH = MOST_FOUND + 1;
const NEWEST = Prisma.sql`o.placed_on DESC, o.number DESC`;

/**
 * The orders that have every word, the best fitting first and of equally good ones the newest; the last page where there is
 * none so far on.
 */
export const foundOrders = async (db: Database, { words: all, filters, ...asked }: Asked): Promise<Found> => {
  // A word that nothing has: no order has them all.
  if (all.some((word) => everyWay(word).length === 0)) return NOTHING;
  const [first, ...others] = await rarestFirst(db, asked.scope, all);
  const rank = all.length === 0 ? Prisma.sql`0` : Prisma.join(all.map(rankOf), ' + ');
  const through = (ways: readonly Sql[], limit: number): Promise<Found> =>
    ranked(db, {
      ...asked,
      always: [...filters, ...others.map(({ word }) => hasWord(word))],
      rank,
      ways,
      limit,
    });
  if (first === undefined) return through([Prisma.sql`TRUE`], ENOUGH);
  const newest = await through(waysTo(first.word), ENOUGH);
  // By one word none of a rank is crowded out; by several, what fits the others best may be.
  if (!newest.more || others.length === 0) return newest;
  return first.count < COUNTED
    ? through(everyWay(first.word), COUNTED)
    : through(
        [
          ...waysTo(first.word),
          ...wellFittingBoth(
            first.word,
            others.map(({ word }) => word),
          ),
        ],
        ENOUGH,
      );
};

/** Each by a condition on the first word that an index serves. */
const wellFittingBoth = (first: Meaning, others: readonly Meaning[]): readonly Sql[] => [
  ...everyWay(first).flatMap((way) =>
    others.flatMap((other) => wellFittingWays(other).map((well) => allOf([way, well]))),
  ),
  ...wellFittingWays(first).map((well) =>
    allOf([well, ...others.map((other) => anyOf(wellFittingWays(other)))]),
  ),
];

/** The orders that any of these numbers means, the newest first; with `partly`, also those that have it in theirs. */
export const numberedOrders = (
  db: Database,
  asked: Omit<Asked, 'words' | 'filters'> & { readonly numbers: readonly string[]; readonly partly: boolean },
): Promise<Found> =>
  asked.numbers.length === 0
    ? Promise.resolve(NOTHING)
    : ranked(db, {
        ...asked,
        always: [],
        limit: ENOUGH,
        rank: Prisma.sql`(CASE WHEN ${anyOf(asked.numbers.map(isNumber))} THEN 0 ELSE 1 END)`,
        ways: asked.numbers.map(asked.partly ? inNumber : isNumber),
      });

const ranked = async (
  db: Database,
  asked: Pick<Asked, 'scope' | 'page' | 'pageSize'> & {
    readonly ways: readonly Sql[];
    readonly always: readonly Sql[];
    readonly rank: Sql;
    /** Of the newest by each way. */
    readonly limit: number;
  },
): Promise<Found> => {
  const { page, pageSize } = asked;
  const always = [visibleSql(asked.scope), Prisma.sql`o.archived_at IS NULL`, ...asked.always];
  const candidates = asked.ways.map(
    (way) =>
      Prisma.sql`(SELECT o.id FROM "order" o WHERE ${allOf([way, ...always])} ORDER BY ${NEWEST} LIMIT ${asked.limit})`,
  );
  const rows = await db.prisma.$queryRaw<Row[]>`
    WITH candidate AS MATERIALIZED (${Prisma.join(candidates, ' UNION ')}),
      ranked AS MATERIALIZED (
        SELECT o.id, row_number() OVER (ORDER BY ${asked.rank}, ${NEWEST}) AS place FROM candidate JOIN "order" o USING (id)),
      counted AS (SELECT count(*)::int AS found FROM ranked)
    SELECT found, o.id::text, o.number, o.kind::text, o.status::text, o.currency, o.archived_at IS NOT NULL AS archived,
      to_char(o.placed_on, 'YYYY-MM-DD') AS "placedOn", to_char(o.required_on, 'YYYY-MM-DD') AS "requiredOn",
      coalesce(c.name, s.name) AS "partyName", coalesce(c.code, s.code) AS "partyCode",
      m.name AS "ownerName", m.department
    FROM ranked CROSS JOIN counted JOIN "order" o USING (id) JOIN member m ON m.id = o.owner_id
      LEFT JOIN customer c ON c.id = o.customer_id LEFT JOIN supplier s ON s.id = o.supplier_id
    WHERE (place - 1) / ${pageSize}::int = LEAST(${page}::int, (LEAST(found, ${MOST_FOUND}::int) - 1) / ${pageSize}::int)
      AND place <= ${MOST_FOUND}::int
    ORDER BY place`;
  const found = rows[0]?.found ?? 0;
  return { total: Math.min(found, MOST_FOUND), more: found > MOST_FOUND, orders: rows.map(headOf) };
};

const headOf = ({ found: _, partyName, partyCode, ownerName, department, ...row }: Row): OrderHeadView => ({
  ...row,
  party: { name: partyName, code: partyCode },
  owner: { name: ownerName, department },
});

/** How the numbers of this company begin, in lower case, as its newest orders that the person may see show. */
export const numberPrefixes = async (db: Database, scope: OrderScope): Promise<readonly string[]> => {
  const rows = await db.prisma.$queryRaw<{ prefix: string }[]>`
    SELECT DISTINCT lower(substring(number FROM '^(.*?)[0-9]+$')) AS prefix
    FROM (SELECT o.number FROM "order" o WHERE ${visibleSql(scope)} ORDER BY ${NEWEST} LIMIT 200) AS newest
    WHERE number ~ '[0-9]$'`;
  return rows.map(({ prefix }) => prefix);
};

/** More orders of a word are not counted, nor all compared. */
const COUNTED = 2_000;

interface CountedWord {
  readonly word: Meaning;
  /** Of its orders that the person may see; `COUNTED` or more is many. */
  readonly count: number;
}

/** The word that fewest orders have leads to the orders; the others are compared there. */
const rarestFirst = async (
  db: Database,
  scope: OrderScope,
  words: readonly Meaning[],
): Promise<readonly CountedWord[]> => {
  if (words.length < 2) return words.map((word) => ({ word, count: COUNTED }));
  const counts = await ordersOfEach(db, scope, words);
  return words
    .map((word, at) => ({ word, count: counts[at] ?? COUNTED }))
    .sort((one, other) => one.count - other.count);
};

/** How many orders that the person may see have each word, by each way to them; `COUNTED` or more is many. */
const ordersOfEach = async (
  db: Database,
  scope: OrderScope,
  words: readonly Meaning[],
): Promise<readonly number[]> => {
  if (words.length === 0) return [];
  const countOf = (way: Sql): Sql => Prisma.sql`(SELECT count(*) FROM (
    SELECT 1 FROM "order" o WHERE ${allOf([way, visibleSql(scope)])} LIMIT ${COUNTED}) AS counted)`;
  const counts = words.map(
    (word, at) =>
      Prisma.sql`SELECT ${at}::int AS at, (${Prisma.join([Prisma.sql`0`, ...everyWay(word).map(countOf)], ' + ')})::int AS count`,
  );
  const rows = await db.prisma.$queryRaw<{ at: number; count: number }[]>(Prisma.join(counts, ' UNION ALL '));
  const known = new Map(rows.map(({ at, count }) => [at, count]));
  return words.map((_, at) => known.get(at) ?? 0);
};

/**
 * Whether each word is a name, or the beginning of a word in one, of an order that the person may see. Names that lead to
 * no such order are none: they must change nothing of the answer.
 */
export const nameOrders = async (
  db: Database,
  scope: OrderScope,
  words: readonly Meaning[],
): Promise<readonly boolean[]> => {
  const names = words.map((word) => ({
    ...word,
    named: word.named.filter(({ fit }) => fit <= 1),
    inNumbers: false,
  }));
  const counts = await ordersOfEach(db, scope, names);
  return counts.map((count) => count > 0);
};
