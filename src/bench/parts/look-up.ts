import type { Figure } from '../../edges/cli/bench-report.js';
import { readMembersWithRole } from '../../features/access/read-member.js';
import { searchOrders } from '../../features/orders/find/search-orders.js';
import { openDatabase } from '../../platform/db/client.js';
import { addCustomers, customersOf, foundCompany, placeOrdersToFind } from '../ground/company.js';
import { onConnection, openPool } from '../ground/sql.js';
import { type LookUp, lookUpBySql, lookUpsAmong } from '../look-up/look-ups.js';
import { figureOf } from '../measure/figure.js';
import { quantile } from '../measure/quantile.js';
import { timed } from '../measure/timed.js';
import type { Bench, Found } from '../part.js';

const PAGE = 10;
/** Look-ups of each kind in one round. */
const EACH = 25;
/** So many orders are made by one statement. */
const BATCH = 100_000;

/** Gives the ids that were found, in their order. */
type Finder = (lookUp: LookUp) => Promise<readonly string[]>;

interface Times {
  readonly ours: readonly number[];
  readonly limit: readonly number[];
}

/** Look-ups among ever more orders beside the SQL that finds the same, and how they grow. */
export const measureLookUps = async (bench: Bench): Promise<Found> => {
  const { ground, options, log, tell } = bench;
  const url = await ground.create();
  const db = openDatabase({ url, poolSize: 4, onError: (error) => log.error({ err: error }, 'lost') });
  const pool = openPool(url, 1);
  try {
    await onConnection(url, foundCompany);
    const [actor] = await readMembersWithRole(db, 'manager');
    if (actor === undefined) throw new Error('the company of the bench has no manager');
    const ours: Finder = async ({ text }) => {
      const result = await searchOrders(db, actor, { text, page: 0, pageSize: PAGE });
      return result.ok ? result.value.orders.map(({ id }) => id) : [];
    };
    const bySql: Finder = (lookUp) => lookUpBySql(pool, lookUp, PAGE);
    const sizes: { readonly orders: number; readonly rounds: readonly Times[] }[] = [];
    let there = 0;
    for (const orders of options.orders) {
      tell(`look-ups: making ${orders} orders`);
      await grow(url, there, orders);
      there = orders;
      const lookUps = lookUpsAmong(orders, EACH);
      for (const lookUp of lookUps) await refuseUnequal(lookUp, await ours(lookUp), await bySql(lookUp));
      const rounds: Times[] = [];
      for (let round = 1; round <= options.rounds; round += 1) {
        tell(`look-ups among ${orders}: round ${round} of ${options.rounds}`);
        rounds.push({ ours: await timesOf(ours, lookUps), limit: await timesOf(bySql, lookUps) });
      }
      sizes.push({ orders, rounds });
    }
    return {
      figures: [...sizes.flatMap(({ orders, rounds }) => figuresOf(orders, rounds)), ...growth(sizes)],
    };
  } finally {
    await pool.end();
    await db.close();
    await ground.drop(url);
  }
};

const grow = (url: string, from: number, to: number): Promise<void> =>
  onConnection(url, async (client) => {
    await addCustomers(client, customersOf(from), customersOf(to));
    for (let first = from; first < to; first += BATCH) {
      await placeOrdersToFind(client, { from: first, to: Math.min(to, first + BATCH) });
    }
    await client.query('VACUUM (ANALYZE)');
  });

const timesOf = async (find: Finder, lookUps: readonly LookUp[]): Promise<readonly number[]> => {
  const times: number[] = [];
  for (const lookUp of lookUps) times.push(await timed(() => find(lookUp)));
  return times;
};

/** A limit that found something else would be none. */
const refuseUnequal = async (
  { text }: LookUp,
  ours: readonly string[],
  limit: readonly string[],
): Promise<void> => {
  if (ours.length === 0 || [...ours].sort().join() !== [...limit].sort().join()) {
    throw new Error(
      `"${text}" finds ${ours.length} orders, and others than SQL alone, which finds ${limit.length}`,
    );
  }
};

const figuresOf = (orders: number, rounds: readonly Times[]): Figure[] =>
  (
    [
      ['lookup-p50', 0.5, null],
      ['lookup-p95', 0.95, { kind: 'at-most', ratio: 2 }],
    ] as const
  ).map(([code, part, goal]) =>
    figureOf(
      { part: 'lookup', code, orders, unit: 'ms', goal },
      rounds.map(({ ours }) => quantile(ours, part)),
      rounds.map(({ limit }) => quantile(limit, part)),
    ),
  );

/** How much slower it is among the most orders than among the fewest; both of ours. */
const growth = (
  sizes: readonly { readonly orders: number; readonly rounds: readonly Times[] }[],
): Figure[] => {
  const [fewest, most] = [sizes[0], sizes.at(-1)];
  if (fewest === undefined || most === undefined || fewest === most) return [];
  const p95 = ({ ours }: Times): number => quantile(ours, 0.95);
  return [
    figureOf(
      {
        part: 'lookup',
        code: 'lookup-growth',
        orders: most.orders,
        unit: 'ms',
        goal: { kind: 'at-most', ratio: 3 },
      },
      most.rounds.map(p95),
      fewest.rounds.map(p95),
    ),
  ];
};
