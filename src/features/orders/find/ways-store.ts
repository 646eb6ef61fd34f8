import { Prisma } from '../../../platform/db/generated/client.js';
import { fits, isBroad, type Meaning, type MeantKind, type Named, wordInNumbers } from './names-store.js';
import { beginsNumber, hasNumber, isNumber } from './number-conditions-store.js';

type Sql = Prisma.Sql;

/** One way from a word to orders `o`. */
export interface Way {
  readonly kind: MeantKind;
  /** Everything of the kind that it leads through; null where it is known by the condition alone. */
  readonly ids: readonly string[] | null;
  readonly condition: Sql;
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
export const listed = (kind: MeantKind, ids: readonly string[]): Way => ({
  kind,
  ids,
  condition: through(kind, (column) => Prisma.sql`${column} = ANY (${[...ids]}::uuid[])`),
});

/** The way of a condition. */
export const byCondition = (kind: MeantKind, condition: Sql): Way => ({ kind, ids: null, condition });

const KINDS: readonly MeantKind[] = ['order', 'customer', 'supplier', 'product', 'member'];

/** For each rank of a fit, the way to the orders that fit so well or better; the last leads to all of the kind. */
const waysThrough = (meaning: Meaning, kind: MeantKind): readonly Way[] => {
  const named = meaning.named.filter((one) => one.kind === kind).sort((one, other) => one.fit - other.fit);
  const upTo = named.map((_, at) =>
    listed(
      kind,
      named.slice(0, at + 1).flatMap(({ ids }) => ids),
    ),
  );
  if (!isBroad(meaning, kind)) return upTo;
  const all = byCondition(kind, hasBroadly(meaning, kind));
  const word = wordInNumbers(meaning) ?? '';
  if (kind !== 'order') return [...upTo.filter((_, at) => (named[at]?.fit ?? 2) < 2), all];
  // A shorter one has no trigram.
  const beginning = word.length < 3 ? [] : [byCondition(kind, beginsNumber(word))];
  return [byCondition(kind, isNumber(word)), ...beginning, all];
};

const hasBroadly = (meaning: Meaning, kind: MeantKind): Sql =>
  kind === 'order'
    ? hasNumber(wordInNumbers(meaning) ?? '')
    : through(
        kind,
        // Beside few orders asked one by one, beside many all at once, as PostgreSQL sees fit.
        (column) =>
          Prisma.sql`EXISTS (SELECT 1 FROM search_name WHERE ref_id = ${column} AND ${fits(meaning.pieces, [kind])}) IS TRUE`,
      );

const slipped = ({ slips }: Meaning): readonly Way[] =>
  slips.length === 0 ? [] : [byCondition('order', Prisma.sql`lower(o.number) = ANY (${[...slips]})`)];

/** By which all orders that have the word are reached. */
export const everyWay = (meaning: Meaning): readonly Way[] => [
  ...KINDS.flatMap((kind) => waysThrough(meaning, kind).slice(-1)),
  ...slipped(meaning),
];

/** The same, and one for each better rank: what fits best cannot be crowded out. */
export const rankedWays = (meaning: Meaning): readonly Way[] => [
  ...KINDS.flatMap((kind) => waysThrough(meaning, kind)),
  ...slipped(meaning),
];

/** Whether an order has the word at all. */
export const hasWord = (meaning: Meaning): Sql => anyOf(everyWay(meaning).map(({ condition }) => condition));

const rankOfNamed = ({ kind, fit }: Named): number => {
  if (kind === 'order') return [0, 1, 4, 5][fit] ?? 5;
  return fit === 0 && kind !== 'member' ? 2 : Math.max(3, fit + 2);
};

/** What has a rank by this kind; of some conditions the first that holds counts. */
const tiersThrough = (meaning: Meaning, kind: MeantKind): readonly (readonly [number, Sql])[] => {
  const word = wordInNumbers(meaning) ?? '';
  const broad = isBroad(meaning, kind);
  if (broad && kind === 'order')
    return [
      [0, isNumber(word)],
      [1, beginsNumber(word)],
      [4, hasBroadly(meaning, kind)],
    ];
  const tiers = meaning.named.flatMap((named): [number, Sql][] =>
    named.kind === kind ? [[rankOfNamed(named), listed(kind, named.ids).condition]] : [],
  );
  return broad ? [...tiers, [4, hasBroadly(meaning, kind)]] : tiers;
};

/**
 * How well an order that has the word fits it: 0 is its number, and so on; a smaller number goes first. The same of all where
 * all fit alike.
 */
export const rankOf = (meaning: Meaning): Sql => {
  const tiers = new Map<number, Sql[]>();
  for (const [rank, condition] of [
    ...KINDS.flatMap((kind) => tiersThrough(meaning, kind)),
    ...slipped(meaning).map(({ condition }) => [5, condition] as const),
  ])
    tiers.set(rank, [...(tiers.get(rank) ?? []), condition]);
  const better = [...tiers].sort(([one], [other]) => one - other);
  const last = better.pop();
  // It has the word in one of these ways, so of the last nothing needs to be asked.
  if (last === undefined || better.length === 0) return Prisma.sql`0`;
  const cases = better.map(([rank, conditions]) => Prisma.sql`WHEN ${anyOf(conditions)} THEN ${rank}::int`);
  return Prisma.sql`(CASE ${Prisma.join(cases, ' ')} ELSE ${last[0]}::int END)`;
};
