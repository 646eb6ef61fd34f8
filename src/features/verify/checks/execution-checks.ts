import type { Check } from '../check.js';

const CANCELLING = `execution e JOIN cancellation c ON c.request_id = e.request_id`;
const receipt = (step: string): string =>
  `EXISTS (SELECT 1 FROM step_receipt s WHERE s.execution_id = e.id AND s.step = '${step}')`;

/** What the plan says of each line beside what the ledger says the execution released. */
const releases = `
  SELECT e.id, format('line %s: %s released, %s planned', w.line_id, COALESCE(m.released, 0), w.reserved) AS problem
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
  SELECT e.id, format('payment %s: %s %s written, %s planned', w.payment_id, w.kind,
    COALESCE(r.amount, 0), w.amount) AS problem
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
  failures: [
    `SELECT e.id, 'settled without the receipt of ' || s.step AS problem
     FROM execution e JOIN execution_step s ON s.execution_id = e.id
     LEFT JOIN step_receipt r ON r.execution_id = e.id AND r.step = s.step WHERE e.state = 'settled' AND r.step IS NULL`,
    `SELECT e.id, 'has not the steps of a cancellation' AS problem FROM execution e
     WHERE e.action = 'cancel' AND ARRAY['finance', 'settle', 'stock'] <> ARRAY(
       SELECT step FROM execution_step s WHERE s.execution_id = e.id ORDER BY step)`,
    `SELECT s.execution_id AS id, format('step %s is %s, %s receipt', s.step, s.state,
       CASE WHEN r.step IS NULL THEN 'without a' ELSE 'with its' END) AS problem
     FROM execution_step s LEFT JOIN step_receipt r ON r.execution_id = s.execution_id AND r.step = s.step
     WHERE (s.state = 'done') <> (r.step IS NOT NULL)`,
    `SELECT e.id, 'the last step has its receipt, but it is ' || e.state AS problem
     FROM execution e WHERE ${receipt('settle')} AND e.state <> 'settled'`,
    `SELECT x.id, x.problem FROM (${releases} WHERE e.action = 'cancel' AND ${receipt('stock')}
       AND COALESCE(m.released, 0) <> w.reserved) x`,
    `SELECT x.id, x.problem FROM (${claims} WHERE e.action = 'cancel' AND ${receipt('finance')}
       AND COALESCE(r.amount, 0) <> w.amount) x`,
    `SELECT m.id, 'moved stock for execution ' || m.source_id || ', which has no receipt for it or did not plan it' AS problem
     FROM stock_movement m WHERE m.source = 'execution' AND NOT EXISTS (
       SELECT 1 FROM ${CANCELLING} WHERE e.id::text = m.source_id AND ${receipt('stock')}
         AND c.plan->'lines' @> jsonb_build_array(jsonb_build_object('lineId', m.order_line_id::text)))`,
    `SELECT k.id, 'a ' || k.kind || ' of execution ' || k.execution_id || ', which has no receipt for it or did not plan it' AS problem
     FROM (SELECT id, execution_id, payment_id, 'refund' AS kind FROM refund
           UNION ALL SELECT id, execution_id, payment_id, kind::text FROM retention) k
     WHERE NOT EXISTS (
       SELECT 1 FROM ${CANCELLING} WHERE e.id = k.execution_id AND ${receipt('finance')}
         AND c.plan->'claims' @> jsonb_build_array(jsonb_build_object('paymentId', k.payment_id::text, 'kind', k.kind)))`,
    `SELECT r.execution_id AS id, 'a receipt for a step that it does not have: ' || r.step AS problem FROM step_receipt r
     WHERE NOT EXISTS (SELECT 1 FROM execution_step s WHERE s.execution_id = r.execution_id AND s.step = r.step)`,
  ],
};

/** A cancelled order holds nothing, has nothing open, and was cancelled by an execution that is settled. */
export const cancelledOrders: Check = {
  name: 'cancelled-orders',
  checked: `SELECT count(*) FROM "order" WHERE status = 'cancelled'`,
  failures: [
    `SELECT o.id, format('%s line %s: %s open', o.number, l.line, l.quantity - l.fulfilled - l.cancelled) AS problem
     FROM "order" o JOIN order_line l ON l.order_id = o.id
     WHERE o.status = 'cancelled' AND l.quantity <> l.fulfilled + l.cancelled`,
    `SELECT o.id, format('%s line %s still holds %s', o.number, l.line, r.quantity) AS problem
     FROM "order" o JOIN order_line l ON l.order_id = o.id JOIN reservation r ON r.order_line_id = l.id
     WHERE o.status = 'cancelled' AND r.quantity > 0`,
    // An order that came cancelled with the import has no moment of its own.
    `SELECT o.id, o.number || ' was cancelled by no settled execution' AS problem FROM "order" o
     WHERE o.status = 'cancelled' AND (o.cancelled_at IS NOT NULL OR o.source_hash IS NULL) AND NOT EXISTS (
       SELECT 1 FROM execution e WHERE e.subject_type = 'order' AND e.subject_id = o.id AND e.action = 'cancel' AND e.state = 'settled')`,
    `SELECT o.id, format('%s is %s, though its cancellation is settled', o.number, o.status) AS problem
     FROM "order" o JOIN execution e ON e.subject_type = 'order' AND e.subject_id = o.id
     WHERE e.action = 'cancel' AND e.state = 'settled' AND o.status <> 'cancelled'`,
  ],
};
