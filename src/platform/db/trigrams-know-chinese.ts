import { z } from 'zod';
import type { Database } from './client.js';

const There = z.tuple([z.object({ there: z.boolean() })]);
const Count = z.tuple([z.object({ count: z.int() })]);

/**
 * Whether this database finds Chinese names by trigrams. In one with the plain C locale no letter beyond ASCII is a
 * letter, and the search must compare without the index (ILIKE). False also when pg_trgm is not installed.
 */
export const trigramsKnowChinese = async (db: Database): Promise<boolean> => {
  const [{ there }] = There.parse(
    await db.prisma.$queryRaw`SELECT to_regproc('show_trgm') IS NOT NULL AS there`,
  );
  if (!there) return false;
  const [{ count }] = Count.parse(
    await db.prisma.$queryRaw`SELECT coalesce(array_length(show_trgm('王伟'), 1), 0) AS count`,
  );
  return count > 0;
};
