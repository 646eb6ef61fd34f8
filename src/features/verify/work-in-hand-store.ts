import { CANCELLATION_STEPS } from '../../kernel/events.js';
import type { Database } from '../../platform/db/client.js';
import type { OpenExecution, RecordedEvent, Waiting } from './work-in-hand.js';

// Reads every owner's tables, as the checks do, and writes nothing.

type Client = Database['prisma'];

interface Counted {
  readonly name: string;
  readonly count: number;
  readonly oldestMs: number | null;
}

const AGE = (column: string): string => `greatest(0, extract(epoch FROM now() - ${column}) * 1000)::float8`;

export const readOutbox = async (
  db: Client,
): Promise<Waiting & { readonly failing: number; readonly error: string | null }> => {
  const [row] = await db.$queryRawUnsafe<
    (Waiting & { readonly failing: number; readonly error: string | null })[]
  >(
    `SELECT count(*)::float8 AS count, max(${AGE('created_at')}) AS "oldestMs",
       count(*) FILTER (WHERE attempts > 0)::float8 AS failing,
       (array_agg(last_error ORDER BY id DESC) FILTER (WHERE last_error IS NOT NULL))[1] AS error
     FROM outbox_event WHERE relayed_at IS NULL`,
  );
  return row ?? { count: 0, oldestMs: null, failing: 0, error: null };
};

/** Open requests by state. */
export const countRequests = (db: Client): Promise<Counted[]> =>
  db.$queryRawUnsafe<Counted[]>(
    `SELECT state::text AS name, count(*)::float8 AS count, max(${AGE('created_at')}) AS "oldestMs"
     FROM request WHERE state IN ('pending', 'approved', 'attention') GROUP BY state`,
  );

/** Deliveries that are not out, by what keeps them. */
export const countDeliveries = (db: Client): Promise<Counted[]> =>
  db.$queryRawUnsafe<Counted[]>(
    `SELECT CASE WHEN state = 'pending' THEN CASE WHEN attempts = 0 THEN 'due' ELSE 'retrying' END
         ELSE state::text END AS name,
       count(*)::float8 AS count, max(${AGE('created_at')}) AS "oldestMs"
     FROM delivery WHERE state IN ('pending', 'unknown', 'failed', 'kept') GROUP BY 1`,
  );

export const newestDeliveryError = async (db: Client): Promise<string | null> => {
  const [row] = await db.$queryRawUnsafe<{ error: string }[]>(
    `SELECT last_error AS error FROM delivery
     WHERE state IN ('pending', 'unknown', 'failed') AND last_error IS NOT NULL ORDER BY id DESC LIMIT 1`,
  );
  return row?.error ?? null;
};

/** Executions that are not settled, the oldest first. */
export const readOpenExecutions = async (
  db: Client,
  limit: number,
): Promise<Waiting & { readonly first: readonly OpenExecution[] }> => {
  const rows = await db.$queryRawUnsafe<(OpenExecution & { readonly total: number })[]>(
    `SELECT coalesce(o.number, '') AS "order", ${AGE('e.created_at')} AS "ageMs", (count(*) OVER ())::float8 AS total,
       ARRAY(SELECT s.step FROM execution_step s WHERE s.execution_id = e.id AND s.state <> 'done'
             ORDER BY array_position($2::text[], s.step)) AS missing,
       ARRAY(SELECT s.step FROM execution_step s WHERE s.execution_id = e.id AND s.state = 'attention'
             ORDER BY array_position($2::text[], s.step)) AS attention,
       (SELECT s.error FROM execution_step s WHERE s.execution_id = e.id AND s.error IS NOT NULL
        ORDER BY s.updated_at DESC LIMIT 1) AS error
     FROM execution e LEFT JOIN "order" o ON o.id = e.subject_id
     WHERE e.state <> 'settled' ORDER BY e.id LIMIT $1`,
    limit,
    [...CANCELLATION_STEPS],
  );
  return {
    count: rows[0]?.total ?? 0,
    oldestMs: rows[0]?.ageMs ?? null,
    first: rows.map(({ order, missing, attention, error, ageMs }) => ({
      order,
      missing,
      attention,
      error,
      ageMs,
    })),
  };
};

/** The newest events, newest first. */
export const readEvents = (db: Client, limit: number): Promise<RecordedEvent[]> =>
  db.$queryRawUnsafe<RecordedEvent[]>(
    `SELECT v.id::text AS id, v.type, o.number AS "order", v.payload->>'step' AS step,
       ${AGE('v.created_at')} AS "ageMs", v.relayed_at IS NOT NULL AS "followedUp"
     FROM (SELECT * FROM outbox_event ORDER BY id DESC LIMIT $1) v
     LEFT JOIN "order" o ON o.id = (v.payload->>'orderId')::uuid
     ORDER BY v.id DESC`,
    limit,
  );
