import { DELIVERY_OPTIONS } from '../../notifications/delivery-options.js';
import { LIVING_KINDS } from '../../notifications/messages.js';
import type { Check } from '../check.js';

const living = LIVING_KINDS.map((kind) => `'${kind}'`).join(', ');

const utc = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** Nothing unrelayed for a minute, and no step owed for five. */
export const outboxDrained: Check = {
  name: 'outbox-drained',
  checked: 'SELECT count(*) FROM outbox_event',
  failures: {
    'not-followed-up': `SELECT id, type, ${utc('created_at')} AS since, COALESCE(last_error, 'none') AS "lastError"
     FROM outbox_event WHERE relayed_at IS NULL AND created_at < now() - interval '60 seconds'`,
    // The sweep touches a step each time it enqueues it again; what was owed before that is told by the receipts.
    'step-owed': `SELECT e.id, s.step, ${utc('since.at')} AS since
     FROM execution e JOIN execution_step s ON s.execution_id = e.id AND s.state = 'owed'
     CROSS JOIN LATERAL (SELECT greatest(e.created_at,
       (SELECT max(r.created_at) FROM step_receipt r WHERE r.execution_id = e.id)) AS at) since
     WHERE e.state <> 'settled' AND since.at < now() - interval '5 minutes' AND s.updated_at < now() - interval '60 seconds'
       AND (s.step <> 'settle' OR NOT EXISTS (
         SELECT 1 FROM execution_step o WHERE o.execution_id = e.id AND o.step <> s.step AND o.state <> 'done'))`,
  },
};

/**
 * No message waits for longer than five minutes, none about an open request was given up because Slack was away too long
 * (the next start of a worker tries it again), and none about an ended request shows an older state (K4).
 */
export const deliveries: Check = {
  name: 'deliveries',
  checked: 'SELECT count(*) FROM delivery',
  failures: {
    'message-overdue': `SELECT id, kind AS message, split_part(recipient, ':', 1) AS recipient, state,
       ${utc('next_attempt_at')} AS since, COALESCE(last_error, 'none') AS "lastError"
     FROM delivery WHERE state IN ('pending', 'unknown') AND next_attempt_at < now() - interval '5 minutes'`,
    'message-given-up': `SELECT d.id, d.kind AS message, split_part(d.recipient, ':', 1) AS recipient, d.attempts AS tries,
       COALESCE(d.last_error, 'none') AS "lastError"
     FROM delivery d JOIN request q ON q.id = d.request_id AND q.state IN ('pending', 'approved', 'attention')
     WHERE d.state = 'failed' AND d.attempts >= ${DELIVERY_OPTIONS.mostTries}`,
    'message-shows-older': `SELECT m.id, m.kind AS message, m.shown_version AS shown, q.id AS request, q.version
     FROM message_ref m JOIN request q ON q.id = m.request_id JOIN delivery d ON d.id = m.delivery_id
     WHERE m.shown_version < q.version AND q.closed_at < now() - interval '5 minutes'
       AND d.next_attempt_at < now() - interval '5 minutes' AND m.kind IN (${living})
       AND NOT EXISTS (SELECT 1 FROM outbox_event x
         WHERE x.payload->>'requestId' = q.id::text AND x.created_at > now() - interval '5 minutes')`,
  },
};
