import type pg from 'pg';

const TABLES = [
  'request',
  'request_step',
  'decision',
  'cancellation',
  'execution',
  'execution_step',
  'step_receipt',
  'stock_movement',
  'audit_event',
  'outbox_event',
];

/** What stands in the tables into which a cancellation writes, but for its messages, and how many of these there are. */
export const countRows = async (
  client: pg.Client,
): Promise<{ readonly rows: string; readonly delivery: number }> => {
  const counts = TABLES.map((table) => `'${table} ' || (SELECT count(*) FROM "${table}")`);
  const { rows } = await client.query<{ rows: string; delivery: number }>(
    `SELECT concat_ws(', ', ${counts.join(', ')}) AS rows, (SELECT count(*)::int FROM delivery) AS delivery`,
  );
  return rows[0] ?? { rows: '', delivery: 0 };
};
