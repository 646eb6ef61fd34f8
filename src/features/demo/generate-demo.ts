import { addressOf, CURRENCIES, CUSTOMERS, PEOPLE, PRODUCTS, SUPPLIERS } from './company.js';
import { demoOrders } from './demo-orders.js';
import { seededRandom } from './seeded-random.js';

const SEED = 20_260_102;
const DAY_MS = 86_400_000;
/** Before the oldest request that the company remembers. */
const RATES_AGE = 90;

type Cell = string | number;

const csv = (header: string, rows: ReadonlyArray<readonly Cell[]>): string =>
  `${[header, ...rows.map((row) => row.map(cell).join(','))].join('\n')}\n`;

const cell = (value: Cell): string => {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const sku = (index: number): string => `CM-${String(index + 1).padStart(3, '0')}`;

/** The demo company as import files by name: the same but for its dates, which lie before `today`. */
export const generateDemo = (today: Date): ReadonlyMap<string, string> => {
  const daysAgo = (days: number): string =>
    new Date(today.getTime() - days * DAY_MS).toISOString().slice(0, 10);
  const orders = demoOrders();

  return new Map([
    [
      'members.csv',
      csv(
        'email,name,department,roles',
        PEOPLE.map(([id, name, department, role]) => [addressOf(id), name, department, role]),
      ),
    ],
    [
      'customers.csv',
      csv(
        'code,name,contact,email,phone,country,city',
        CUSTOMERS.map(([code, name, contact, country, city, , mail]) => [
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
    [
      'rates.csv',
      csv(
        'currency,base_per_unit,as_of',
        Object.entries(CURRENCIES).map(([currency, [worth]]) => [currency, worth, daysAgo(RATES_AGE)]),
      ),
    ],
    ['stock.csv', csv('sku,warehouse,location,on_hand,low_alert,high_alert,capacity', stockOf(orders))],
    [
      'orders.csv',
      csv(
        'number,kind,party_code,owner_email,placed_on,required_on,currency,freight,status,warehouse',
        orders.map((order) => [
          order.number,
          order.kind,
          order.party,
          addressOf(order.owner),
          daysAgo(order.age),
          daysAgo(-order.requiredIn),
          order.currency,
          order.freight,
          order.status,
          'MAIN',
        ]),
      ),
    ],
    [
      'order_lines.csv',
      csv(
        'order_number,line,sku,quantity,unit_price,discount,shipped_quantity',
        orders.flatMap(({ number, lines }) =>
          lines.map(({ product, quantity, price, discount, shipped }, index) => [
            number,
            index + 1,
            sku(product),
            quantity,
            price,
            discount,
            shipped,
          ]),
        ),
      ),
    ],
    [
      'payments.csv',
      csv(
        'order_number,method,amount,currency,paid_on,reference',
        orders.flatMap(({ number, currency, payment }) =>
          payment === null
            ? []
            : [
                [
                  number,
                  payment.method,
                  payment.amount,
                  currency,
                  daysAgo(payment.age),
                  `PAY-${number.slice(3)}`,
                ],
              ],
        ),
      ),
    ],
    [
      'shipments.csv',
      csv(
        'order_number,carrier,tracking,shipped_on,delivered_on',
        orders.flatMap(({ number, shipment }) =>
          shipment === null
            ? []
            : [
                [
                  number,
                  'Polar Post',
                  shipment.tracking,
                  daysAgo(shipment.age),
                  shipment.deliveredAge === null ? '' : daysAgo(shipment.deliveredAge),
                ],
              ],
        ),
      ),
    ],
  ]);
};

/** Most goods cover what is ordered of them; every eighth falls short, so that a backorder can be seen. */
const stockOf = (orders: ReturnType<typeof demoOrders>): Cell[][] => {
  const { below } = seededRandom(SEED);
  return PRODUCTS.map((_, product) => {
    const held = orders
      .filter(({ kind, status }) => kind === 'sales' && ['new', 'processing'].includes(status))
      .flatMap(({ lines }) => lines)
      .filter((line) => line.product === product)
      .reduce((sum, { quantity, shipped }) => sum + quantity - shipped, 0);
    const onHand = product % 8 === 3 ? Math.floor(held * 0.6) : held + 20 + below(150);
    const place = `${'ABCD'[product % 4]}-${String(product + 1).padStart(2, '0')}`;
    return [sku(product), 'MAIN', place, onHand, 15, '', 500];
  });
};
