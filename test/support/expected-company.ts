import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { Decimal } from 'decimal.js';

type Row = Readonly<Record<string, string>>;

/** The rows of one file of an import folder by column name, read without the product's own reader; none if it is absent. */
export const readTable = (folder: string, file: string): Row[] => {
  try {
    return parse(readFileSync(join(folder, `${file}.csv`)), { columns: true, bom: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
};

const cell = (row: Row | undefined, column: string): string => row?.[column] ?? '';
const number = (row: Row, column: string): number => Number(cell(row, column) || '0');
const by = (rows: readonly Row[], column: string): Map<string, Row> =>
  new Map(rows.map((row) => [cell(row, column), row]));

/** What must lie and be held at each `sku warehouse location` after an import into an empty database, worked out piece by piece. */
export const expectedStock = (
  folder: string,
): { levels: Record<string, { onHand: number; reserved: number }>; missing: Record<string, number> } => {
  const levels: Record<string, { onHand: number; reserved: number }> = {};
  const places = readTable(folder, 'stock').toSorted((a, b) =>
    cell(a, 'location') < cell(b, 'location') ? -1 : 1,
  );
  const keyOf = (row: Row): string => `${row.sku} ${row.warehouse} ${row.location}`;
  for (const place of places) levels[keyOf(place)] = { onHand: number(place, 'on_hand'), reserved: 0 };
  const orders = by(readTable(folder, 'orders'), 'number');
  const rank = (line: Row): string => {
    const order = orders.get(cell(line, 'order_number'));
    const required = cell(order, 'required_on') || '9999-99-99';
    return [required, cell(order, 'placed_on'), line.order_number, cell(line, 'line').padStart(9, '0')].join(
      '|',
    );
  };
  const missing: Record<string, number> = {};
  for (const line of readTable(folder, 'order_lines').toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))) {
    const order = orders.get(cell(line, 'order_number'));
    if (order?.kind !== 'sales' || !['new', 'processing'].includes(cell(order, 'status'))) continue;
    let wanted = number(line, 'quantity') - number(line, 'shipped_quantity');
    for (const place of places) {
      const level = levels[keyOf(place)];
      if (level === undefined || place.sku !== line.sku || place.warehouse !== order.warehouse) continue;
      const taken = Math.min(wanted, level.onHand - level.reserved);
      level.reserved += taken;
      wanted -= taken;
    }
    if (wanted > 0) missing[`${line.order_number}/${line.line}`] = wanted;
  }
  return { levels, missing };
};

const DIGITS: Readonly<Record<string, number>> = { USD: 2, EUR: 2, JPY: 0, KWD: 3 };

const minor = (amount: Decimal, currency: string): bigint =>
  BigInt(amount.times(10 ** (DIGITS[currency] ?? Number.NaN)).toFixed(0, Decimal.ROUND_HALF_UP));

/** Σ rounded lines + freight of every order, minor units of its currency, by number. */
export const expectedTotals = (folder: string): Record<string, bigint> => {
  const totals: Record<string, bigint> = {};
  const orders = by(readTable(folder, 'orders'), 'number');
  for (const order of orders.values()) {
    totals[cell(order, 'number')] = minor(
      new Decimal(cell(order, 'freight') || '0'),
      cell(order, 'currency'),
    );
  }
  for (const line of readTable(folder, 'order_lines')) {
    const of = cell(line, 'order_number');
    const price = new Decimal(cell(line, 'unit_price'))
      .times(cell(line, 'quantity'))
      .times(new Decimal(1).minus(cell(line, 'discount') || '0'));
    totals[of] = (totals[of] ?? 0n) + minor(price, cell(orders.get(of), 'currency'));
  }
  return totals;
};

/** Debits less credits of each `account currency` after an import into an empty database. */
export const expectedAccounts = (folder: string): Record<string, bigint> => {
  const accounts: Record<string, bigint> = {};
  const book = (debit: string, credit: string, amount: bigint, currency: string): void => {
    accounts[`${debit} ${currency}`] = (accounts[`${debit} ${currency}`] ?? 0n) + amount;
    accounts[`${credit} ${currency}`] = (accounts[`${credit} ${currency}`] ?? 0n) - amount;
  };
  const orders = by(readTable(folder, 'orders'), 'number');
  const totals = expectedTotals(folder);
  const left = (order: Row | undefined): boolean =>
    ['shipped', 'completed', 'closed'].includes(cell(order, 'status'));
  for (const [of, order] of orders) {
    if (order.kind === 'sales' && left(order))
      book('receivables', 'sales', totals[of] ?? 0n, cell(order, 'currency'));
  }
  for (const payment of readTable(folder, 'payments')) {
    const order = orders.get(cell(payment, 'order_number'));
    const currency = cell(payment, 'currency');
    const amount = minor(new Decimal(cell(payment, 'amount')), currency);
    if (order?.kind === 'purchase') book('supplier_prepayments', 'bank', amount, currency);
    else book('bank', left(order) ? 'receivables' : 'customer_deposits', amount, currency);
  }
  return accounts;
};
