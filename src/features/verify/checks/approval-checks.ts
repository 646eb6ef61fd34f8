import type { Check } from '../check.js';

/** A1, A2, A5, A7, A9: who decided was allowed to, in the sequence of the steps, and the audit tells the same. */
export const approvalsLegal: Check = {
  name: 'approvals-legal',
  checked: 'SELECT count(*) FROM request',
  failures: [
    `SELECT d.request_id AS id, 'decided by the person who asked' AS problem FROM decision d JOIN request q ON q.id = d.request_id
     WHERE d.member_id = q.requested_by_id`,
    `SELECT request_id AS id, 'one person decided more than one step' AS problem FROM decision
     GROUP BY request_id, member_id HAVING count(*) > 1`,
    `SELECT d.request_id AS id, 'a decision is about another plan' AS problem FROM decision d JOIN request q ON q.id = d.request_id
     WHERE d.plan_hash <> q.plan_hash`,
    `SELECT d.request_id AS id, format('step %s was decided before step %s was approved', mine.position, earlier.position) AS problem
     FROM decision d JOIN request_step mine ON mine.id = d.step_id
     JOIN request_step earlier ON earlier.request_id = d.request_id AND earlier.position < mine.position
     LEFT JOIN decision before ON before.step_id = earlier.id AND before.verdict = 'approved'
     -- Clocks of two machines may differ by a little.
     WHERE before.id IS NULL OR before.decided_at > d.decided_at + interval '5 seconds'`,
    `SELECT q.id, format('%s, but step %s (%s) is not approved', q.state, s.position, s.role) AS problem
     FROM request q JOIN request_step s ON s.request_id = q.id
     LEFT JOIN decision d ON d.step_id = s.id AND d.verdict = 'approved'
     WHERE q.state IN ('approved', 'attention', 'done') AND d.id IS NULL`,
    `SELECT q.id, q.state || ', though every step is approved' AS problem FROM request q
     WHERE q.state IN ('pending', 'rejected', 'withdrawn') AND NOT EXISTS (
       SELECT 1 FROM request_step s LEFT JOIN decision d ON d.step_id = s.id AND d.verdict = 'approved'
       WHERE s.request_id = q.id AND d.id IS NULL)`,
    `SELECT q.id, format('%s, with %s rejections', q.state, count(d.id)) AS problem
     FROM request q LEFT JOIN decision d ON d.request_id = q.id AND d.verdict = 'rejected'
     GROUP BY q.id HAVING (q.state = 'rejected') <> (count(d.id) = 1)`,
    `SELECT request_id AS id, 'rejected without a reason' AS problem FROM decision
     WHERE verdict = 'rejected' AND COALESCE(btrim(reason), '') = ''`,
    // Whose roles or department changed since has decided rightly at the time, for all that can be read here.
    `SELECT d.request_id AS id, format('%s decided as %s without that role', m.email, s.role) AS problem
     FROM decision d JOIN request_step s ON s.id = d.step_id JOIN member m ON m.id = d.member_id
     WHERE NOT s.role = ANY (m.roles) AND m.updated_at < d.decided_at`,
    `SELECT d.request_id AS id, format('the audit does not tell that step %s was %s', s.position, d.verdict) AS problem
     FROM decision d JOIN request_step s ON s.id = d.step_id
     WHERE NOT EXISTS (SELECT 1 FROM audit_event a WHERE a.request_id = d.request_id AND a.member_id = d.member_id
       AND a.outcome = 'done' AND a.action = 'cancellation.' || d.verdict AND a.details->>'step' = s.role::text)`,
    `SELECT a.request_id AS id, 'the audit tells of a decision that is not there' AS problem FROM audit_event a
     WHERE a.outcome = 'done' AND a.actor = 'member' AND a.action IN ('cancellation.approved', 'cancellation.rejected')
       AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.request_id = a.request_id AND d.member_id = a.member_id
         AND a.action = 'cancellation.' || d.verdict)`,
    `SELECT q.id, 'nobody had to decide, and the policy is not said to have' AS problem FROM request q
     WHERE q.state IN ('approved', 'attention', 'done') AND NOT EXISTS (SELECT 1 FROM request_step s WHERE s.request_id = q.id)
       AND NOT EXISTS (SELECT 1 FROM audit_event a WHERE a.request_id = q.id AND a.actor = 'policy' AND a.outcome = 'done')`,
    `SELECT e.id, 'carried out though its request is ' || q.state AS problem FROM execution e JOIN request q ON q.id = e.request_id
     WHERE q.state NOT IN ('approved', 'attention', 'done')`,
  ],
};

/** At most one open request and one unsettled execution an order, and the two go together. */
export const oneOpenRequest: Check = {
  name: 'one-open-request',
  checked: `SELECT count(*) FROM request WHERE state IN ('pending', 'approved', 'attention')`,
  failures: [
    `SELECT subject_id AS id, count(*) || ' open requests' AS problem FROM request
     WHERE state IN ('pending', 'approved', 'attention') GROUP BY subject_type, subject_id HAVING count(*) > 1`,
    `SELECT subject_id AS id, count(*) || ' unsettled executions' AS problem FROM execution
     WHERE state <> 'settled' GROUP BY subject_type, subject_id HAVING count(*) > 1`,
    `SELECT q.id, q.state || ' without an execution' AS problem FROM request q
     WHERE q.state IN ('approved', 'attention', 'done') AND NOT EXISTS (SELECT 1 FROM execution e WHERE e.request_id = q.id)`,
    `SELECT q.id, format('the request is %s, its execution %s', q.state, e.state) AS problem
     FROM request q JOIN execution e ON e.request_id = q.id WHERE (q.state = 'done') <> (e.state = 'settled')`,
    `SELECT q.id, 'pending on an order that is ' || o.status AS problem FROM request q
     JOIN "order" o ON q.subject_type = 'order' AND o.id = q.subject_id WHERE q.state = 'pending' AND o.status = 'cancelled'`,
  ],
};

/** C5: every request and every cancelled order has its line in the audit, once. */
export const auditComplete: Check = {
  name: 'audit-complete',
  checked: 'SELECT count(*) FROM audit_event',
  failures: [
    `SELECT q.id, format('%s lines tell that it was asked for', count(a.id)) AS problem FROM request q
     LEFT JOIN audit_event a ON a.request_id = q.id AND a.action = 'cancellation.requested' AND a.outcome = 'done'
       AND a.member_id = q.requested_by_id
     WHERE q.action = 'cancel' GROUP BY q.id HAVING count(a.id) <> 1`,
    `SELECT e.id, format('%s lines tell that the order was cancelled', count(a.id)) AS problem FROM execution e
     LEFT JOIN audit_event a ON a.request_id = e.request_id AND a.action = 'order.cancelled' AND a.outcome = 'done'
     WHERE e.action = 'cancel' AND e.state = 'settled' GROUP BY e.id HAVING count(a.id) <> 1`,
  ],
};
