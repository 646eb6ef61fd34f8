import type { Transaction } from '../../platform/db/in-transaction.js';
import type { ImportFile } from './import-report.js';
import { MEMBER_CHANGES } from './members-store.js';
import { staged } from './staging-store.js';

const PARTY = 'name, contact, email, phone, country, city';

const writeParties = (file: 'customers' | 'suppliers', table: string): readonly string[] => [
  `INSERT INTO ${table} (id, code, ${PARTY}, source_hash)
   SELECT id, code, ${PARTY}, hash FROM ${staged(file)} WHERE there IS NULL`,
  `UPDATE ${table} t SET (${PARTY}, source_hash) =
     (s.name, s.contact, s.email, s.phone, s.country, s.city, s.hash)
   FROM ${staged(file)} s WHERE t.id = s.there AND t.source_hash IS DISTINCT FROM s.hash`,
];

/** The statements that turn waiting rows into rows; each file's rows refer only to files before it. */
const WRITES: Readonly<Record<ImportFile, readonly string[]>> = {
  members: [
    `INSERT INTO member (id, email, name, department, roles, source_hash)
     SELECT id, email, name, department, roles::role[], hash FROM ${staged('members')} WHERE there IS NULL`,
    `UPDATE member t SET name = s.name, department = s.department, source_hash = s.hash, updated_at = now(), roles = c.roles
     FROM ${staged('members')} s JOIN ${MEMBER_CHANGES} c ON c.id = s.there WHERE t.id = s.there`,
  ],
  customers: writeParties('customers', 'customer'),
  suppliers: writeParties('suppliers', 'supplier'),
  products: [
    `INSERT INTO product (id, sku, name, category, unit, unit_price, currency, supplier_id, source_hash)
     SELECT s.id, s.sku, s.name, s.category, s.unit, s.unit_price, s.currency, p.id, s.hash
     FROM ${staged('products')} s LEFT JOIN supplier p ON p.code = s.supplier_code WHERE s.there IS NULL`,
    `UPDATE product t SET (name, category, unit, unit_price, currency, supplier_id, source_hash) =
       (s.name, s.category, s.unit, s.unit_price, s.currency, (SELECT id FROM supplier p WHERE p.code = s.supplier_code), s.hash)
     FROM ${staged('products')} s WHERE t.id = s.there AND t.source_hash IS DISTINCT FROM s.hash`,
  ],
  rates: [
    `INSERT INTO rate (id, currency, base_per_unit, as_of, source_hash)
     SELECT id, currency, base_per_unit, as_of, hash FROM ${staged('rates')} WHERE there IS NULL`,
    `UPDATE rate t SET base_per_unit = s.base_per_unit, source_hash = s.hash
     FROM ${staged('rates')} s WHERE t.id = s.there AND t.source_hash IS DISTINCT FROM s.hash`,
  ],
  stock: [
    `INSERT INTO stock_level (id, product_id, warehouse, location, low_alert, high_alert, capacity, source_hash)
     SELECT s.id, p.id, s.warehouse, s.location, s.low_alert, s.high_alert, s.capacity, s.hash
     FROM ${staged('stock')} s JOIN product p ON p.sku = s.sku WHERE s.there IS NULL`,
  ],
  orders: [
    `INSERT INTO "order" (id, number, kind, customer_id, supplier_id, owner_id, placed_on, required_on, currency, freight,
       status, warehouse, source_hash)
     SELECT s.id, s.number, s.kind::order_kind, c.id, p.id, m.id, s.placed_on, s.required_on, s.currency, s.freight,
       s.status::order_status, s.warehouse, s.hash
     FROM ${staged('orders')} s JOIN member m ON m.email = s.owner_email
     LEFT JOIN customer c ON s.kind = 'sales' AND c.code = s.party_code
     LEFT JOIN supplier p ON s.kind = 'purchase' AND p.code = s.party_code WHERE s.there IS NULL`,
  ],
  order_lines: [
    // What a cancelled order never delivered was cancelled with it.
    `INSERT INTO order_line (id, order_id, line, product_id, quantity, unit_price, discount_basis_points, fulfilled, cancelled,
       source_hash)
     SELECT s.id, o.id, s.line, p.id, s.quantity, s.unit_price, s.discount, s.shipped_quantity,
       CASE o.status WHEN 'cancelled' THEN s.quantity - s.shipped_quantity ELSE 0 END, s.hash
     FROM ${staged('order_lines')} s JOIN "order" o ON o.number = s.order_number JOIN product p ON p.sku = s.sku
     WHERE s.there IS NULL`,
  ],
  payments: [
    `INSERT INTO payment (id, order_id, method, amount, currency, paid_on, reference, source_hash)
     SELECT s.id, o.id, s.method, s.amount, s.currency, s.paid_on, s.reference, s.hash
     FROM ${staged('payments')} s JOIN "order" o ON o.number = s.order_number WHERE s.there IS NULL ORDER BY o.id, s.at`,
  ],
  shipments: [
    `INSERT INTO shipment (id, order_id, carrier, tracking, shipped_on, delivered_on, source_hash)
     SELECT s.id, o.id, s.carrier, s.tracking, s.shipped_on, s.delivered_on, s.hash
     FROM ${staged('shipments')} s JOIN "order" o ON o.number = s.order_number WHERE s.there IS NULL ORDER BY o.id, s.at`,
  ],
};

const TABLES: Readonly<Record<ImportFile, string>> = {
  members: 'member',
  customers: 'customer',
  suppliers: 'supplier',
  products: 'product',
  rates: 'rate',
  stock: 'stock_level',
  orders: '"order"',
  order_lines: 'order_line',
  payments: 'payment',
  shipments: 'shipment',
};

/** From so many new rows on the planner has to hear of them at once, or what follows takes them for a handful. */
const MANY = 5_000;

/** Writes the checked rows of one file: creates what is new, changes what may be changed. `created` is how many are new. */
export const writeStaged = async (
  tx: Transaction,
  file: ImportFile,
  { created }: { readonly created: number },
): Promise<void> => {
  for (const statement of WRITES[file]) await tx.$executeRawUnsafe(statement);
  if (created >= MANY) await tx.$executeRawUnsafe(`ANALYZE ${TABLES[file]}`);
};
