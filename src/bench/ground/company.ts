import type pg from 'pg';

/** People who sell, each of whom may act on every order of the one department. */
export const PEOPLE = 50;
const PRODUCTS = 200;

export const personAddress = (index: number): string => `person-${index + 1}@bench.example`;
/** The number of the order that was made as the nth, from 0. */
export const orderNumber = (index: number): string => `SO-${String(index).padStart(7, '0')}`;

const ADJECTIVES = [
  'Amber Arctic Autumn Bright Bronze Cedar Clear Copper Coral Crystal Distant Eastern Emerald Evening Fair',
  'Golden Grand Granite Green Harbour Hidden Ivory Jade Lively Lunar Maple Marble Misty Noble Northern',
]
  .join(' ')
  .split(' ');
const NOUNS = [
  'Anchor Basket Beacon Bonnet Brook Canyon Castle Compass Crane Falcon Feather Field Forge Fountain Garden',
  'Harvest Heron Hollow Island Kettle Lantern Meadow Mill Orchard Otter Quarry Ridge River Spindle Willow',
]
  .join(' ')
  .split(' ');
const CITIES = '北京 上海 广州 深圳 成都 杭州 南京 武汉 西安 苏州 天津 重庆 青岛 大连 厦门 宁波'.split(' ');
const NAMES = '明远 和兴 华信 永泰 天成 金石 东方 鸿运 瑞丰 长江 新源 安达 百川 恒通 嘉禾 万象'.split(' ');

/**
 * Customers have two words in one language or the other, in turns; so many share them as there are rounds of all pairs. No
 * word is a part of another: what fits so would rank lower, which the bare SQL beside it does not.
 */
export const customerName = (index: number): string => {
  const pair = Math.floor(index / 2);
  return index % 2 === 0
    ? `${ADJECTIVES[pair % 30]} ${NOUNS[Math.floor(pair / 30) % 30]} ${Math.floor(pair / 900) + 1} Ltd`
    : `${CITIES[pair % 16]}${NAMES[Math.floor(pair / 16) % 16]}贸易有限公司${Math.floor(pair / 256) + 1}`;
};

/** The words by which somebody looks for the customer of an order. */
export const wordsOf = (name: string): string =>
  name.endsWith('Ltd') ? name.split(' ').slice(0, 2).join(' ') : name.slice(0, 4);

/** Ids that can be told from the row's number, and that grow as ids of the product do. */
const id = (kind: number, index: string): string =>
  `('0190000${kind}-0000-7000-8000-' || lpad(to_hex(${index}), 12, '0'))::uuid`;

/** The company without orders: people, goods with plenty in stock, customers. */
export const foundCompany = async (client: pg.Client): Promise<void> => {
  await client.query(`
    INSERT INTO member (id, email, name, department, roles)
    SELECT ${id(1, 'n')}, 'person-' || n || '@bench.example', 'Person ' || n, 'Sales', '{sales}'::role[] FROM generate_series(1, ${PEOPLE}) n
    UNION ALL SELECT ${id(1, '1000 + n')}, 'manager-' || n || '@bench.example', 'Manager ' || n, 'Sales', '{manager}'::role[] FROM generate_series(1, 2) n
    UNION ALL SELECT ${id(1, '2000')}, 'finance@bench.example', 'Finance', 'Finance', '{finance}'::role[]`);
  await client.query(`
    INSERT INTO product (id, sku, name, unit_price, currency)
    SELECT ${id(3, 'n')}, 'P-' || lpad(n::text, 4, '0'), 'Article ' || n, 20 + n % 30, 'USD' FROM generate_series(0, ${PRODUCTS - 1}) n`);
  await client.query(`
    INSERT INTO stock_level (id, product_id, warehouse, location)
    SELECT ${id(4, 'n')}, ${id(3, 'n')}, 'MAIN', 'A-' || n FROM generate_series(0, ${PRODUCTS - 1}) n`);
  await client.query(`
    INSERT INTO stock_movement (id, level_id, cause, on_hand_delta, source, source_id)
    SELECT ${id(7, 'n')}, ${id(4, 'n')}, 'opening', 10000000, 'import', 'opening' FROM generate_series(0, ${PRODUCTS - 1}) n`);
};

