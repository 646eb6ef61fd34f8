import { Prisma } from '../../../platform/db/generated/client.js';
import {
  type Fit,
  fits,
  isBroad,
  type Meaning,
  type MeantKind,
  type NamedKind,
  wordInNumbers,
} from './names-store.js';
import { beginsNumber, hasNumber, isNumber } from './number-conditions-store.js';

type Sql = Prisma.Sql;

/** One way from a word to orders `o`. */
export interface Way {
  readonly kind: MeantKind;
  /** How well what it leads to fits the word; a smaller number goes first. */
  readonly rank: number;
  /** Everything of the kind that it leads through; null where it is known by the condition alone. */
  readonly ids: readonly string[] | null;
  readonly condition: Sql;
  /** Of a way through many names: the condition on a row of search_name. */
  readonly naming?: Sql;
}

export const anyOf = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? Prisma.sql`FALSE` : Prisma.sql`(${Prisma.join([...conditions], ' OR ')})`;

export const allOf = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? Prisma.sql`TRUE` : Prisma.join([...conditions], ' AND ');

const COLUMNS: ReadonlyMap<MeantKind, Sql> = new Map([
  ['order', Prisma.sql`o.id`],
  ['customer', Prisma.sql`o.customer_id`],
  ['supplier', Prisma.sql`o.supplier_id`],
  ['member', Prisma.sql`o.owner_id`],
]);

/** Where an order says it itself; a product is said by its lines. */
export const columnInOrder = (kind: MeantKind): Sql | undefined => COLUMNS.get(kind);

const through = (kind: MeantKind, condition: (column: Sql) => Sql): Sql => {
  const column = columnInOrder(kind);
  return column === undefined
    ? Prisma.sql`EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND ${condition(Prisma.sql`l.product_id`)})`
    : condition(column);
};

/** The way to the orders of these. */
export const listed = (kind: MeantKind, rank: number, ids: readonly string[]): Way => ({
  kind,
  rank,
  ids,
  condition: through(kind, (column) => Prisma.sql`${column} = ANY (${[...ids]}::uuid[])`),
});

/** The way of a condition. */
export const byCondition = (kind: MeantKind, rank: number, condition: Sql): Way => ({
  kind,
  rank,
  ids: null,
  condition,
});

const broadly = (kind: NamedKind, rank: number, naming: Sql): Way => ({
  kind,
  rank,
  ids: null,
  naming,
  // Beside few orders asked one by one, beside many all at once, as PostgreSQL sees fit.
  condition: through(
    kind,
    (column) => Prisma.sql`EXISTS (SELECT 1 FROM search_name WHERE ref_id = ${column} AND ${naming}) IS TRUE`,
  ),
});

/** The way to the orders of these that have such names as well. */
export const narrowed = ({ kind, rank }: Way, ids: readonly string[], naming: Sql): Way =>
  byCondition(
    kind,
    rank,
    through(
      kind,
      (column) =>
        Prisma.sql`${column} = ANY (ARRAY(SELECT ref_id FROM search_name WHERE ref_id = ANY (${[...ids]}::uuid[]) AND ${naming}))`,
    ),
  );

const NAMED_KINDS: readonly NamedKind[] = ['customer', 'supplier', 'product', 'member'];

const rankOfName = (kind: NamedKind, fit: Fit): number =>
  fit === 0 && kind !== 'member' ? 2 : Math.max(3, fit + 2);
const rankOfNumber = (fit: Fit): number => [0, 1, 4, 5][fit] ?? 5;

/** One way for each fit. */
const throughNames = (meaning: Meaning, kind: NamedKind): readonly Way[] =>
  meaning.named.flatMap((named) => {
    if (named.kind !== kind) return [];
    const rank = rankOfName(kind, named.fit);
    return isBroad(meaning, kind, named.fit)
      ? broadly(kind, rank, fits(meaning.folded, [kind], named))
      : listed(kind, rank, named.ids);
  });

const throughNumbers = (meaning: Meaning): readonly Way[] => {
  const word = wordInNumbers(meaning) ?? '';
  if (isBroad(meaning, 'order'))
    return [
      byCondition('order', 0, isNumber(word)),
      byCondition('order', 1, beginsNumber(word)),
      byCondition('order', 4, hasNumber(word)),
    ];
  return meaning.named.flatMap(({ kind, fit, ids }) =>
    kind === 'order' ? listed(kind, rankOfNumber(fit), ids) : [],
  );
};

const slipped = ({ slips }: Meaning): readonly Way[] =>
  slips.length === 0 ? [] : [byCondition('order', 5, Prisma.sql`lower(o.number) = ANY (${[...slips]})`)];

const together = (kind: MeantKind, ways: readonly Way[]): readonly Way[] => {
  if (ways.length < 2) return ways;
  const ids = ways.flatMap((way) => way.ids ?? []);
  return [listed(kind, 5, ids)];
};

/** By which all orders that have the word are reached: as few as there can be. */
export const everyWay = (meaning: Meaning): readonly Way[] => [
  ...(isBroad(meaning, 'order')
    ? throughNumbers(meaning).slice(-1)
    : together('order', throughNumbers(meaning))),
  ...NAMED_KINDS.flatMap((kind) => {
    const ways = throughNames(meaning, kind);
    if (!isBroad(meaning, kind)) return together(kind, ways);
    return [broadly(kind, 4, fits(meaning.folded, [kind])), ...ways.filter(({ rank }) => rank === 5)];
  }),
  ...slipped(meaning),
];

const everyRank = (meaning: Meaning): readonly Way[] => [
  ...throughNumbers(meaning),
  ...NAMED_KINDS.flatMap((kind) => throughNames(meaning, kind)),
  ...slipped(meaning),
];

/** The same, but one for each rank: what fits best cannot be crowded out. */
export const rankedWays = (meaning: Meaning): readonly Way[] => {
  // How a number begins that is too short for a trigram would have to be read from all of them.
  const short = isBroad(meaning, 'order') && (wordInNumbers(meaning) ?? '').length < 3;
  return everyRank(meaning).filter(({ kind, rank }) => !(short && kind === 'order' && rank === 1));
};

/** Whether an order has the word at all. */
export const hasWord = (meaning: Meaning): Sql => anyOf(everyWay(meaning).map(({ condition }) => condition));

/**
 * How well an order that has the word fits it: 0 is its number, and so on; a smaller number goes first. The same of all where
 * all fit alike.
 */
export const rankOf = (meaning: Meaning): Sql => {
  const tiers = new Map<number, Sql[]>();
  for (const { rank, condition } of everyRank(meaning))
    tiers.set(rank, [...(tiers.get(rank) ?? []), condition]);
  const better = [...tiers].sort(([one], [other]) => one - other);
  const last = better.pop();
  // It has the word in one of these ways, so of the last nothing needs to be asked.
  if (last === undefined || better.length === 0) return Prisma.sql`0`;
  const cases = better.map(([rank, conditions]) => Prisma.sql`WHEN ${anyOf(conditions)} THEN ${rank}::int`);
  return Prisma.sql`(CASE ${Prisma.join(cases, ' ')} ELSE ${last[0]}::int END)`;
};
