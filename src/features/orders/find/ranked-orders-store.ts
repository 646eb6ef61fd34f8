import { toMinor } from '../../../kernel/money.js';
import { Prisma } from '../../../platform/db/generated/client.js';
import type { OrderScope } from '../../access/visible-orders.js';
import type { ListedOrder } from '../views.js';
import type { Path } from './narrow-paths.js';
import type { Read } from './reading.js';
import { allOf, columnInOrder, type Way } from './ways-store.js';

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

/** Written into the statement: of a limit that it does not know, PostgreSQL thinks little. */
const ENOUGH = Prisma.raw(String(MOST_FOUND + 1));
const MOST = Prisma.raw(String(MOST_FOUND));
export const NEWEST = Prisma.sql`o.placed_on DESC, o.number DESC`;

const COLUMNS = Prisma.sql`o.id, o.number, o.kind, o.status, o.currency, o.placed_on, o.required_on, o.owner_id, o.customer_id, o.supplier_id`;

/** Of so many, each one's newest are read: an index holds them in that order. Of more, the newest of all may be the shorter way. */
const EACH_ALONE = 200;

interface Lead {
  readonly way: Way;
  readonly column: Sql;
  readonly ids: readonly string[];
}

/** The way of few ids that leads, each of which is read alone; of a path with others as well, that through numbers. */
const leadOf = (path: Path): Lead | undefined => {
  const numbered = path.find(({ kind, ids }) => kind === 'order' && ids !== null);
  const way = numbered ?? (path.length === 1 ? path[0] : undefined);
  const column = way && columnInOrder(way.kind);
  if (way === undefined || column === undefined) return undefined;
  return way.ids === null || way.ids.length > EACH_ALONE ? undefined : { way, column, ids: way.ids };
};

/** Whether the newest on it are read in the same way whoever is meant: its plan can be kept. */
const isSteady = (path: Path): boolean => leadOf(path) !== undefined && path.every(({ ids }) => ids !== null);

const newestOn = (path: Path, always: readonly Sql[]): Sql => {
  const lead = leadOf(path);
  const conditions = path.flatMap((way) => (way === lead?.way ? [] : [way.condition]));
  if (lead === undefined)
    return Prisma.sql`(SELECT ${COLUMNS} FROM "order" o WHERE ${allOf([...conditions, ...always])} ORDER BY ${NEWEST} LIMIT ${ENOUGH})`;
  const { column, ids } = lead;
  const [id, ...others] = ids;
  if (others.length === 0)
    return Prisma.sql`(
      SELECT ${COLUMNS} FROM "order" o WHERE ${allOf([Prisma.sql`${column} = ${id}::uuid`, ...conditions, ...always])}
      ORDER BY ${NEWEST} LIMIT ${ENOUGH})`;
  // Hidden in a SELECT, how many there are does not tempt PostgreSQL to plan anew each time.
  return Prisma.sql`(
    SELECT o.* FROM unnest((SELECT ${[...ids]}::uuid[])) AS one (id) CROSS JOIN LATERAL (
      SELECT ${COLUMNS} FROM "order" o WHERE ${allOf([Prisma.sql`${column} = one.id`, ...conditions, ...always])}
      ORDER BY ${NEWEST} LIMIT ${ENOUGH}) AS o
    ORDER BY ${NEWEST} LIMIT ${ENOUGH})`;
};

export interface RankedAsked {
  readonly scope: OrderScope;
  /** Each leads to orders that are meant. */
  readonly paths: readonly Path[];
  /** Conditions on an order `o` that hold on every path. */
  readonly always: readonly Sql[];
  /** Of an order `o`: a smaller one goes first. */
  readonly rank: Sql;
  readonly page: number;
  readonly pageSize: number;
}

/**
 * One page of the orders on any path that the person may see and that are not archived, by their rank and then the newest;
 * the last page where there is none so far on. Of each path the newest `MOST_FOUND` and one more are ranked.
 */
export const rankedOrders = async (read: Read, asked: RankedAsked): Promise<Found> => {
  const { page, pageSize } = asked;
  const always = [visibleSql(asked.scope), Prisma.sql`o.archived_at IS NULL`, ...asked.always];
  const candidates = asked.paths.map((path) => newestOn(path, always));
  const kept = asked.paths.every(isSteady) && asked.always.length === 0 && asked.rank.values.length === 0;
  const rows = await read<Row>(
    Prisma.sql`
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
    WHERE (place - 1) / ${pageSize}::int = LEAST(${page}::int, (LEAST(found, ${MOST}) - 1) / ${pageSize}::int)
      AND place <= ${MOST}
    ORDER BY place`,
    { kept },
  );
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
