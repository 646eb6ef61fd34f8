import { readTable } from '../expected-company.js';

/**
 * What stock and books must look like after a company lived through cancellations, from its import folder and from what
 * people did. Whole numbers only, and not a line of the product's code.
 */
export interface Ledgers {
  /** By `sku warehouse location`. */
  readonly levels: Readonly<Record<string, { readonly onHand: number; readonly reserved: number }>>;
  /** Pieces by `order/line sku warehouse location`, without those that hold nothing. */
  readonly reservations: Readonly<Record<string, number>>;
  /** Debits less credits by `account currency`, without those that are even. */
  readonly accounts: Readonly<Record<string, bigint>>;
}

export interface WhatHappened {
  readonly cancelled: ReadonlySet<string>;
  /** Cancelled orders whose money was kept. */
  readonly kept?: ReadonlySet<string>;
  /** Orders whose refunds have not left the bank. */
  readonly notPaidOut?: ReadonlySet<string>;
  /** What customers paid after the import, minor units. */
  readonly paidLater?: readonly { readonly number: string; readonly amount: bigint }[];
}

const DIGITS: Readonly<Record<string, number>> = { USD: 2, EUR: 2, JPY: 0, KWD: 3 };
const SHIPPED = ['shipped', 'completed', 'closed'];
const UNSHIPPED = ['new', 'processing'];

/** A decimal number as a whole one of 10^-digits. Throws when that would lose something. */
export const scaled = (text: string | undefined, digits: number | undefined): bigint => {
  const [whole = '', fraction = ''] = (text || '0').split('.');
  const kept = fraction.slice(0, digits).padEnd(digits ?? -1, '0');
  if (digits === undefined || !/^0*$/.test(fraction.slice(digits)))
    throw new RangeError(`${text} has more than ${digits} decimals`);
  return BigInt(whole + kept);
};

type Row = ReturnType<typeof readTable>[number];

/** Minor units; half a unit is rounded up. */
const lineTotal = (line: Row, currency: string): bigint => {
  const exact =
    BigInt(line.quantity ?? '0') * scaled(line.unit_price, 6) * (10_000n - scaled(line.discount, 4));
  const unit = 10n ** BigInt(10 - (DIGITS[currency] ?? 0));
  return (exact + unit / 2n) / unit;
};

export const expectedLedgers = (folder: string, happened: WhatHappened): Ledgers => ({
  ...expectedStock(folder, happened.cancelled),
  accounts: expectedAccounts(folder, happened),
});

const expectedStock = (
  folder: string,
  cancelled: ReadonlySet<string>,
): Pick<Ledgers, 'levels' | 'reservations'> => {
  const orders = new Map(readTable(folder, 'orders').map((order) => [order.number, order]));
  const shelves = readTable(folder, 'stock')
    .map((row) => ({
      sku: row.sku,
      warehouse: row.warehouse,
      name: `${row.sku} ${row.warehouse} ${row.location}`,
      onHand: Number(row.on_hand),
      held: 0,
      reserved: 0,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const whoComesFirst = (line: Row): string => {
    const order = orders.get(line.order_number);
    return [
      order?.required_on || '9999',
      order?.placed_on,
      line.order_number,
      line.line?.padStart(6, '0'),
    ].join(' ');
  };
  const waiting = readTable(folder, 'order_lines')
    .filter((line) => {
      const order = orders.get(line.order_number);
      return order?.kind === 'sales' && UNSHIPPED.includes(order.status ?? '');
    })
    .sort((a, b) => (whoComesFirst(a) < whoComesFirst(b) ? -1 : 1));
  const reservations: Record<string, number> = {};
  for (const line of waiting) {
    const number = line.order_number ?? '';
    let wanted = Number(line.quantity) - Number(line.shipped_quantity || '0');
    for (const shelf of shelves) {
      if (shelf.sku !== line.sku || shelf.warehouse !== orders.get(number)?.warehouse) continue;
      // What a cancelled order held is free again, but nobody else is given it by that.
      const taken = Math.min(wanted, shelf.onHand - shelf.held);
      wanted -= taken;
      shelf.held += taken;
      if (taken === 0 || cancelled.has(number)) continue;
      shelf.reserved += taken;
      reservations[`${number}/${line.line} ${shelf.name}`] = taken;
    }
  }
  const levels = Object.fromEntries(
    shelves.map(({ name, onHand, reserved }) => [name, { onHand, reserved }]),
  );
  return { levels, reservations };
};

const expectedAccounts = (folder: string, happened: WhatHappened): Ledgers['accounts'] => {
  const balances: Record<string, bigint> = {};
  const book = (debit: string, credit: string, amount: bigint, currency = ''): void => {
    balances[`${debit} ${currency}`] = (balances[`${debit} ${currency}`] ?? 0n) + amount;
    balances[`${credit} ${currency}`] = (balances[`${credit} ${currency}`] ?? 0n) - amount;
  };
  const orders = new Map(readTable(folder, 'orders').map((order) => [order.number, order]));
  const wasShipped = (number = ''): boolean => SHIPPED.includes(orders.get(number)?.status ?? '');

  const sold = (number: string | undefined): boolean =>
    orders.get(number)?.kind === 'sales' && wasShipped(number);
  for (const { number, currency = '', freight } of orders.values())
    if (sold(number)) book('receivables', 'sales', scaled(freight, DIGITS[currency]), currency);
  for (const line of readTable(folder, 'order_lines')) {
    const currency = orders.get(line.order_number)?.currency ?? '';
    if (sold(line.order_number)) book('receivables', 'sales', lineTotal(line, currency), currency);
  }

  const giveBack = (number: string, amount: bigint, currency: string | undefined): void => {
    const keeps = happened.kept?.has(number) === true;
    book('customer_deposits', keeps ? 'kept_deposits' : 'refunds_payable', amount, currency);
    if (!keeps && happened.notPaidOut?.has(number) !== true)
      book('refunds_payable', 'bank', amount, currency);
  };
  const pay = (number: string, amount: bigint): void => {
    const { kind, currency } = orders.get(number) ?? {};
    if (kind === 'purchase') book('supplier_prepayments', 'bank', amount, currency);
    else book('bank', wasShipped(number) ? 'receivables' : 'customer_deposits', amount, currency);
    if (happened.cancelled.has(number)) giveBack(number, amount, currency);
  };
  for (const { order_number: number = '', amount, currency = '' } of readTable(folder, 'payments'))
    pay(number, scaled(amount, DIGITS[currency]));
  for (const { number, amount } of happened.paidLater ?? []) pay(number, amount);
  return withoutEven(balances);
};

/** Leaves out accounts that are even. */
export const withoutEven = (balances: Readonly<Record<string, bigint>>): Record<string, bigint> =>
  Object.fromEntries(Object.entries(balances).filter(([, balance]) => balance !== 0n));
