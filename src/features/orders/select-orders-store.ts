import type { Database } from '../../platform/db/client.js';
import type { InJson } from '../../platform/db/in-json.js';
import type { Transaction } from '../../platform/db/in-transaction.js';
import type { StoredOrderHead } from './order-head-store.js';

interface StoredLine {
  readonly id: string;
  readonly line: number;
  readonly quantity: number;
  /** Exact decimal text, major units of the order's currency. */
  readonly unitPrice: string;
  readonly discountBasisPoints: number;
  readonly fulfilled: number;
  readonly cancelled: number;
  readonly product: { readonly sku: string; readonly name: string; readonly unit: string | null };
}

interface StoredShipment {
  readonly carrier: string;
  readonly tracking: string;
  readonly shippedOn: Date;
  readonly deliveredOn: Date | null;
}

/** An order with its lines and shipments, in their sequence. */
export type StoredOrder = Readonly<StoredOrderHead> & {
  readonly lines: readonly StoredLine[];
  readonly shipments: readonly StoredShipment[];
};

type Row = Omit<StoredOrder, 'shipments'> & InJson<Pick<StoredOrder, 'shipments'>>;

/**
 * Whole orders, in the sequence of their ids, in one statement: Prisma would ask seven tables one after the other. The
 * price leaves the database as text, since JSON knows no decimals.
 */
export const selectOrders = async (
  db: Transaction | Database['prisma'],
  ids: readonly string[],
): Promise<StoredOrder[]> => {
  const rows = await db.$queryRaw<Row[]>`
    SELECT o.id, o.number, o.kind::text AS kind, o.status::text AS status, o.placed_on AS "placedOn",
      o.required_on AS "requiredOn", o.currency, o.freight, o.warehouse, o.archived_at AS "archivedAt",
      o.cancelled_at AS "cancelledAt", o.version,
      json_build_object('id', w.id, 'name', w.name, 'email', w.email, 'department', w.department) AS owner,
      CASE WHEN c.id IS NOT NULL THEN json_build_object('id', c.id, 'code', c.code, 'name', c.name, 'email', c.email,
        'country', c.country, 'city', c.city, 'contact', c.contact) END AS customer,
      CASE WHEN s.id IS NOT NULL THEN json_build_object('id', s.id, 'code', s.code, 'name', s.name, 'email', s.email,
        'country', s.country, 'city', s.city, 'contact', s.contact) END AS supplier,
      (SELECT coalesce(json_agg(json_build_object('id', l.id, 'line', l.line, 'quantity', l.quantity,
          'unitPrice', trim_scale(l.unit_price)::text, 'discountBasisPoints', l.discount_basis_points,
          'fulfilled', l.fulfilled, 'cancelled', l.cancelled,
          'product', json_build_object('sku', p.sku, 'name', p.name, 'unit', p.unit)) ORDER BY l.line), '[]')
        FROM order_line l JOIN product p ON p.id = l.product_id WHERE l.order_id = o.id) AS lines,
      (SELECT coalesce(json_agg(json_build_object('carrier', t.carrier, 'tracking', t.tracking,
          'shippedOn', t.shipped_on, 'deliveredOn', t.delivered_on) ORDER BY t.shipped_on), '[]')
        FROM shipment t WHERE t.order_id = o.id) AS shipments
    FROM "order" o JOIN member w ON w.id = o.owner_id
      LEFT JOIN customer c ON c.id = o.customer_id LEFT JOIN supplier s ON s.id = o.supplier_id
    WHERE o.id = ANY(${[...ids]}::uuid[]) ORDER BY array_position(${[...ids]}::uuid[], o.id)`;
  return rows.map((row) => ({
    ...row,
    shipments: row.shipments.map((shipment) => ({
      ...shipment,
      shippedOn: new Date(shipment.shippedOn),
      deliveredOn: shipment.deliveredOn === null ? null : new Date(shipment.deliveredOn),
    })),
  }));
};
