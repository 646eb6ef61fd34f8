import type { Check } from '../check.js';

const PAYMENT = `COALESCE(p.reference, '') AS reference, p.amount, p.currency`;

/** Each entry balances by currency, and so does the journal as a whole. */
export const journalBalance: Check = {
  name: 'journal-balance',
  checked: 'SELECT count(*) FROM journal_entry',
  failures: {
    'entry-does-not-balance': `SELECT e.id, e.rule, e.source, e.source_id AS fact, b.debit, b.credit, b.currency
     FROM journal_entry e JOIN (SELECT entry_id, currency, sum(debit) AS debit, sum(credit) AS credit
       FROM journal_line GROUP BY entry_id, currency) b ON b.entry_id = e.id WHERE b.debit <> b.credit`,
    'entry-without-lines': `SELECT e.id, e.rule, e.source, e.source_id AS fact
     FROM journal_entry e WHERE NOT EXISTS (SELECT 1 FROM journal_line l WHERE l.entry_id = e.id)`,
    'journal-does-not-balance': `SELECT currency AS id, sum(debit) AS debit, sum(credit) AS credit
     FROM journal_line GROUP BY currency HAVING sum(debit) <> sum(credit)`,
  },
};

/** What an entry moved on an account: debits less credits. */
const moved = (account: string): string =>
  `COALESCE((SELECT sum(l.debit - l.credit) FROM journal_line l WHERE l.entry_id = e.id AND l.account = '${account}'), 0)`;

/** Every fact that concerns money has its one entry with the fact's own amount, and every entry has its fact. */
export const journalComplete: Check = {
  name: 'journal-complete',
  checked: `SELECT (SELECT count(*) FROM payment) + (SELECT count(*) FROM refund_attempt WHERE state = 'succeeded')
    + (SELECT count(DISTINCT execution_id) FROM (SELECT execution_id FROM refund UNION ALL SELECT execution_id FROM retention) c) AS count`,
  failures: {
    'payment-not-booked-once': `SELECT p.id, ${PAYMENT}, count(e.id) AS entries
     FROM payment p LEFT JOIN journal_entry e ON e.source = 'payment' AND e.source_id = p.id AND e.reverses_id IS NULL
     GROUP BY p.id HAVING count(e.id) <> 1`,
    'payment-booked-otherwise': `SELECT p.id, ${PAYMENT}, ${moved('bank')} AS moved
     FROM payment p JOIN journal_entry e ON e.source = 'payment' AND e.source_id = p.id AND e.reverses_id IS NULL
     WHERE abs(${moved('bank')}) <> p.amount`,
    'payout-booked-otherwise': `SELECT a.id, COALESCE(a.reference, '') AS reference, r.amount,
       COALESCE((SELECT sum(${moved('bank')}) FROM journal_entry e WHERE e.source = 'refund_attempt' AND e.source_id = a.id), 0) AS moved
     FROM refund_attempt a JOIN refund r ON r.id = a.refund_id
     WHERE a.state = 'succeeded' AND -r.amount IS DISTINCT FROM (
       SELECT sum(${moved('bank')}) FROM journal_entry e WHERE e.source = 'refund_attempt' AND e.source_id = a.id)`,
    'cancellation-booked-otherwise': `SELECT c.execution_id AS id, c.refunded, c.kept, COALESCE(b.refunded, 0) AS "bookedRefunded",
       COALESCE(b.kept, 0) AS "bookedKept"
     FROM (SELECT execution_id, sum(refunded) AS refunded, sum(kept) AS kept FROM (
         SELECT execution_id, amount AS refunded, 0 AS kept FROM refund
         UNION ALL SELECT execution_id, 0, amount FROM retention) claims GROUP BY execution_id) c
     LEFT JOIN (SELECT e.source_id, sum(-${moved('refunds_payable')}) AS refunded,
         sum(-${moved('fee_income')} - ${moved('kept_deposits')}) AS kept
       FROM journal_entry e WHERE e.source = 'execution' GROUP BY e.source_id) b ON b.source_id = c.execution_id
     WHERE c.refunded <> COALESCE(b.refunded, 0) OR c.kept <> COALESCE(b.kept, 0)`,
    'entry-without-fact': `SELECT e.id, e.rule, e.source, e.source_id AS fact FROM journal_entry e
     WHERE NOT CASE e.source
       WHEN 'payment' THEN EXISTS (SELECT 1 FROM payment p WHERE p.id = e.source_id)
       WHEN 'order' THEN EXISTS (SELECT 1 FROM "order" o WHERE o.id = e.source_id)
       WHEN 'execution' THEN EXISTS (SELECT 1 FROM execution x WHERE x.id = e.source_id)
       WHEN 'refund_attempt' THEN EXISTS (SELECT 1 FROM refund_attempt a WHERE a.id = e.source_id AND a.state = 'succeeded')
       ELSE true END`,
  },
};

