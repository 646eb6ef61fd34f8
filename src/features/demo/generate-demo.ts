import { CUSTOMERS, PEOPLE, PRODUCTS, SUPPLIERS } from './company.js';

const SEED = 20_260_101;
const DAY_MS = 86_400_000;
const SALES_ORDERS = 72;
const PURCHASE_ORDERS = 8;
const DOMAIN = 'demo.example';

/** mulberry32: small, and the same on every machine, so that everybody sees the same company. */
const randomFrom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

type Cell = string | number;

const csv = (header: string, rows: ReadonlyArray<readonly Cell[]>): string =>
  `${[header, ...rows.map((row) => row.map(cell).join(','))].join('\n')}\n`;

const cell = (value: Cell): string => {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const sku = (index: number): string => `CM-${String(index + 1).padStart(3, '0')}`;
const price = (index: number): string => PRODUCTS[index]?.[3] ?? '1.00';

/** What an order is like by its age in days: the older, the further it has come. */
const statusAt = (age: number, chance: number): 'new' | 'processing' | 'shipped' | 'completed' | 'closed' =>
  age < 6
    ? chance < 0.6
      ? 'new'
      : 'processing'
    : age < 12
      ? chance < 0.5
        ? 'processing'
        : 'shipped'
      : age < 30
        ? 'completed'
        : 'closed';

/** The demo company as import files by name: the same but for its dates, which lie before `today`. */
export const generateDemo = (today: Date): ReadonlyMap<string, string> => {
  const random = randomFrom(SEED);
  const below = (limit: number): number => Math.floor(random() * limit);
  const daysAgo = (days: number): string =>
    new Date(today.getTime() - days * DAY_MS).toISOString().slice(0, 10);
  const sellers = PEOPLE.filter(([, , , role]) => role === 'sales');

  const orders: Cell[][] = [];
  const lines: Cell[][] = [];
  const payments: Cell[][] = [];
  const shipments: Cell[][] = [];
  const reserved = new Array<number>(PRODUCTS.length).fill(0);

  for (let index = 0; index < SALES_ORDERS; index += 1) {
    const number = `SO-${1001 + index}`;
    // From two months ago to today, evenly: the newest orders have the highest numbers.
    const age = Math.floor(((SALES_ORDERS - 1 - index) * 60) / SALES_ORDERS);
    const status = statusAt(age, random());
    const shipped = status !== 'new' && status !== 'processing';
    const [customer = ''] = CUSTOMERS[below(CUSTOMERS.length)] ?? [];
    const [owner = ''] = sellers[below(sellers.length)] ?? [];
    const freight = (5 + below(40) + 0.5).toFixed(2);
    orders.push([
      number,
      'sales',
      customer,
      `${owner}@${DOMAIN}`,
      daysAgo(age),
      daysAgo(age - 14),
      'USD',
      freight,
      status,
      'MAIN',
    ]);
    let total = Number(freight);
    const count = 1 + below(4);
    const first = below(PRODUCTS.length);
    for (let line = 1; line <= count; line += 1) {
      const product = (first + line * 7) % PRODUCTS.length;
      const quantity = index % 9 === 0 ? 60 + below(80) : 1 + below(12);
      const discount = ['0', '0', '0.05', '0.10'][below(4)] ?? '0';
      lines.push([number, line, sku(product), quantity, price(product), discount, shipped ? quantity : 0]);
      total += Math.round(quantity * Number(price(product)) * (1 - Number(discount)) * 100) / 100;
      if (!shipped) reserved[product] = (reserved[product] ?? 0) + quantity;
    }
    const paid = shipped && status !== 'shipped' ? total : random() < 0.35 ? Math.round(total * 30) / 100 : 0;
    if (paid > 0) {
      const method = ['card', 'bank_transfer', 'paypal'][below(3)] ?? 'card';
      payments.push([
        number,
        method,
        paid.toFixed(2),
        'USD',
        daysAgo(Math.max(age - 2, 0)),
        `PAY-${number.slice(3)}`,
      ]);
    }
    if (shipped) {
      const arrived = status === 'shipped' ? '' : daysAgo(Math.max(age - 8, 0));
      shipments.push([number, 'Polar Post', `PP${70_000 + index}`, daysAgo(Math.max(age - 4, 0)), arrived]);
    }
  }
  for (let index = 0; index < PURCHASE_ORDERS; index += 1) {
    const number = `PO-${501 + index}`;
    const supplier = index % SUPPLIERS.length;
    const [code = ''] = SUPPLIERS[supplier] ?? [];
    orders.push([
      number,
      'purchase',
      code,
      `wanda.kowal@${DOMAIN}`,
      daysAgo(20 - index),
      daysAgo(-10 + index),
      'USD',
      '0',
      'processing',
      'MAIN',
    ]);
    const product = supplier + 4 * below(PRODUCTS.length / 4);
    lines.push([number, 1, sku(product), 40 + below(100), price(product), '0', 0]);
    if (index % 2 === 0)
      payments.push([
        number,
        'bank_transfer',
        '250.00',
        'USD',
        daysAgo(19 - index),
        `DEP-${number.slice(3)}`,
      ]);
  }
  // Most goods cover their reservations; every eighth falls short, so that a backorder can be seen.
  const stock = reserved.map((held, product): Cell[] => {
    const onHand = product % 8 === 3 ? Math.floor(held * 0.6) : held + 20 + below(150);
    return [
      sku(product),
      'MAIN',
      `${'ABCD'[product % 4]}-${String(product + 1).padStart(2, '0')}`,
      onHand,
      15,
      '',
      500,
    ];
  });

  return new Map([
    [
      'members.csv',
      csv(
        'email,name,department,roles',
        PEOPLE.map(([id, name, department, role]) => [`${id}@${DOMAIN}`, name, department, role]),
      ),
    ],
    [
      'customers.csv',
      csv(
        'code,name,contact,email,phone,country,city',
        CUSTOMERS.map(([code, name, contact, country, city, mail]) => [
          code,
          name,
          contact,
          mail ? `${code.toLowerCase()}@customers.example` : '',
          '',
          country,
          city,
        ]),
      ),
    ],
    [
      'suppliers.csv',
      csv(
        'code,name,contact,email,phone,country,city',
        SUPPLIERS.map(([code, name, contact, country, city]) => [
          code,
          name,
          contact,
          `${code.toLowerCase()}@suppliers.example`,
          '',
          country,
          city,
        ]),
      ),
    ],
    [
      'products.csv',
      csv(
        'sku,name,category,unit,unit_price,currency,supplier_code',
        PRODUCTS.map(([name, category, unit, unitPrice], index) => [
          sku(index),
          name,
          category,
          unit,
          unitPrice,
          'USD',
          SUPPLIERS[index % SUPPLIERS.length]?.[0] ?? '',
        ]),
      ),
    ],
    ['stock.csv', csv('sku,warehouse,location,on_hand,low_alert,high_alert,capacity', stock)],
    [
      'orders.csv',
      csv(
        'number,kind,party_code,owner_email,placed_on,required_on,currency,freight,status,warehouse',
        orders,
      ),
    ],
    ['order_lines.csv', csv('order_number,line,sku,quantity,unit_price,discount,shipped_quantity', lines)],
    ['payments.csv', csv('order_number,method,amount,currency,paid_on,reference', payments)],
    ['shipments.csv', csv('order_number,carrier,tracking,shipped_on,delivered_on', shipments)],
  ]);
};
