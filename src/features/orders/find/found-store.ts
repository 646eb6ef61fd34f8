import { toMinor } from '../../../kernel/money.js';
import type { Database } from '../../../platform/db/client.js';
import { Prisma } from '../../../platform/db/generated/client.js';
import type { OrderScope } from '../../access/visible-orders.js';
import type { ListedOrder } from '../views.js';
import { combineWays, MOST_PATHS, type Path } from './combine-ways.js';
import type { Meaning } from './names-store.js';
import { inNumber, isNumber } from './number-conditions-store.js';
import {
  allOf,
  anyOf,
  byCondition,
  columnInOrder,
  everyWay,
  hasWord,
  rankedWays,
  rankOf,
  type Way,
} from './ways-store.js';

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
  readonly orders: readonly ListedOrder[];
}

type Row = Omit<ListedOrder, 'party' | 'owner' | 'total' | 'archived'> & {
  readonly found: number;
  readonly partyName: string;
  readonly partyCode: string;
  readonly ownerName: string;
  readonly department: string;
  /** Major units. */
  readonly total: string;
};

const NOTHING: Found = { total: 0, more: false, orders: [] };

const ENOUGH = MOST_FOUND + 1;
const NEWEST = Prisma.sql`o.placed_on DESC, o.number DESC`;

/**
 * The orders that have every word, the best fitting first and of equally good ones the newest; the last page where there is
 * none so far on.
 */
export const foundOrders = async (db: Database, { words, filters, ...asked }: Asked): Promise<Found> => {
  const rank = words.length === 0 ? Prisma.sql`0` : Prisma.join(words.map(rankOf), ' + ');
  const along = ({ paths, conditions }: Reached): Promise<Found> =>
    ranked(db, { ...asked, always: [...filters, ...conditions], rank, paths });
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
  let combined: readonly (readonly Way[])[] = [];
  const conditions: Sql[] = [];
  let count = 1;
  for (const word of [...words].sort((one, other) => everyWay(one).length - everyWay(other).length)) {
    const ways = sorts.map((waysOf) => waysOf(word)).find(({ length }) => count * length <= MOST_PATHS);
    if (ways === undefined) conditions.push(hasWord(word));
    else {
      combined = [...combined, ways];
      count *= ways.length;
    }
  }
  return { paths: combineWays(combined), conditions };
};

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
        rank: Prisma.sql`(CASE WHEN ${anyOf(asked.numbers.map(isNumber))} THEN 0 ELSE 1 END)`,
        paths: asked.numbers.map((number) => [
          byCondition('order', 0, asked.partly ? inNumber(number) : isNumber(number)),
        ]),
      });

const COLUMNS = Prisma.sql`o.id, o.number, o.kind, o.status, o.currency, o.placed_on, o.required_on, o.owner_id, o.customer_id, o.supplier_id`;

/** Of so many, each one's newest are read: an index holds them in that order. Of more, the newest of all may be the shorter way. */
const EACH_ALONE = 200;

const newestOn = (path: Path, always: readonly Sql[]): Sql => {
  const [only, ...others] = path;
  const column = only === undefined ? undefined : columnInOrder(only.kind);
  if (column !== undefined && only?.ids && only.ids.length <= EACH_ALONE && others.length === 0)
    return Prisma.sql`(
      SELECT o.* FROM unnest(${[...only.ids]}::uuid[]) AS one (id) CROSS JOIN LATERAL (
        SELECT ${COLUMNS} FROM "order" o WHERE ${allOf([Prisma.sql`${column} = one.id`, ...always])} ORDER BY ${NEWEST} LIMIT ${ENOUGH}) AS o
      ORDER BY ${NEWEST} LIMIT ${ENOUGH})`;
  const conditions = [...path.map(({ condition }) => condition), ...always];
  return Prisma.sql`(SELECT ${COLUMNS} FROM "order" o WHERE ${allOf(conditions)} ORDER BY ${NEWEST} LIMIT ${ENOUGH})`;
};

const ranked = async (
  db: Database,
  asked: Pick<Asked, 'scope' | 'page' | 'pageSize'> & {
    readonly paths: readonly Path[];
    readonly always: readonly Sql[];
    readonly rank: Sql;
  },
): Promise<Found> => {
  const { page, pageSize } = asked;
  const always = [visibleSql(asked.scope), Prisma.sql`o.archived_at IS NULL`, ...asked.always];
  const candidates = asked.paths.map((path) => newestOn(path, always));
  const rows = await db.prisma.$queryRaw<Row[]>`
    WITH candidate AS MATERIALIZED (${Prisma.join(candidates, ' UNION ')})
    SELECT found, o.id::text, o.number, o.kind::text, o.status::text, o.currency,
      to_char(o.placed_on, 'YYYY-MM-DD') AS "placedOn", to_char(o.required_on, 'YYYY-MM-DD') AS "requiredOn",
      coalesce(c.name, s.name) AS "partyName", coalesce(c.code, s.code) AS "partyCode",
      m.name AS "ownerName", m.department,
      (SELECT a.amount::text FROM order_amount a WHERE a.order_id = o.id) AS total
    FROM (
      SELECT o.*, count(*) OVER ()::int AS found, row_number() OVER (ORDER BY ${asked.rank}, ${NEWEST}) AS place
      FROM candidate o) AS o
    JOIN member m ON m.id = o.owner_id
    LEFT JOIN customer c ON c.id = o.customer_id LEFT JOIN supplier s ON s.id = o.supplier_id
    WHERE (place - 1) / ${pageSize}::int = LEAST(${page}::int, (LEAST(found, ${MOST_FOUND}::int) - 1) / ${pageSize}::int)
      AND place <= ${MOST_FOUND}::int
    ORDER BY place`;
  const found = rows[0]?.found ?? 0;
  return { total: Math.min(found, MOST_FOUND), more: found > MOST_FOUND, orders: rows.map(headOf) };
};

const headOf = ({
  found: _,
  partyName,
  partyCode,
  ownerName,
  department,
  total,
  ...row
}: Row): ListedOrder => ({
  ...row,
  total: toMinor(total, row.currency),
  archived: false, // Those are left out.
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

/**
 * Whether each word is a name, or the beginning of a word in one, of an order that the person may see. Names that lead to
 * no such order are none: they must change nothing of the answer.
 */
export const nameOrders = async (
  db: Database,
  scope: OrderScope,
  words: readonly Meaning[],
): Promise<readonly boolean[]> => {
  const some = words.flatMap((word, at) =>
    everyWay({ ...word, named: word.named.filter(({ fit, kind }) => fit <= 1 && kind !== 'order') }).map(
      ({ condition }) => Prisma.sql`
        (SELECT ${at}::int AS at FROM "order" o WHERE ${allOf([condition, visibleSql(scope)])} LIMIT 1)`,
    ),
  );
  if (some.length === 0) return words.map(() => false);
  const rows = await db.prisma.$queryRaw<{ at: number }[]>(Prisma.join(some, ' UNION ALL '));
  return words.map((_, of) => rows.some(({ at }) => at === of));
};
