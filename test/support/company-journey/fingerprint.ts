import type { Database } from '../../../src/platform/db/client.js';

/** Number of rows and a checksum of every row. */
type Table = string;

/**
 * Every table, so that nothing can change unseen. Refusals in the audit are left out: what is refused changes nothing
 * else and is recorded each time (C5). So is the time of a next try, which also says that somebody draws a message now.
 */
export const fingerprint = async ({ prisma }: Database): Promise<Record<string, Table>> => {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(tablename) AS name FROM pg_tables
    WHERE schemaname = current_schema() AND tablename <> '_prisma_migrations' ORDER BY 1`;
  const sums: Record<string, Table> = {};
  for (const { name } of tables) {
    const [row] = await prisma.$queryRawUnsafe<{ sum: string }[]>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(line, ',' ORDER BY line)), '') AS sum
       FROM (SELECT (to_jsonb(t) - 'next_attempt_at')::text AS line FROM ${name} t ${name === 'audit_event' ? "WHERE outcome = 'done'" : ''}) rows`,
    );
    sums[name] = row?.sum ?? '';
  }
  return sums;
};
