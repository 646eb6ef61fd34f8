import type { Check } from '../check.js';

const PLACE = 'p.sku, v.warehouse, v.location';

/** S1, S2: levels and reservations are what the ledger adds up to, and never below 0. */
export const stockLedger: Check = {
  name: 'stock-ledger',
  checked: 'SELECT count(*) FROM stock_level',
  failures: {
    'level-not-moved': `SELECT v.id, ${PLACE}, v.on_hand AS "onHand", v.reserved, COALESCE(m.on_hand, 0) AS "movedOnHand",
       COALESCE(m.reserved, 0) AS "movedReserved"
     FROM stock_level v JOIN product p ON p.id = v.product_id
     LEFT JOIN (SELECT level_id, sum(on_hand_delta) AS on_hand, sum(reserved_delta) AS reserved
                FROM stock_movement GROUP BY level_id) m ON m.level_id = v.id
     WHERE v.on_hand <> COALESCE(m.on_hand, 0) OR v.reserved <> COALESCE(m.reserved, 0)`,
    'level-not-reserved': `SELECT v.id, ${PLACE}, v.reserved, COALESCE(r.total, 0) AS total
     FROM stock_level v JOIN product p ON p.id = v.product_id
     LEFT JOIN (SELECT level_id, sum(quantity) AS total FROM reservation GROUP BY level_id) r ON r.level_id = v.id
     WHERE v.reserved <> COALESCE(r.total, 0)`,
    'line-holds-not-moved': `SELECT COALESCE(r.order_line_id, m.order_line_id) AS id, COALESCE(r.quantity, 0) AS holds,
       COALESCE(r.level_id, m.level_id) AS level, COALESCE(m.total, 0) AS moved
     FROM reservation r FULL JOIN (
       SELECT order_line_id, level_id, sum(reserved_delta) AS total FROM stock_movement
       WHERE order_line_id IS NOT NULL GROUP BY order_line_id, level_id
     ) m ON m.order_line_id = r.order_line_id AND m.level_id = r.level_id
     WHERE COALESCE(r.quantity, 0) <> COALESCE(m.total, 0)`,
    'level-below-zero': `SELECT v.id, ${PLACE}, v.on_hand AS "onHand", v.reserved
     FROM stock_level v JOIN product p ON p.id = v.product_id WHERE v.on_hand < 0 OR v.reserved < 0`,
    'movement-of-another-product': `SELECT m.id
     FROM stock_movement m JOIN stock_level v ON v.id = m.level_id JOIN order_line l ON l.id = m.order_line_id
     WHERE l.product_id <> v.product_id`,
  },
};

const LINE = 'o.number AS "order", l.line';

/** S3, S5: what a line ordered is open, fulfilled or cancelled, and it holds no more than is open. */
export const lineQuantities: Check = {
  name: 'line-quantities',
  checked: 'SELECT count(*) FROM order_line',
  failures: {
    'line-does-not-add-up': `SELECT l.id, ${LINE}, l.quantity AS ordered, l.fulfilled, l.cancelled
     FROM order_line l JOIN "order" o ON o.id = l.order_id
     WHERE l.quantity <= 0 OR l.fulfilled < 0 OR l.cancelled < 0 OR l.fulfilled + l.cancelled > l.quantity`,
    'line-holds-too-much': `SELECT l.id, ${LINE}, r.total AS holds, l.quantity - l.fulfilled - l.cancelled AS open
     FROM order_line l JOIN "order" o ON o.id = l.order_id
     JOIN (SELECT order_line_id, sum(quantity) AS total FROM reservation GROUP BY order_line_id) r ON r.order_line_id = l.id
     WHERE r.total > l.quantity - l.fulfilled - l.cancelled
       AND NOT EXISTS (SELECT 1 FROM execution e WHERE e.subject_type = 'order' AND e.subject_id = o.id AND e.state <> 'settled')`,
    'order-may-not-hold': `SELECT l.id, ${LINE}, o.kind AS "orderKind", o.status
     FROM order_line l JOIN "order" o ON o.id = l.order_id JOIN reservation r ON r.order_line_id = l.id
     WHERE r.quantity > 0 AND (o.kind <> 'sales' OR o.status NOT IN ('new', 'processing'))`,
  },
};
