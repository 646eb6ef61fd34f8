import type { Database } from '../../../platform/db/client.js';
import { Prisma } from '../../../platform/db/generated/client.js';
import { inTransaction } from '../../../platform/db/in-transaction.js';
import type { NamedKind } from './names-store.js';

export interface NearName {
  readonly kind: NamedKind;
  readonly id: string;
  readonly body: string;
}

/** A word folded as names are, with the names that share enough with it to be worth comparing letter by letter. */
export interface NearNames {
  readonly folded: string;
  readonly names: readonly NearName[];
}

/** Two letters exchanged in a word of six leave only its first two trigrams in a row: `wigdet`, `widget`. */
const SHARED_TRIGRAMS = 0.25;

/** Of each word, the nearest: comparing letter by letter costs, and a whole catalogue may begin with the same word. */
const MOST_NEAR = 200;

/**
 * Names near each word: by trigrams where the database has pg_trgm, and by single characters where words are written without
 * spaces; there more than half of them must be the same.
 */
export const namesLike = async (
  db: Database,
  words: readonly string[],
): Promise<readonly [string, NearNames][]> => {
  if (words.length === 0) return [];
  return inTransaction(db, async (tx) => {
    const [known] = await tx.$queryRaw<{ trigrams: boolean }[]>`
      SELECT to_regproc('word_similarity') IS NOT NULL AS trigrams,
        set_config('pg_trgm.word_similarity_threshold', ${String(SHARED_TRIGRAMS)}, true)`;
    const byTrigrams =
      known?.trigrams === true
        ? Prisma.sql`countermand_fold(word) <% body ORDER BY word_similarity(countermand_fold(word), body) DESC, body`
        : Prisma.sql`FALSE`;
    const near: [string, NearNames][] = [];
    for (const word of words) {
      const rows = await tx.$queryRaw<(NearName & { folded: string })[]>`
        (SELECT kind, ref_id::text AS id, body, countermand_fold(word) AS folded
        FROM search_name, (SELECT ${word}::text AS word) AS typed WHERE ${byTrigrams} LIMIT ${MOST_NEAR})
        UNION
        (SELECT kind, ref_id::text, body, countermand_fold(${word})
        FROM search_name, (SELECT ARRAY(SELECT gram FROM unnest(countermand_grams(countermand_fold(${word}))) AS gram WHERE char_length(gram) = 1) AS single) AS typed
          CROSS JOIN LATERAL (SELECT count(*) AS count FROM unnest(single) AS one WHERE one = ANY (grams)) AS same
        WHERE grams && single AND 2 * same.count > cardinality(single) ORDER BY same.count DESC, body LIMIT ${MOST_NEAR})`;
      near.push([word, { folded: rows[0]?.folded ?? word, names: rows }]);
    }
    return near;
  });
};