/** Customers from the nth on, up to another. Their codes are letters: no digits of an order's number mean one of them. */
export const addCustomers = async (client: pg.Client, from: number, to: number): Promise<void> => {
  const names = Array.from({ length: Math.max(0, to - from) }, (_, at) => customerName(from + at));
  await client.query(
    `INSERT INTO customer (id, code, name, country)
     SELECT ${id(2, '$1::int + at - 1')}, 'C-' || translate(lpad(($1::int + at - 1)::text, 6, '0'), '0123456789', 'ABCDEFGHIJ'), name, 'US'
     FROM unnest($2::text[]) WITH ORDINALITY AS named (name, at)`,
    [from, names],
  );
};

/** Orders from the nth on, up to another. */
interface Batch {
  readonly from: number;
  readonly to: number;
}

/** Every thousand orders come from fifty customers of their own. */
export const customersOf = (orders: number): number => Math.ceil(orders / 1_000) * 50;
export const customerOf = (order: number): number => Math.floor(order / 1_000) * 50 + (order % 50);

const ORDERS = `
  INSERT INTO "order" (id, number, kind, customer_id, owner_id, placed_on, currency, status, warehouse)
  SELECT ${id(5, 'n')}, 'SO-' || lpad(n::text, 7, '0'), 'sales', ${id(2, 'n / 1000 * 50 + n % 50')}, ${id(1, `1 + n % ${PEOPLE}`)},
    DATE '2026-01-01' - (n % 1500)::int, 'USD', 'new', 'MAIN'
  FROM generate_series($1::bigint, $2::bigint - 1) n`;
const LINES = `
  INSERT INTO order_line (id, order_id, line, product_id, quantity, unit_price)
  SELECT ${id(6, '2 * n + line')}, ${id(5, 'n')}, line + 1, ${id(3, `(7 * n + line) % ${PRODUCTS}`)}, 5 + n % 15, 30 + n % 30
  FROM generate_series($1::bigint, $2::bigint - 1) n, generate_series(0, 1) line`;

/** New orders of two lines with everything that they hold, through every trigger. */
export const placeOrders = async (client: pg.Client, { from, to }: Batch): Promise<void> => {
  await client.query(ORDERS, [from, to]);
  await client.query(LINES, [from, to]);
  await client.query(
    `INSERT INTO stock_movement (id, level_id, order_line_id, cause, reserved_delta, source, source_id)
     SELECT ${id(8, '2 * n + line')}, ${id(4, `(7 * n + line) % ${PRODUCTS}`)}, ${id(6, '2 * n + line')}, 'reserve', 5 + n % 15, 'import', 'SO-' || n
     FROM generate_series($1::bigint, $2::bigint - 1) n, generate_series(0, 1) line`,
    [from, to],
  );
};

/** Orders that are only looked up: they hold nothing, and what triggers would compute row by row is computed at once. */
export const placeOrdersToFind = async (client: pg.Client, { from, to }: Batch): Promise<void> => {
  await client.query('BEGIN');
  await client.query(`SET LOCAL session_replication_role = 'replica'`);
  await client.query(ORDERS, [from, to]);
  await client.query(LINES, [from, to]);
  await client.query(
    `INSERT INTO order_amount (order_id, amount)
     SELECT o.id, sum(round(l.unit_price * l.quantity, 2)) FROM "order" o JOIN order_line l ON l.order_id = o.id
     WHERE o.number >= 'SO-' || lpad($1::text, 7, '0') AND o.number < 'SO-' || lpad($2::text, 7, '0') GROUP BY o.id`,
    [from, to],
  );
  await client.query('COMMIT');
};
