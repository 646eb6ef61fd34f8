import { Prisma } from '../../../platform/db/generated/client.js';
import { type Fit, fits, literally, MOST_NAMED, type Named, type NamedKind } from './names-store.js';

type Sql = Prisma.Sql;

/** A word with what it names. */
export interface Meaning {
  readonly pieces: readonly string[];
  readonly named: readonly Named[];
  /** Also looked for in numbers. */
  readonly inNumbers: boolean;
  /** Numbers, in lower case, that differ from it by a slip of the finger; none where slips are not looked for. */
  readonly slips: readonly string[];
}

const KINDS: readonly NamedKind[] = ['customer', 'supplier', 'product', 'member'];
const NEVER = Prisma.sql`FALSE`;

export const anyOf = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? NEVER : Prisma.sql`(${Prisma.join([...conditions], ' OR ')})`;

export const allOf = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? Prisma.sql`TRUE` : Prisma.join([...conditions], ' AND ');

const belongsTo = (kind: NamedKind, ids: Sql): Sql => {
  switch (kind) {
    case 'customer':
      return Prisma.sql`o.customer_id ${ids}`;
    case 'supplier':
      return Prisma.sql`o.supplier_id ${ids}`;
    case 'member':
      return Prisma.sql`o.owner_id ${ids}`;
    case 'product':
      return Prisma.sql`EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.product_id ${ids})`;
  }
};

/** One condition for each kind of which something is named, on an order `o`. */
const namedConditions = ({ pieces, named }: Meaning, fit: (one: Named) => boolean = () => true): Sql[] =>
  KINDS.flatMap((kind) => {
    const all = named.filter((one) => one.kind === kind);
    const ids = all.filter(fit).map(({ id }) => id);
    if (ids.length === 0) return [];
    // What is only like it does not fit the condition itself.
    const broad = all.filter((one) => one.fit < 3).length > MOST_NAMED && ids.length === all.length;
    return [
      belongsTo(
        kind,
        broad
          ? Prisma.sql`IN (SELECT ref_id FROM search_name WHERE ${fits({ pieces, kinds: [kind] })}) IS TRUE`
          : Prisma.sql`= ANY (${ids}::uuid[])`,
      ),
    ];
  });

/** Order numbers begin so where somebody leaves it out. */
const PREFIXES = ['so', 'po'];

/** The number itself: as typed, without its dash, without its beginning. */
export const isNumber = (typed: string): Sql => {
  const word = typed.toLowerCase();
  const [, letters, digits] = /^(\p{L}{1,5})[\s_/.]*(\d+)$/u.exec(word) ?? [];
  const bare = /^\d+$/.test(word);
  const variants = [
    word,
    ...(letters === undefined ? [] : [`${letters}-${digits}`]),
    ...(bare ? PREFIXES.map((prefix) => `${prefix}-${word}`) : []),
  ];
  const whole = Prisma.sql`lower(o.number) = ANY (${variants})`;
  // Fewer digits have no trigram that is theirs alone.
  if (!bare || word.length < 3) return whole;
  return Prisma.sql`(${whole} OR (o.number LIKE ${`%${word}`} AND o.number ~ ${`(^|[^0-9])${word}$`}))`;
};

const beginsNumber = (word: string): Sql => {
  if (!/^\d/.test(word)) return Prisma.sql`lower(o.number) LIKE ${`${literally(word.toLowerCase())}%`}`;
  const digits = /^\d+/.exec(word)?.[0] ?? '';
  return Prisma.sql`(${inNumber(word)} AND o.number ~ ${`(^|[^0-9])${digits}`})`;
};

/** Part of a number. */
export const inNumber = (word: string): Sql => Prisma.sql`o.number ILIKE ${`%${literally(word)}%`}`;

/** Short words without a digit stand in no number but at its beginning; looking for them elsewhere would read them all. */
const hasNumberIn = (word: string): boolean => /\d/.test(word) || word.length >= 3;

const numberConditions = ({ pieces, inNumbers, slips }: Meaning): Sql[] => {
  const [word = ''] = pieces;
  if (!inNumbers || word.includes(' ')) return [];
  return [
    hasNumberIn(word) ? anyOf([inNumber(word), isNumber(word)]) : beginsNumber(word),
    ...(slips.length === 0 ? [] : [Prisma.sql`lower(o.number) = ANY (${[...slips]})`]),
  ];
};

/** Each on its own, by which all orders that have the word are reached. */
export const everyWay = (meaning: Meaning): readonly Sql[] => [
  ...numberConditions(meaning),
  ...namedConditions(meaning),
];

/** Whether an order has the word at all. */
export const hasWord = (meaning: Meaning): Sql => anyOf(everyWay(meaning));

/** How well an order fits the word: 0 is its number, and so on; a smaller number goes first. */
export const rankOf = (meaning: Meaning): Sql => {
  const [word = ''] = meaning.pieces;
  const inNumbers = meaning.inNumbers && !word.includes(' ');
  const when = (condition: Sql, rank: number): Sql => Prisma.sql`WHEN ${condition} THEN ${rank}::int`;
  const cases = [
    ...(inNumbers ? [when(isNumber(word), 0), when(beginsNumber(word), 1)] : []),
    when(anyOf(namedConditions(meaning, ({ fit, kind }) => fit === 0 && kind !== 'member')), 2),
    when(anyOf(namedConditions(meaning, ({ fit }) => fit <= 1)), 3),
    when(
      anyOf([...(inNumbers ? [inNumber(word)] : []), ...namedConditions(meaning, ({ fit }) => fit <= 2)]),
      4,
    ),
  ];
  return Prisma.sql`(CASE ${Prisma.join(cases, ' ')} ELSE 5 END)`;
};

/** Names of each kind that fit so well or better, where some fit exactly so well. */
const fitting = (meaning: Meaning, most: Fit): Sql[] =>
  KINDS.flatMap((kind) => {
    const named = meaning.named.filter((one) => one.kind === kind);
    return named.some(({ fit }) => fit === most)
      ? namedConditions({ ...meaning, named }, ({ fit }) => fit <= most)
      : [];
  });

const numbersFitting = ({ pieces: [word = ''], inNumbers }: Meaning): Sql[] => {
  if (!inNumbers || word.includes(' ')) return [];
  return [isNumber(word), ...(word.length >= 3 ? [beginsNumber(word)] : [])];
};

/** The ways to the orders that the word fits as a number, as a name or as the beginning of one. */
export const wellFittingWays = (meaning: Meaning): readonly Sql[] => [
  ...numbersFitting(meaning),
  ...fitting(meaning, 0),
  ...fitting(meaning, 1),
];

/** The ways to the orders that have the word, one for each rank of a fit: what fits best cannot be crowded out. */
export const waysTo = (meaning: Meaning): readonly Sql[] => [
  ...wellFittingWays(meaning),
  ...(meaning.named.some(({ fit }) => fit === 3) ? fitting(meaning, 2) : []),
  ...everyWay(meaning),
];
