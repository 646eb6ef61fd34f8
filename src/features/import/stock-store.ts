import type { Transaction } from '../../platform/db/in-transaction.js';
import type { Backorder } from './import-report.js';
import { staged } from './staging-store.js';

/** Books what lies on the shelf at places that this import made. `runId` names the import in the ledger. */
export const bookOpeningStock = async (tx: Transaction, runId: string): Promise<void> => {
  await tx.$executeRawUnsafe(
    `INSERT INTO stock_movement (id, level_id, cause, on_hand_delta, source, source_id)
     SELECT gen_random_uuid(), id, 'opening', on_hand, 'import', $1 FROM ${staged('stock')}
     WHERE there IS NULL AND on_hand > 0`,
    runId,
  );
};

/**
 * Reserves for the unshipped sales lines that this import made: earliest required first, then placed, then number; from
 * the order's warehouse, locations by name, as far as what is free there goes. Answers the pieces reserved and what is
 * missing for each line.
 */
export const reserveForImported = async (
  tx: Transaction,
  runId: string,
): Promise<{ reserved: number; backorders: Backorder[] }> => {
  await tx.$executeRawUnsafe(
    `SELECT count(*) FROM (SELECT 1 FROM stock_level WHERE product_id IN (
       SELECT p.id FROM ${staged('order_lines')} s JOIN product p ON p.sku = s.sku WHERE s.there IS NULL)
     ORDER BY id FOR UPDATE) locked`,
  );
  // Both wishes and shelves are laid end to end along one number line per product and warehouse; where a wish and a shelf
  // overlap, that many pieces are reserved. It is what serving the wishes one after the other gives, without a loop.
  await tx.$executeRawUnsafe(
    `CREATE TEMP TABLE import_demand ON COMMIT DROP AS
     SELECT l.id, o.number, l.line, p.sku, l.product_id, o.warehouse, (l.quantity - l.fulfilled - l.cancelled)::bigint AS need,
       sum(l.quantity - l.fulfilled - l.cancelled) OVER (PARTITION BY l.product_id, o.warehouse
         ORDER BY o.required_on NULLS LAST, o.placed_on, o.number COLLATE "C", l.line) AS upto
     FROM ${staged('order_lines')} s JOIN order_line l ON l.id = s.id JOIN "order" o ON o.id = l.order_id
     JOIN product p ON p.id = l.product_id
     WHERE o.kind = 'sales' AND o.status IN ('new', 'processing') AND l.quantity > l.fulfilled + l.cancelled`,
  );
  await tx.$executeRawUnsafe(
    `CREATE TEMP TABLE import_supply ON COMMIT DROP AS
     SELECT id, product_id, warehouse, (on_hand - reserved)::bigint AS free,
       sum(on_hand - reserved) OVER (PARTITION BY product_id, warehouse ORDER BY location COLLATE "C") AS upto
     FROM stock_level WHERE on_hand > reserved`,
  );
  await tx.$executeRawUnsafe(
    `CREATE TEMP TABLE import_reserve ON COMMIT DROP AS
     SELECT d.id AS order_line_id, s.id AS level_id,
       (least(d.upto, s.upto) - greatest(d.upto - d.need, s.upto - s.free))::int AS quantity
     FROM import_demand d JOIN import_supply s USING (product_id, warehouse)
     WHERE least(d.upto, s.upto) > greatest(d.upto - d.need, s.upto - s.free)`,
  );
  await tx.$executeRawUnsafe(
    `INSERT INTO stock_movement (id, level_id, order_line_id, cause, reserved_delta, source, source_id)
     SELECT gen_random_uuid(), level_id, order_line_id, 'reserve', quantity, 'import', $1 FROM import_reserve ORDER BY level_id`,
    runId,
  );
  const [total] = await tx.$queryRawUnsafe<{ reserved: number }[]>(
    'SELECT COALESCE(sum(quantity), 0)::float8 AS reserved FROM import_reserve',
  );
  const backorders = await tx.$queryRawUnsafe<Backorder[]>(
    `SELECT d.number AS "order", d.line, d.sku, (d.need - COALESCE(sum(r.quantity), 0))::int AS missing
     FROM import_demand d LEFT JOIN import_reserve r ON r.order_line_id = d.id
     GROUP BY d.number, d.line, d.sku, d.need HAVING d.need > COALESCE(sum(r.quantity), 0) ORDER BY d.number, d.line`,
  );
  return { reserved: total?.reserved ?? 0, backorders };
};
