import { Prisma } from '../../../platform/db/generated/client.js';
import { type Folded, foldPlain } from './fold.js';
import type { Read } from './reading.js';

/** Each piece of text with its folded form, for which the database is asked where it has to be. */
export const foldedOf = async (
  read: Read,
  pieces: readonly string[],
): Promise<ReadonlyMap<string, Folded>> => {
  const folded = new Map<string, Folded>();
  const others = new Set<string>();
  for (const piece of pieces) {
    const plain = foldPlain(piece);
    if (plain === undefined) others.add(piece);
    else folded.set(piece, plain);
  }
  if (others.size > 0) {
    const rows = await read<Folded & { readonly piece: string }>(
      Prisma.sql`
        SELECT piece, text, countermand_grams(text) AS grams
        FROM unnest(${[...others]}::text[]) AS piece, LATERAL (SELECT countermand_fold(piece) AS text) AS folded`,
      { kept: true },
    );
    for (const { piece, text, grams } of rows) folded.set(piece, { text, grams });
  }
  return folded;
};
