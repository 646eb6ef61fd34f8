import type { Transaction } from '../../platform/db/in-transaction.js';

/** One number that is kept for speed and is not what its ledger adds up to. */
export interface Difference {
  readonly projection: 'stock-level' | 'reservation' | 'execution-step';
  readonly id: string;
  /** Which it is, in terms of the shelf and the order: what its text in the catalogues asks for. */
  readonly details: Readonly<Record<string, string>>;
  readonly field: 'on_hand' | 'reserved' | 'quantity' | 'state';
  readonly shows: string;
  /** What the ledger (movements, receipts) says. */
  readonly ledger: string;
}

/** Everything that is kept beside a ledger and differs from it, in the order of its kind and subject. */
export const findDifferences = (tx: Transaction): Promise<Difference[]> =>
  tx.$queryRaw<Difference[]>`
    WITH moved AS (
      SELECT level_id, sum(on_hand_delta) AS on_hand, sum(reserved_delta) AS reserved FROM stock_movement GROUP BY level_id
    ), held AS (
      SELECT order_line_id, level_id, sum(reserved_delta) AS quantity FROM stock_movement
      WHERE order_line_id IS NOT NULL GROUP BY order_line_id, level_id
    )
    SELECT 'stock-level' AS projection, v.id::text AS id,
      jsonb_build_object('sku', p.sku, 'warehouse', v.warehouse, 'location', v.location) AS details,
      f.field, f.shows::text AS shows, f.ledger::text AS ledger
    FROM stock_level v JOIN product p ON p.id = v.product_id LEFT JOIN moved m ON m.level_id = v.id
    CROSS JOIN LATERAL (VALUES ('on_hand', v.on_hand, COALESCE(m.on_hand, 0)), ('reserved', v.reserved, COALESCE(m.reserved, 0)))
      AS f(field, shows, ledger)
    WHERE f.shows <> f.ledger
    UNION ALL
    SELECT 'reservation', COALESCE(r.id, h.order_line_id)::text, 
      jsonb_build_object('order', COALESCE(o.number, '?'), 'line', COALESCE(l.line::text, '?'),
        'warehouse', COALESCE(v.warehouse, '?'), 'location', COALESCE(v.location, '?')),
      'quantity', COALESCE(r.quantity, 0)::text, COALESCE(h.quantity, 0)::text
    FROM reservation r FULL JOIN held h ON h.order_line_id = r.order_line_id AND h.level_id = r.level_id
    LEFT JOIN order_line l ON l.id = COALESCE(r.order_line_id, h.order_line_id) LEFT JOIN "order" o ON o.id = l.order_id
    LEFT JOIN stock_level v ON v.id = COALESCE(r.level_id, h.level_id)
    WHERE COALESCE(r.quantity, 0) <> COALESCE(h.quantity, 0)
    UNION ALL
    SELECT 'execution-step', s.execution_id::text, jsonb_build_object('step', s.step), 'state', s.state::text,
      CASE WHEN r.step IS NULL THEN 'not done' ELSE 'done' END
    FROM execution_step s LEFT JOIN step_receipt r ON r.execution_id = s.execution_id AND r.step = s.step
    WHERE (s.state = 'done') <> (r.step IS NOT NULL)
    ORDER BY projection, details, id, field`;
