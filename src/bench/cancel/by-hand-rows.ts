import type pg from 'pg';
import { newId } from '../../kernel/ids.js';

/** One statement in the open transaction, and one round trip; gives its rows. */
export type Say = <R extends pg.QueryResultRow>(sql: string, values: readonly unknown[]) => Promise<R[]>;

/** Begin, the statements, commit: each on its way alone. */
export const inOneTransaction = async <T>(pool: pg.Pool, work: (say: Say) => Promise<T>): Promise<T> => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(
      async <R extends pg.QueryResultRow>(sql: string, values: readonly unknown[]): Promise<R[]> =>
        (await client.query<R>(sql, [...values])).rows,
    );
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
};

export const openEvent = (say: Say, type: string, payload: object): Promise<unknown> =>
  say(`INSERT INTO outbox_event (id, type, payload, attempts, relayed_at) VALUES ($1, $2, $3, 1, now())`, [
    newId(),
    type,
    JSON.stringify(payload),
  ]);

export const writeAudit = (
  say: Say,
  { orderId, requestId }: { readonly orderId: string; readonly requestId: string },
  action: string,
  memberId: string | null,
  details: object,
): Promise<unknown> =>
  say(
    `INSERT INTO audit_event (id, actor, member_id, action, outcome, subject_type, subject_id, request_id, details)
     VALUES ($1, $2, $3, $4, 'done', 'order', $5, $6, $7)`,
    [
      newId(),
      memberId === null ? 'worker' : 'member',
      memberId,
      action,
      orderId,
      requestId,
      JSON.stringify(details),
    ],
  );

/** The receipt of a step, and the step that it ends. */
export const receipt = async (say: Say, executionId: string, step: string, result: object): Promise<void> => {
  await say(`INSERT INTO step_receipt (execution_id, step, result) VALUES ($1, $2, $3)`, [
    executionId,
    step,
    JSON.stringify(result),
  ]);
  await say(
    `UPDATE execution_step SET state = 'done', updated_at = now() WHERE execution_id = $1 AND step = $2`,
    [executionId, step],
  );
};

/** Messages to be sent, as [kind, recipient], in one statement. */
export const deliveries = (
  say: Say,
  requestId: string,
  wanted: ReadonlyArray<readonly [string, string]>,
): Promise<unknown> =>
  say(
    `INSERT INTO delivery (id, key, kind, request_id, recipient, payload)
     SELECT id, kind || '|' || $4 || '|' || recipient, kind, $4::uuid, recipient, '{}' FROM unnest($1::uuid[], $2::text[], $3::text[]) AS wanted (id, kind, recipient)`,
    [
      wanted.map(() => newId()),
      wanted.map(([kind]) => kind),
      wanted.map(([, recipient]) => recipient),
      requestId,
    ],
  );
