import { Prisma } from '../../../platform/db/generated/client.js';
import type { Folded } from './fold.js';
import { foldedOf } from './folded-store.js';
import { literally } from './literally.js';
import { beginsNumber, hasNumber, isNumber } from './number-conditions-store.js';
import type { Read } from './reading.js';

/** Whose names lead to orders; as their tables are called. */
export type NamedKind = 'customer' | 'supplier' | 'product' | 'member';

/** What a word leads to: names, or orders themselves by their numbers. */
export type MeantKind = NamedKind | 'order';

/**
 * How well a name or number fits: 0 it is that one, 1 a word of it (or the number) begins so, 2 it has it somewhere, 3 it is
 * much like it.
 */
export type Fit = 0 | 1 | 2 | 3;

/** All of one kind that fit so well. */
export interface Named {
  readonly kind: MeantKind;
  readonly fit: Fit;
  readonly ids: readonly string[];
}

/** What is looked for in names: all `pieces` in the same one. */
export interface Term {
  readonly pieces: readonly string[];
  readonly kinds: readonly NamedKind[];
  /** Also in the numbers of orders, where it is one word. */
  readonly inNumbers: boolean;
}

/** A term with what it means. */
export interface Meaning extends Omit<Term, 'kinds'> {
  /** Its pieces, as names are stored. */
  readonly folded: readonly Folded[];
  readonly named: readonly Named[];
  /** Numbers, in lower case, that differ from it by a slip of the finger; none where slips are not looked for. */
  readonly slips: readonly string[];
}

/** More of one kind are not counted out: their orders are then found by the condition itself. */
const MOST_OF: Readonly<Record<MeantKind, number>> = {
  customer: 1_000,
  supplier: 1_000,
  product: 1_000,
  member: 1_000,
  order: 60,
};

/** Whether more of the kind have the words, or of these so many, than are listed. */
export const isBroad = ({ named }: Meaning, kind: MeantKind, fit?: Fit): boolean =>
  // What is only like it is never many.
  named.reduce(
    (sum, one) =>
      sum + (one.kind === kind && one.fit < 3 && one.fit === (fit ?? one.fit) ? one.ids.length : 0),
    0,
  ) > MOST_OF[kind];

/** An apostrophe fits every sort of it. Wildcards mean themselves. */
const patternOf = ({ text }: Folded): string => `%${literally(text).replaceAll("'", '_')}%`;

/** The condition on a row of search_name: that it has the words, and at least so well. */
export const fits = (
  folded: readonly Folded[],
  kinds: readonly NamedKind[],
  { fit }: { readonly fit: Fit } = { fit: 2 },
): Prisma.Sql =>
  Prisma.join(
    [
      Prisma.sql`kind = ANY (${[...kinds]})`,
      ...folded.flatMap((piece) => [
        Prisma.sql`body LIKE ${patternOf(piece)}`,
        ...(piece.grams.length > 0 ? [Prisma.sql`grams @> ${[...piece.grams]}::text[]`] : []),
      ]),
      ...(fit === 0 ? [isName(folded)] : []),
      ...(fit === 1 ? [Prisma.sql`(${isName(folded)} OR ${begins(folded)})`] : []),
    ],
    ' AND ',
  );

const isName = (folded: readonly Folded[]): Prisma.Sql =>
  Prisma.sql`${folded.map(({ text }) => text).join(' ')} = ANY (names)`;

const begins = ([first]: readonly Folded[]): Prisma.Sql =>
  Prisma.sql`(' ' || translate(body, E'\n', ' ')) LIKE ${`% ${literally(first?.text ?? '')}%`}`;

/** The word that is looked for in numbers, if any is. */
export const wordInNumbers = ({ inNumbers, pieces: [word = ''] }: Omit<Term, 'kinds'>): string | undefined =>
  inNumbers && !word.includes(' ') ? word : undefined;

const numbered = (term: Term): Prisma.Sql => {
  const word = wordInNumbers(term);
  if (word === undefined) return Prisma.empty;
  return Prisma.sql`UNION ALL (
    SELECT 'order', o.id, CASE WHEN ${isNumber(word)} THEN 0 WHEN ${beginsNumber(word)} THEN 1 ELSE 2 END
    FROM "order" o WHERE ${hasNumber(word)} LIMIT ${MOST_OF.order + 1})`;
};

/**
 * What each term means, in the order of the terms; of a kind of which there are too many, some of each fit. Without regard
 * to who asks: a name or number leads only to orders, and whose they may see is asked of those.
 */
export const meaningsOf = async (read: Read, terms: readonly Term[]): Promise<readonly Meaning[]> => {
  if (terms.length === 0) return [];
  const known = await foldedOf(
    read,
    terms.flatMap(({ pieces }) => pieces),
  );
  const asked = terms.map((term) => ({
    ...term,
    folded: term.pieces.flatMap((piece) => known.get(piece) ?? []),
  }));
  const each = asked.map(
    (term, at) => Prisma.sql`
      SELECT ${at}::int AS at, kind, fit, (array_agg(ref_id::text))[1:${MOST_OF.customer + 1}::int] AS ids FROM (
        SELECT kind, ref_id,
          CASE WHEN ${isName(term.folded)} THEN 0 WHEN ${begins(term.folded)} THEN 1 ELSE 2 END AS fit
        FROM search_name WHERE ${fits(term.folded, term.kinds)} ${numbered(term)}) AS meant
      GROUP BY kind, fit`,
  );
  const rows = await read<Named & { at: number }>(Prisma.join(each, ' UNION ALL '));
  return asked.map(({ pieces, inNumbers, folded }, of) => ({
    pieces,
    inNumbers,
    folded,
    named: rows.flatMap(({ at, ...named }) => (at === of ? [named] : [])),
    slips: [],
  }));
};