const CLAIMS = `SELECT payment_id, order_id, execution_id, amount, currency FROM refund
  UNION ALL SELECT payment_id, order_id, execution_id, amount, currency FROM retention`;

/** M1: what is given back or kept of a payment never exceeds it. */
export const refundCeiling: Check = {
  name: 'refund-ceiling',
  checked: 'SELECT count(*) FROM payment',
  failures: {
    'payment-gives-too-much': `SELECT p.id, ${PAYMENT}, sum(c.amount) AS gives
     FROM payment p JOIN (${CLAIMS}) c ON c.payment_id = p.id GROUP BY p.id HAVING sum(c.amount) > p.amount`,
    'claim-of-another-order': `SELECT p.id, COALESCE(p.reference, '') AS reference
     FROM payment p JOIN (${CLAIMS}) c ON c.payment_id = p.id WHERE c.currency <> p.currency OR c.order_id <> p.order_id`,
    'paid-back-too-much': `SELECT p.id, ${PAYMENT}, sum(r.amount) AS "paidBack"
     FROM payment p JOIN refund r ON r.payment_id = p.id JOIN refund_attempt a ON a.refund_id = r.id AND a.state = 'succeeded'
     GROUP BY p.id HAVING sum(r.amount) > p.amount`,
  },
};

/** M2: of every order that was cancelled here, all that had been paid is given back, taken as a fee or kept. */
export const moneyComplete: Check = {
  name: 'money-complete',
  checked: `SELECT count(*) FROM execution WHERE action = 'cancel' AND state = 'settled'`,
  failures: {
    'money-unaccounted': `SELECT o.id, o.number AS "order", ${PAYMENT}, COALESCE(sum(c.amount), 0) AS accounted
     FROM "order" o JOIN execution e ON e.subject_type = 'order' AND e.subject_id = o.id AND e.action = 'cancel' AND e.state = 'settled'
     JOIN payment p ON p.order_id = o.id LEFT JOIN (${CLAIMS}) c ON c.payment_id = p.id
     GROUP BY o.id, p.id HAVING p.amount <> COALESCE(sum(c.amount), 0)`,
  },
};

/** M3, M4, M5: each refund is paid at most once, and each try says how it ended and by whom. */
export const refundAttempts: Check = {
  name: 'refund-attempts',
  checked: 'SELECT count(*) FROM refund',
  failures: {
    'refund-never-tried': `SELECT r.id FROM refund r
     WHERE NOT EXISTS (SELECT 1 FROM refund_attempt a WHERE a.refund_id = r.id)`,
    'refund-tried-twice': `SELECT refund_id AS id, count(*) AS tries
     FROM refund_attempt WHERE state <> 'failed' GROUP BY refund_id HAVING count(*) > 1`,
    'attempt-says-too-little': `SELECT id, state, CASE state WHEN 'succeeded' THEN 'reference' ELSE 'reason' END AS missing
     FROM refund_attempt WHERE (state = 'succeeded' AND COALESCE(btrim(reference), '') = '')
       OR (state = 'failed' AND COALESCE(btrim(failure_reason), '') = '') OR (state IN ('succeeded', 'failed') AND ended_at IS NULL)`,
    'payout-ended-by-requester': `SELECT a.id
     FROM refund_attempt a JOIN refund r ON r.id = a.refund_id JOIN execution e ON e.id = r.execution_id
     JOIN request q ON q.id = e.request_id WHERE a.ended_by_id = q.requested_by_id`,
  },
};
