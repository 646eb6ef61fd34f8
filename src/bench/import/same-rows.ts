import type pg from 'pg';

/** What an import writes, in an order in which each row finds those that it names; what triggers derive is left to them. */
const TABLES = [
  'customer',
  'order',
  'order_line',
  'payment',
  'stock_movement',
  'journal_entry',
  'journal_line',
  'audit_event',
];
/** What was there before the import, or is for the database itself to write. */
const NEW: Readonly<Record<string, string>> = { stock_movement: `cause <> 'opening'` };
const AT_A_TIME = 5_000;

/** The rows of one table as statements take them. */
export interface Rows {
  readonly table: string;
  readonly pieces: readonly string[];
}

/** Everything that an import has just written. */
export const readRows = async (client: pg.Client): Promise<readonly Rows[]> => {
  const read: Rows[] = [];
  for (const table of TABLES) {
    const { rows } = await client.query<{ piece: string }>(
      `SELECT json_agg(row)::text AS piece
       FROM (SELECT t AS row, (row_number() OVER () - 1) / ${AT_A_TIME} AS piece FROM "${table}" t WHERE ${NEW[table] ?? 'TRUE'}) AS numbered
       GROUP BY piece ORDER BY numbered.piece`,
    );
    read.push({ table, pieces: rows.map(({ piece }) => piece) });
  }
  return read;
};

/** Writes them in one transaction, some thousand rows a statement. */
export const insertRows = async (client: pg.Client, all: readonly Rows[]): Promise<void> => {
  await client.query('BEGIN');
  for (const { table, pieces } of all) {
    for (const piece of pieces) {
      await client.query(
        `INSERT INTO "${table}" SELECT * FROM json_populate_recordset(NULL::"${table}", $1)`,
        [piece],
      );
    }
  }
  await client.query('COMMIT');
};
