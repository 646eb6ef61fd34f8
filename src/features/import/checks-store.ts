import { currencyDigits } from '../../kernel/currencies.js';
import type { Transaction } from '../../platform/db/in-transaction.js';
import { fileName, type ImportFile, type WrongReason, type WrongRow } from './import-report.js';
import { staged } from './staging-store.js';

/** One look at the waiting rows of a file beside all other rows, waiting or already there. */
interface Check {
  readonly file: ImportFile;
  readonly column: string;
  readonly reason: WrongReason;
  /** Files whose rows it looks up: where one of them could not be read, it would report what is not wrong. */
  readonly needs?: readonly ImportFile[];
  /** Gives `at`, `value` and `expected` of every wrong row. */
  readonly sql: (there: ReadonlySet<ImportFile>) => string;
}

const none = 'SELECT 0 AS at, NULL AS value, NULL AS expected WHERE false';

/** The most that an order may come to, in minor units: what is worked out from it stays exact, and fits its columns. */
const LARGEST_TOTAL = '9000000000000000::numeric';

const twice = (file: ImportFile, column: string, keys: readonly string[]): Check => ({
  file,
  column,
  reason: 'twice',
  sql: () => `
    SELECT at, ${column}::text AS value, first::text AS expected FROM (
      SELECT at, ${column}, min(at) OVER (PARTITION BY ${keys.join(', ')}) AS first
      FROM ${staged(file)} WHERE ${keys.map((key) => `${key} IS NOT NULL`).join(' AND ')}) every WHERE at > first`,
});

const unknown = (file: ImportFile, column: string, of: ImportFile, where = 'true'): Check => {
  const key = { members: 'email', customers: 'code', suppliers: 'code', products: 'sku', orders: 'number' }[
    of as 'orders'
  ];
  const table = {
    members: 'member',
    customers: 'customer',
    suppliers: 'supplier',
    products: 'product',
    orders: '"order"',
  }[of as 'orders'];
  return {
    file,
    column,
    reason: 'unknown-reference',
    needs: [of],
    sql: (there) => `
      SELECT s.at, s.${column} AS value, '${of}' AS expected FROM ${staged(file)} s
      WHERE s.${column} IS NOT NULL AND ${where}
        AND NOT EXISTS (SELECT 1 FROM ${table} t WHERE t.${key} = s.${column})
        AND NOT EXISTS (${there.has(of) ? `SELECT 1 FROM ${staged(of)} t WHERE t.${key} = s.${column}` : none})`,
  };
};

/** What was imported once and became part of the desk's own history is not rewritten by a file. */
const fixed = (file: ImportFile, column: string): Check => ({
  file,
  column,
  reason: 'other-values',
  sql: () => `
    SELECT at, ${column}::text AS value, NULL AS expected FROM ${staged(file)}
    WHERE there IS NOT NULL AND there_hash IS DISTINCT FROM hash`,
});

/** Lines and shipments belong to the moment an order comes in: later ones would bypass stock and books. */
const onlyWithItsOrder = (file: ImportFile): Check => ({
  file,
  column: 'order_number',
  reason: 'order-already-there',
  sql: () => `
    SELECT s.at, s.order_number AS value, NULL AS expected FROM ${staged(file)} s
    JOIN "order" o ON o.number = s.order_number WHERE s.there IS NULL`,
});

const orderCurrency = (there: ReadonlySet<ImportFile>): string =>
  `SELECT number, currency FROM "order" ${there.has('orders') ? `UNION SELECT number, currency FROM ${staged('orders')} WHERE there IS NULL` : ''}`;

