import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectedTotals } from '../support/expected-company.js';
import type { Random } from './random.js';

/** Somebody of the company, as members.csv has them. */
export interface Employee {
  readonly email: string;
  readonly name: string;
  readonly department: string;
  readonly roles: readonly string[];
}

export interface Company {
  readonly folder: string;
  readonly people: readonly Employee[];
  /** Sales orders that can be cancelled, in the order in which people take them on. */
  readonly orders: readonly Ordered[];
  /** How customers' people are called and reached: no log may show it. */
  readonly contacts: readonly string[];
}

export interface Ordered {
  readonly number: string;
  readonly owner: string;
  readonly status: string;
  readonly currency: string;
  /** Lines and freight in minor units. */
  readonly total: bigint;
  readonly paid: boolean;
}

const person = (name: string, department: string, ...roles: string[]): Employee => ({
  email: `${name.toLowerCase().replace(' ', '.')}@storm.example`,
  name,
  department,
  roles,
});

const PEOPLE: readonly Employee[] = [
  person('Sara Lind', 'Sales East', 'sales'),
  person('Tom Reed', 'Sales East', 'sales'),
  person('Mei Wang', 'Sales West', 'sales'),
  person('Jon Bell', 'Sales West', 'sales'),
  // Decides on others' requests, and asks for cancellations too.
  person('Eva Roth', 'Sales West', 'sales', 'manager'),
  person('Anna Holt', 'Sales East', 'manager'),
  person('Marc Dean', 'Retail', 'manager'),
  person('Paul Marks', 'Finance', 'finance'),
  person('Yuki Sato', 'Finance', 'finance'),
  // May decide both steps, but never both of one request.
  person('Rita Noll', 'Finance', 'finance', 'manager'),
  person('Ines Vega', 'Warehouse', 'warehouse'),
  person('Omar Haddad', 'Audit', 'auditor'),
  person('Ada Klein', 'IT', 'admin'),
];

const CUSTOMERS = 24;
const PRODUCTS = 12;
/** What a euro is in dollars, the base currency. */
export const DOLLARS_A_EURO = '1.1';

const contactOf = (customer: number): string => `Cora Contact-${1_000 + customer}`;
const phoneOf = (customer: number): string => `+44 20 5550 ${1_000 + customer}`;

const csv = (columns: string, rows: readonly (readonly (string | number)[])[]): string =>
  `${[columns, ...rows.map((row) => row.join(','))].join('\n')}\n`;

/** Writes the import folder of a company with so many orders to cancel, of every size and state of payment. */
export const writeCompany = async (folder: string, random: Random, size: number): Promise<Company> => {
  const owners = PEOPLE.filter(({ roles }) => roles.includes('sales'));
  const prices = Array.from({ length: PRODUCTS }, () => random.between(200, 90_000) / 100);
  const codeOf = (kind: string, index: number): string => `${kind}-${String(index + 1).padStart(4, '0')}`;
  const made = Array.from({ length: size }, (_, index) => {
    const currency = random.chance(0.2) ? 'EUR' : 'USD';
    const lines = Array.from({ length: random.between(1, 3) }, (__, line) => {
      const product = random.between(0, PRODUCTS - 1);
      const quantity = random.between(1, random.chance(0.2) ? 30 : 4);
      return { line: line + 1, product, quantity, price: prices[product] ?? 1 };
    });
    const total = lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
    const paid = random.chance(0.4);
    return {
      number: codeOf('SO', index),
      customer: codeOf('C', random.between(0, CUSTOMERS - 1)),
      owner: random.pick(owners)?.email ?? '',
      status: random.pick(['new', 'processing']) ?? 'new',
      required: `2027-0${random.between(1, 9)}-1${random.between(0, 9)}`,
      // In full or a part of it, with cents.
      payment: paid ? Math.max(1, Math.floor(total * 100 * (random.chance(0.5) ? 1 : 0.3))) / 100 : 0,
      currency,
      lines,
      paid,
    };
  });
  const files = {
    members: csv(
      'email,name,department,roles',
      PEOPLE.map(({ email, name, department, roles }) => [email, name, department, roles.join(';')]),
    ),
    customers: csv(
      'code,name,contact,email,phone,country,city',
      Array.from({ length: CUSTOMERS }, (_, index) => [
        codeOf('C', index),
        `Customer ${index + 1} Ltd`,
        contactOf(index),
        index % 4 === 3 ? '' : `orders@customer-${index + 1}.example`,
        phoneOf(index),
        index % 5 === 0 ? 'CN' : 'UK',
        'Somewhere',
      ]),
    ),
    products: csv(
      'sku,name,category,unit,unit_price,currency,supplier_code',
      prices.map((price, index) => [
        codeOf('P', index),
        `Product ${index + 1}`,
        'Goods',
        'piece',
        price,
        'USD',
        '',
      ]),
    ),
    stock: csv(
      'sku,warehouse,location,on_hand,low_alert,high_alert,capacity',
      // Too little for all, so that some lines are on backorder.
      prices.flatMap((_, index) =>
        ['A', 'B'].map((row) => [
          codeOf('P', index),
          'MAIN',
          `${row}-${index}`,
          random.between(0, size),
          '',
          '',
          '',
        ]),
      ),
    ),
    rates: csv('currency,base_per_unit,as_of', [['EUR', DOLLARS_A_EURO, '2026-01-01']]),
    orders: csv(
      'number,kind,party_code,owner_email,placed_on,required_on,currency,freight,status,warehouse',
      made.map((order) => [
        order.number,
        'sales',
        order.customer,
        order.owner,
        '2026-06-01',
        order.required,
        order.currency,
        random.between(0, 3_000) / 100,
        order.status,
        'MAIN',
      ]),
    ),
    order_lines: csv(
      'order_number,line,sku,quantity,unit_price,discount,shipped_quantity',
      made.flatMap((order) =>
        order.lines.map(({ line, product, quantity, price }) => [
          order.number,
          line,
          codeOf('P', product),
          quantity,
          price,
          0,
          0,
        ]),
      ),
    ),
    payments: csv(
      'order_number,method,amount,currency,paid_on,reference',
      made
        .filter(({ paid }) => paid)
        .map(({ number, payment, currency }) => [
          number,
          'card',
          payment,
          currency,
          '2026-06-02',
          `PAY-${number}`,
        ]),
    ),
  };
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, `${name}.csv`), text);
  const totals = expectedTotals(folder);
  return {
    folder,
    people: PEOPLE,
    orders: made.map(({ number, owner, status, currency, paid }) => ({
      number,
      owner,
      status,
      currency,
      total: totals[number] ?? 0n,
      paid,
    })),
    contacts: Array.from({ length: CUSTOMERS }, (_, index) => [contactOf(index), phoneOf(index)]).flat(),
  };
};
