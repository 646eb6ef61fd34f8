import type { Transaction } from '../../platform/db/in-transaction.js';
import { FILE_COLUMNS } from './file-columns.js';
import type { ImportFile } from './import-report.js';
import type { StagedRow } from './read-file.js';

// The stores of this folder write other features' tables: an import creates everything at once, set by set, and going
// through every owner row by row would make a large import take hours. They insert and never bypass a constraint.

/** How a staged row finds the row that is already there: its table, aliased `t`, and what joins it to the staged row `s`. */
const ALREADY_THERE: Readonly<Record<ImportFile, { readonly from: string; readonly where: string }>> = {
  members: { from: 'member t', where: 't.email = s.email' },
  customers: { from: 'customer t', where: 't.code = s.code' },
  suppliers: { from: 'supplier t', where: 't.code = s.code' },
  products: { from: 'product t', where: 't.sku = s.sku' },
  rates: { from: 'rate t', where: 't.currency = s.currency AND t.as_of = s.as_of' },
  stock: {
    from: 'stock_level t JOIN product p ON p.id = t.product_id',
    where: 'p.sku = s.sku AND t.warehouse = s.warehouse AND t.location = s.location',
  },
  orders: { from: '"order" t', where: 't.number = s.number' },
  order_lines: {
    from: 'order_line t JOIN "order" o ON o.id = t.order_id',
    where: 'o.number = s.order_number AND t.line = s.line',
  },
  payments: {
    from: 'payment t JOIN "order" o ON o.id = t.order_id',
    where: 'o.number = s.order_number AND t.reference = s.reference',
  },
  shipments: {
    from: 'shipment t JOIN "order" o ON o.id = t.order_id',
    where: 'o.number = s.order_number AND t.tracking = s.tracking',
  },
};

/** The temporary table in which a file's rows wait until all are checked. */
export const staged = (file: ImportFile): string => `import_${file}`;

const columnsOf = (file: ImportFile): string =>
  FILE_COLUMNS[file].map(({ name, type }) => `${name} ${type}`).join(', ');

/** Makes the waiting tables of this transaction; they go with it. `at` is the line in the file. */
export const openStaging = async (tx: Transaction, files: readonly ImportFile[]): Promise<void> => {
  for (const file of files) {
    await tx.$executeRawUnsafe(
      `CREATE TEMP TABLE ${staged(file)} (at int, id uuid, hash text, there uuid, there_hash text, ${columnsOf(file)}) ON COMMIT DROP`,
    );
  }
};

/** Puts a batch of rows into the waiting table. */
export const stageRows = async (
  tx: Transaction,
  file: ImportFile,
  rows: readonly StagedRow[],
): Promise<void> => {
  const names = FILE_COLUMNS[file].map(({ name }) => name).join(', ');
  const json = rows.map((row) => ({ at: row.line, id: row.id, hash: row.hash, ...row.cells }));
  await tx.$executeRawUnsafe(
    `INSERT INTO ${staged(file)} (at, id, hash, ${names})
     SELECT at, id, hash, ${names} FROM json_to_recordset($1::json) AS r(at int, id uuid, hash text, ${columnsOf(file)})`,
    JSON.stringify(json),
  );
};

/** Finds for every waiting row the row that is already there, if any; the waiting tables get what queries on many rows need. */
export const linkStaged = async (tx: Transaction, files: readonly ImportFile[]): Promise<void> => {
  for (const file of files) {
    await tx.$executeRawUnsafe(`CREATE INDEX ON ${staged(file)} (at)`);
    await tx.$executeRawUnsafe(`ANALYZE ${staged(file)}`);
    const { from, where } = ALREADY_THERE[file];
    await tx.$executeRawUnsafe(
      `UPDATE ${staged(file)} s SET there = t.id, there_hash = t.source_hash FROM ${from} WHERE ${where}`,
    );
  }
};

/** How many waiting rows are new, changed and the same. */
export const countStaged = async (
  tx: Transaction,
  file: ImportFile,
): Promise<{ created: number; updated: number; unchanged: number }> => {
  const [row] = await tx.$queryRawUnsafe<{ created: number; updated: number; unchanged: number }[]>(
    `SELECT count(*) FILTER (WHERE there IS NULL)::int AS created,
            count(*) FILTER (WHERE there IS NOT NULL AND there_hash IS DISTINCT FROM hash)::int AS updated,
            count(*) FILTER (WHERE there_hash = hash)::int AS unchanged
     FROM ${staged(file)}`,
  );
  return row ?? { created: 0, updated: 0, unchanged: 0 };
};