const CHECKS: readonly Check[] = [
  twice('members', 'email', ['email']),
  twice('customers', 'code', ['code']),
  twice('suppliers', 'code', ['code']),
  twice('products', 'sku', ['sku']),
  unknown('products', 'supplier_code', 'suppliers'),
  twice('rates', 'currency', ['currency', 'as_of']),
  twice('stock', 'sku', ['sku', 'warehouse', 'location']),
  unknown('stock', 'sku', 'products'),
  fixed('stock', 'sku'),
  // People type numbers in any case, so two that differ in case only are one.
  twice('orders', 'number', ['lower(number)']),
  {
    file: 'orders',
    column: 'number',
    reason: 'other-case',
    sql: () => `
      SELECT s.at, s.number AS value, o.number AS expected FROM ${staged('orders')} s
      JOIN "order" o ON lower(o.number) = lower(s.number) AND o.number <> s.number`,
  },
  unknown('orders', 'party_code', 'customers', `s.kind = 'sales'`),
  unknown('orders', 'party_code', 'suppliers', `s.kind = 'purchase'`),
  unknown('orders', 'owner_email', 'members'),
  fixed('orders', 'number'),
  twice('order_lines', 'line', ['order_number', 'line']),
  unknown('order_lines', 'order_number', 'orders'),
  unknown('order_lines', 'sku', 'products'),
  fixed('order_lines', 'line'),
  onlyWithItsOrder('order_lines'),
  {
    file: 'order_lines',
    column: 'unit_price',
    reason: 'too-many-decimals',
    sql: (there) => `
      SELECT s.at, s.unit_price::text AS value, c.digits::text AS expected FROM ${staged('order_lines')} s
      JOIN (${orderCurrency(there)}) o ON o.number = s.order_number JOIN import_currency c ON c.code = o.currency
      WHERE scale(s.unit_price) > c.digits`,
  },
  {
    file: 'order_lines',
    column: 'order_number',
    reason: 'order-too-large',
    // Lines are rounded one by one, as the product does. Named is the line with which it becomes too much.
    sql: (there) =>
      there.has('orders')
        ? `
      SELECT DISTINCT ON (number) at, number AS value,
        round(${LARGEST_TOTAL} / 10::numeric ^ digits, digits) || ' ' || currency AS expected
      FROM (
        SELECT s.at, o.number, o.currency, c.digits, o.freight + sum(round(s.quantity * s.unit_price * (10000 - s.discount)
          * 10::numeric ^ c.digits / 10000)) OVER (PARTITION BY o.number ORDER BY s.at) AS total
        FROM ${staged('order_lines')} s JOIN ${staged('orders')} o ON o.number = s.order_number
        JOIN import_currency c ON c.code = o.currency) so_far
      WHERE total > ${LARGEST_TOTAL} ORDER BY number, at`
        : none,
  },
  twice('payments', 'reference', ['order_number', 'reference']),
  unknown('payments', 'order_number', 'orders'),
  fixed('payments', 'reference'),
  {
    file: 'payments',
    column: 'currency',
    reason: 'other-currency',
    sql: (there) => `
      SELECT s.at, s.currency AS value, o.currency AS expected FROM ${staged('payments')} s
      JOIN (${orderCurrency(there)}) o ON o.number = s.order_number WHERE o.currency <> s.currency`,
  },
  {
    file: 'payments',
    column: 'order_number',
    reason: 'order-in-execution',
    sql: () => `
      SELECT s.at, s.order_number AS value,
        to_char(e.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"') AS expected
      FROM ${staged('payments')} s JOIN "order" o ON o.number = s.order_number
      JOIN execution e ON e.subject_type = 'order' AND e.subject_id = o.id AND e.state <> 'settled'
      WHERE s.there IS NULL`,
  },
  {
    file: 'payments',
    column: 'order_number',
    // The execution that gives money back has ended: nothing would ever give back what comes in later.
    reason: 'order-cancelled',
    sql: () => `
      SELECT s.at, s.order_number AS value, to_char(o.cancelled_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS expected
      FROM ${staged('payments')} s JOIN "order" o ON o.number = s.order_number
      WHERE s.there IS NULL AND o.cancelled_at IS NOT NULL`,
  },
  twice('shipments', 'tracking', ['order_number', 'tracking']),
  unknown('shipments', 'order_number', 'orders'),
  fixed('shipments', 'tracking'),
  onlyWithItsOrder('shipments'),
];

/** Everything that is wrong with rows beside others. `lost` are the files that could not be read to their end. */
export const checkStaged = async (
  tx: Transaction,
  files: { readonly there: ReadonlySet<ImportFile>; readonly lost: ReadonlySet<ImportFile> },
): Promise<WrongRow[]> => {
  await knowCurrencies(tx, files.there);
  if (files.there.has('payments')) await lockPaidOrders(tx);
  const wrong: WrongRow[] = [];
  for (const check of CHECKS) {
    if (!files.there.has(check.file) || check.needs?.some((file) => files.lost.has(file))) continue;
    const rows = await tx.$queryRawUnsafe<{ at: number; value: string | null; expected: string | null }[]>(
      `SELECT * FROM (${check.sql(files.there)}) found ORDER BY at`,
    );
    for (const { at, value, expected } of rows) {
      wrong.push({
        file: fileName(check.file),
        line: at,
        column: check.column,
        reason: check.reason,
        values: { ...(value === null ? {} : { value }), ...(expected === null ? {} : { expected }) },
      });
    }
  }
  return wrong;
};

/** How many decimals each currency of the orders has, where SQL can see it. */
const knowCurrencies = async (tx: Transaction, there: ReadonlySet<ImportFile>): Promise<void> => {
  await tx.$executeRawUnsafe('CREATE TEMP TABLE import_currency (code text, digits int) ON COMMIT DROP');
  if (!there.has('order_lines')) return;
  const used = await tx.$queryRawUnsafe<{ currency: string }[]>(
    `SELECT DISTINCT currency FROM (${orderCurrency(there)}) o WHERE currency IS NOT NULL`,
  );
  await tx.$executeRawUnsafe(
    `INSERT INTO import_currency SELECT code, digits FROM json_to_recordset($1::json) AS r(code text, digits int)`,
    JSON.stringify(used.map(({ currency }) => ({ code: currency, digits: currencyDigits(currency) }))),
  );
};

/** What is found out about the orders that get a payment stays true: a cancellation that begins now waits for the import. */
const lockPaidOrders = async (tx: Transaction): Promise<void> => {
  await tx.$executeRawUnsafe(
    `SELECT count(*) FROM (SELECT 1 FROM "order" WHERE number IN (
       SELECT order_number FROM ${staged('payments')} WHERE there IS NULL)
     ORDER BY id FOR NO KEY UPDATE) locked`,
  );
};
