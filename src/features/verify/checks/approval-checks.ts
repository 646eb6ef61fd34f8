import type { Check } from '../check.js';

/** A1, A2, A5, A7, A9: who decided was allowed to, in the sequence of the steps, and the audit tells the same. */
export const approvalsLegal: Check = {
  name: 'approvals-legal',
  checked: 'SELECT count(*) FROM request',
  failures: {
    'decided-by-requester': `SELECT d.request_id AS id FROM decision d JOIN request q ON q.id = d.request_id
     WHERE d.member_id = q.requested_by_id`,
    'decided-twice': `SELECT request_id AS id FROM decision GROUP BY request_id, member_id HAVING count(*) > 1`,
    'decided-another-plan': `SELECT d.request_id AS id FROM decision d JOIN request q ON q.id = d.request_id
     WHERE d.plan_hash <> q.plan_hash`,
    // By what is there, not by time: the clocks of those who decided may have differed.
    'decided-out-of-turn': `SELECT d.request_id AS id, mine.position, earlier.position AS earlier
     FROM decision d JOIN request_step mine ON mine.id = d.step_id
     JOIN request_step earlier ON earlier.request_id = d.request_id AND earlier.position < mine.position
     LEFT JOIN decision before ON before.step_id = earlier.id AND before.verdict = 'approved'
     WHERE before.id IS NULL`,
    'step-not-approved': `SELECT q.id, q.state, s.position, s.role
     FROM request q JOIN request_step s ON s.request_id = q.id
     LEFT JOIN decision d ON d.step_id = s.id AND d.verdict = 'approved'
     WHERE q.state IN ('approved', 'attention', 'done') AND d.id IS NULL`,
    'all-steps-approved': `SELECT q.id, q.state FROM request q
     WHERE q.state IN ('pending', 'rejected', 'withdrawn') AND NOT EXISTS (
       SELECT 1 FROM request_step s LEFT JOIN decision d ON d.step_id = s.id AND d.verdict = 'approved'
       WHERE s.request_id = q.id AND d.id IS NULL)`,
    'rejections-do-not-fit': `SELECT q.id, q.state, count(d.id) AS rejections
     FROM request q LEFT JOIN decision d ON d.request_id = q.id AND d.verdict = 'rejected'
     GROUP BY q.id HAVING (q.state = 'rejected') <> (count(d.id) = 1)`,
    'rejected-without-reason': `SELECT request_id AS id FROM decision
     WHERE verdict = 'rejected' AND COALESCE(btrim(reason), '') = ''`,
    // Whose roles changed since the request was made has decided rightly at the time, for all that can be read here.
    'decided-without-role': `SELECT d.request_id AS id, m.email, s.role
     FROM decision d JOIN request_step s ON s.id = d.step_id JOIN member m ON m.id = d.member_id
     WHERE NOT s.role = ANY (m.roles) AND NOT EXISTS (SELECT 1 FROM audit_event a
       WHERE a.subject_type = 'member' AND a.subject_id = m.id::text AND a.outcome = 'done' AND a.details ? 'roles'
         AND a.seq > (SELECT min(q.seq) FROM audit_event q WHERE q.request_id = d.request_id))`,
    'decision-not-in-audit': `SELECT d.request_id AS id, s.position, d.verdict
     FROM decision d JOIN request_step s ON s.id = d.step_id
     WHERE NOT EXISTS (SELECT 1 FROM audit_event a WHERE a.request_id = d.request_id AND a.member_id = d.member_id
       AND a.outcome = 'done' AND a.action = 'cancellation.' || d.verdict AND a.details->>'step' = s.role::text)`,
    'audit-without-decision': `SELECT a.request_id AS id FROM audit_event a
     WHERE a.outcome = 'done' AND a.actor = 'member' AND a.action IN ('cancellation.approved', 'cancellation.rejected')
       AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.request_id = a.request_id AND d.member_id = a.member_id
         AND a.action = 'cancellation.' || d.verdict)`,
    'policy-not-in-audit': `SELECT q.id FROM request q
     WHERE q.state IN ('approved', 'attention', 'done') AND NOT EXISTS (SELECT 1 FROM request_step s WHERE s.request_id = q.id)
       AND NOT EXISTS (SELECT 1 FROM audit_event a WHERE a.request_id = q.id AND a.actor = 'policy' AND a.outcome = 'done')`,
    'carried-out-unapproved': `SELECT e.id, q.state FROM execution e JOIN request q ON q.id = e.request_id
     WHERE q.state NOT IN ('approved', 'attention', 'done')`,
  },
};

/** At most one open request and one unsettled execution an order, and the two go together. */
export const oneOpenRequest: Check = {
  name: 'one-open-request',
  checked: `SELECT count(*) FROM request WHERE state IN ('pending', 'approved', 'attention')`,
  failures: {
    'open-requests': `SELECT subject_id AS id, count(*) AS number FROM request
     WHERE state IN ('pending', 'approved', 'attention') GROUP BY subject_type, subject_id HAVING count(*) > 1`,
    'unsettled-executions': `SELECT subject_id AS id, count(*) AS number FROM execution
     WHERE state <> 'settled' GROUP BY subject_type, subject_id HAVING count(*) > 1`,
    'without-execution': `SELECT q.id, q.state FROM request q
     WHERE q.state IN ('approved', 'attention', 'done') AND NOT EXISTS (SELECT 1 FROM execution e WHERE e.request_id = q.id)`,
    'execution-does-not-fit': `SELECT q.id, q.state, e.state AS "executionState"
     FROM request q JOIN execution e ON e.request_id = q.id WHERE (q.state = 'done') <> (e.state = 'settled')`,
    'pending-on-cancelled': `SELECT q.id, o.number AS "order" FROM request q
     JOIN "order" o ON q.subject_type = 'order' AND o.id = q.subject_id WHERE q.state = 'pending' AND o.status = 'cancelled'`,
  },
};

/** C5: every request and every cancelled order has its line in the audit, once. */
export const auditComplete: Check = {
  name: 'audit-complete',
  checked: 'SELECT count(*) FROM audit_event',
  failures: {
    'request-not-in-audit': `SELECT q.id, count(a.id) AS lines FROM request q
     LEFT JOIN audit_event a ON a.request_id = q.id AND a.action = 'cancellation.requested' AND a.outcome = 'done'
       AND a.member_id = q.requested_by_id
     WHERE q.action = 'cancel' GROUP BY q.id HAVING count(a.id) <> 1`,
    'cancellation-not-in-audit': `SELECT e.id, count(a.id) AS lines FROM execution e
     LEFT JOIN audit_event a ON a.request_id = e.request_id AND a.action = 'order.cancelled' AND a.outcome = 'done'
     WHERE e.action = 'cancel' AND e.state = 'settled' GROUP BY e.id HAVING count(a.id) <> 1`,
  },
};
