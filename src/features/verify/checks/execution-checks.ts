import type { Check } from '../check.js';

const CANCELLING = `execution e JOIN cancellation c ON c.request_id = e.request_id`;
const receipt = (step: string): string =>
  `EXISTS (SELECT 1 FROM step_receipt s WHERE s.execution_id = e.id AND s.step = '${step}')`;

/** What the plan says of each line beside what the ledger says the execution released. */
const releases = `
  SELECT e.id, w.line_id AS line, COALESCE(m.released, 0) AS released, w.reserved AS planned
  FROM ${CANCELLING}
  CROSS JOIN LATERAL (
    SELECT (line->>'lineId')::uuid AS line_id, (line->>'reserved')::bigint AS reserved
    FROM jsonb_array_elements(c.plan->'lines') line) w
  LEFT JOIN (
    SELECT source_id, order_line_id AS line_id, -sum(reserved_delta) AS released
    FROM stock_movement WHERE source = 'execution' GROUP BY source_id, order_line_id
  ) m ON m.source_id = e.id::text AND m.line_id = w.line_id`;

/** What the plan says of each payment beside the claims that the execution wrote. */
const claims = `
  SELECT e.id, w.payment_id AS payment, w.kind, COALESCE(r.amount, 0) AS written, w.amount AS planned
  FROM ${CANCELLING}
  CROSS JOIN LATERAL (
    SELECT (claim->>'paymentId')::uuid AS payment_id, claim->>'kind' AS kind, (claim->>'amount')::numeric AS amount
    FROM jsonb_array_elements(c.plan->'claims') claim) w
  LEFT JOIN (
    SELECT execution_id, payment_id, 'refund' AS kind, amount FROM refund
    UNION ALL SELECT execution_id, payment_id, kind::text, amount FROM retention
  ) r ON r.execution_id = e.id AND r.payment_id = w.payment_id AND r.kind = w.kind`;

/** C3, S9: an execution is settled with every receipt, each receipt has its effects, and no effect is without one. */
export const stepReceipts: Check = {
  name: 'step-receipts',
  checked: 'SELECT count(*) FROM execution',
  failures: {
    'settled-without-receipt': `SELECT e.id, s.step
     FROM execution e JOIN execution_step s ON s.execution_id = e.id
     LEFT JOIN step_receipt r ON r.execution_id = e.id AND r.step = s.step WHERE e.state = 'settled' AND r.step IS NULL`,
    'steps-missing': `SELECT e.id FROM execution e
     WHERE e.action = 'cancel' AND ARRAY['finance', 'settle', 'stock'] <> ARRAY(
       SELECT step FROM execution_step s WHERE s.execution_id = e.id ORDER BY step)`,
    'step-and-receipt-differ': `SELECT s.execution_id AS id, s.step, s.state, CASE WHEN r.step IS NULL THEN 'absent' ELSE 'present' END AS receipt
     FROM execution_step s LEFT JOIN step_receipt r ON r.execution_id = s.execution_id AND r.step = s.step
     WHERE (s.state = 'done') <> (r.step IS NOT NULL)`,
    'not-settled': `SELECT e.id, e.state
     FROM execution e WHERE ${receipt('settle')} AND e.state <> 'settled'`,
    'released-not-planned': `${releases} WHERE e.action = 'cancel' AND ${receipt('stock')} AND COALESCE(m.released, 0) <> w.reserved`,
    'claimed-not-planned': `${claims} WHERE e.action = 'cancel' AND ${receipt('finance')} AND COALESCE(r.amount, 0) <> w.amount`,
    'stock-moved-unplanned': `SELECT m.id, m.source_id AS execution
     FROM stock_movement m WHERE m.source = 'execution' AND NOT EXISTS (
       SELECT 1 FROM ${CANCELLING} WHERE e.id::text = m.source_id AND ${receipt('stock')}
         AND c.plan->'lines' @> jsonb_build_array(jsonb_build_object('lineId', m.order_line_id::text)))`,
    'claim-unplanned': `SELECT k.id, k.kind, k.execution_id AS execution
     FROM (SELECT id, execution_id, payment_id, 'refund' AS kind FROM refund
           UNION ALL SELECT id, execution_id, payment_id, kind::text FROM retention) k
     WHERE NOT EXISTS (
       SELECT 1 FROM ${CANCELLING} WHERE e.id = k.execution_id AND ${receipt('finance')}
         AND c.plan->'claims' @> jsonb_build_array(jsonb_build_object('paymentId', k.payment_id::text, 'kind', k.kind)))`,
    'receipt-without-step': `SELECT r.execution_id AS id, r.step FROM step_receipt r
     WHERE NOT EXISTS (SELECT 1 FROM execution_step s WHERE s.execution_id = r.execution_id AND s.step = r.step)`,
  },
};

/** A cancelled order holds nothing, has nothing open, and was cancelled by an execution that is settled. */
export const cancelledOrders: Check = {
  name: 'cancelled-orders',
  checked: `SELECT count(*) FROM "order" WHERE status = 'cancelled'`,
  failures: {
    'cancelled-with-open-pieces': `SELECT o.id, o.number AS "order", l.line, l.quantity - l.fulfilled - l.cancelled AS open
     FROM "order" o JOIN order_line l ON l.order_id = o.id
     WHERE o.status = 'cancelled' AND l.quantity <> l.fulfilled + l.cancelled`,
    'cancelled-holds-stock': `SELECT o.id, o.number AS "order", l.line, r.quantity AS holds
     FROM "order" o JOIN order_line l ON l.order_id = o.id JOIN reservation r ON r.order_line_id = l.id
     WHERE o.status = 'cancelled' AND r.quantity > 0`,
    // An order that came cancelled with the import has no moment of its own.
    'cancelled-by-nothing': `SELECT o.id, o.number AS "order" FROM "order" o
     WHERE o.status = 'cancelled' AND (o.cancelled_at IS NOT NULL OR o.source_hash IS NULL) AND NOT EXISTS (
       SELECT 1 FROM execution e WHERE e.subject_type = 'order' AND e.subject_id = o.id AND e.action = 'cancel' AND e.state = 'settled')`,
    'settled-not-cancelled': `SELECT o.id, o.number AS "order", o.status
     FROM "order" o JOIN execution e ON e.subject_type = 'order' AND e.subject_id = o.id
     WHERE e.action = 'cancel' AND e.state = 'settled' AND o.status <> 'cancelled'`,
  },
};
