import type { Database } from '../../../platform/db/client.js';
import { Prisma } from '../../../platform/db/generated/client.js';

/** Whose names lead to orders; as their tables are called. */
export type NamedKind = 'customer' | 'supplier' | 'product' | 'member';

/** How well a name fits: 0 it is that name, 1 a word of it begins so, 2 it has it somewhere, 3 it is much like it. */
export type Fit = 0 | 1 | 2 | 3;

export interface Named {
  readonly kind: NamedKind;
  readonly id: string;
  readonly fit: Fit;
}

/** What is looked for in names: all `pieces` in the same one. */
export interface Term {
  readonly pieces: readonly string[];
  readonly kinds: readonly NamedKind[];
}

/** More of one kind are not counted out: their orders are then found by the condition itself. */
export const MOST_NAMED = 1_000;

/** Folded as stored; an apostrophe fits every sort of it. Wildcards mean themselves. */
const patternOf = (piece: string): Prisma.Sql =>
  Prisma.sql`countermand_fold(${`%${literally(piece).replaceAll("'", '_')}%`})`;

/** LIKE's wildcards as the characters that they are. */
export const literally = (typed: string): string => typed.replace(/[\\%_]/g, '\\$&');

/** Written without spaces between words, and so kept by single characters and pairs. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** The condition on a row of search_name. */
export const fits = ({ pieces, kinds }: Term): Prisma.Sql =>
  Prisma.join(
    [
      Prisma.sql`kind = ANY (${[...kinds]})`,
      ...pieces.flatMap((piece) => [
        Prisma.sql`body LIKE ${patternOf(piece)}`,
        ...(UNSPACED.test(piece) ? [Prisma.sql`grams @> countermand_grams(countermand_fold(${piece}))`] : []),
      ]),
    ],
    ' AND ',
  );

const begins = ({ pieces }: Term): Prisma.Sql =>
  Prisma.sql`(' ' || translate(body, E'\n', ' ')) LIKE countermand_fold(${`% ${literally(pieces[0] ?? '')}%`})`;

/**
 * What each term names, in the order of the terms: the best fitting first, `MOST_NAMED` of a kind and one more if there
 * are more. Without regard to who asks: a name leads only to orders, and whose they may see is asked of those.
 */
export const namedBy = async (
  db: Database,
  terms: readonly Term[],
): Promise<readonly (readonly Named[])[]> => {
  if (terms.length === 0) return [];
  const each = terms.map(
    (term, at) => Prisma.sql`
      SELECT ${at}::int AS at, kind, ref_id::text AS id, fit FROM (
        SELECT kind, ref_id, fit, row_number() OVER (PARTITION BY kind ORDER BY fit) AS place FROM (
          SELECT kind, ref_id,
            CASE WHEN countermand_fold(${term.pieces.join(' ')}) = ANY (names) THEN 0 WHEN ${begins(term)} THEN 1 ELSE 2 END AS fit
          FROM search_name WHERE ${fits(term)}) AS fitting) AS placed
      WHERE place <= ${MOST_NAMED + 1}`,
  );
  const rows = await db.prisma.$queryRaw<(Named & { at: number })[]>(Prisma.join(each, ' UNION ALL '));
  return terms.map((_, at) => rows.filter((row) => row.at === at));
};
