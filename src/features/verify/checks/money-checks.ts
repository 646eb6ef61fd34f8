import type { Check } from '../check.js';

/** Each entry balances by currency, and so does the journal as a whole. */
export const journalBalance: Check = {
  name: 'journal-balance',
  checked: 'SELECT count(*) FROM journal_entry',
  failures: [
    `SELECT e.id, format('%s of %s %s: debit %s, credit %s %s', e.rule, e.source, e.source_id, b.debit, b.credit, b.currency) AS problem
     FROM journal_entry e JOIN (SELECT entry_id, currency, sum(debit) AS debit, sum(credit) AS credit
       FROM journal_line GROUP BY entry_id, currency) b ON b.entry_id = e.id WHERE b.debit <> b.credit`,
    `SELECT e.id, format('%s of %s %s has no lines', e.rule, e.source, e.source_id) AS problem
     FROM journal_entry e WHERE NOT EXISTS (SELECT 1 FROM journal_line l WHERE l.entry_id = e.id)`,
    `SELECT currency AS id, format('trial balance: debit %s, credit %s', sum(debit), sum(credit)) AS problem
     FROM journal_line GROUP BY currency HAVING sum(debit) <> sum(credit)`,
  ],
};

/** What an entry moved on an account: debits less credits. */
const moved = (account: string): string =>
  `COALESCE((SELECT sum(l.debit - l.credit) FROM journal_line l WHERE l.entry_id = e.id AND l.account = '${account}'), 0)`;

/** Every fact that concerns money has its one entry with the fact's own amount, and every entry has its fact. */
export const journalComplete: Check = {
  name: 'journal-complete',
  checked: `SELECT (SELECT count(*) FROM payment) + (SELECT count(*) FROM refund_attempt WHERE state = 'succeeded')
    + (SELECT count(DISTINCT execution_id) FROM (SELECT execution_id FROM refund UNION ALL SELECT execution_id FROM retention) c) AS count`,
  failures: [
    `SELECT p.id, format('payment %s of %s %s has %s entries', p.reference, p.amount, p.currency, count(e.id)) AS problem
     FROM payment p LEFT JOIN journal_entry e ON e.source = 'payment' AND e.source_id = p.id AND e.reverses_id IS NULL
     GROUP BY p.id HAVING count(e.id) <> 1`,
    `SELECT p.id, format('payment %s of %s %s moved %s at the bank', p.reference, p.amount, p.currency, ${moved('bank')}) AS problem
     FROM payment p JOIN journal_entry e ON e.source = 'payment' AND e.source_id = p.id AND e.reverses_id IS NULL
     WHERE abs(${moved('bank')}) <> p.amount`,
    `SELECT a.id, format('the payout %s of %s moved %s at the bank', a.reference, r.amount,
       (SELECT sum(${moved('bank')}) FROM journal_entry e WHERE e.source = 'refund_attempt' AND e.source_id = a.id)) AS problem
     FROM refund_attempt a JOIN refund r ON r.id = a.refund_id
     WHERE a.state = 'succeeded' AND -r.amount IS DISTINCT FROM (
       SELECT sum(${moved('bank')}) FROM journal_entry e WHERE e.source = 'refund_attempt' AND e.source_id = a.id)`,
    `SELECT c.execution_id AS id, format('the cancellation gives %s back and keeps %s; booked were %s and %s', c.refunded, c.kept,
       COALESCE(b.refunded, 0), COALESCE(b.kept, 0)) AS problem
     FROM (SELECT execution_id, sum(refunded) AS refunded, sum(kept) AS kept FROM (
         SELECT execution_id, amount AS refunded, 0 AS kept FROM refund
         UNION ALL SELECT execution_id, 0, amount FROM retention) claims GROUP BY execution_id) c
     LEFT JOIN (SELECT e.source_id, sum(-${moved('refunds_payable')}) AS refunded,
         sum(-${moved('fee_income')} - ${moved('kept_deposits')}) AS kept
       FROM journal_entry e WHERE e.source = 'execution' GROUP BY e.source_id) b ON b.source_id = c.execution_id
     WHERE c.refunded <> COALESCE(b.refunded, 0) OR c.kept <> COALESCE(b.kept, 0)`,
    `SELECT e.id, format('%s: there is no %s %s', e.rule, e.source, e.source_id) AS problem FROM journal_entry e
     WHERE NOT CASE e.source
       WHEN 'payment' THEN EXISTS (SELECT 1 FROM payment p WHERE p.id = e.source_id)
       WHEN 'order' THEN EXISTS (SELECT 1 FROM "order" o WHERE o.id = e.source_id)
       WHEN 'execution' THEN EXISTS (SELECT 1 FROM execution x WHERE x.id = e.source_id)
       WHEN 'refund_attempt' THEN EXISTS (SELECT 1 FROM refund_attempt a WHERE a.id = e.source_id AND a.state = 'succeeded')
       ELSE true END`,
  ],
};

const CLAIMS = `SELECT payment_id, order_id, execution_id, amount, currency FROM refund
  UNION ALL SELECT payment_id, order_id, execution_id, amount, currency FROM retention`;

/** M1: what is given back or kept of a payment never exceeds it. */
export const refundCeiling: Check = {
  name: 'refund-ceiling',
  checked: 'SELECT count(*) FROM payment',
  failures: [
    `SELECT p.id, format('payment %s of %s %s gives %s', p.reference, p.amount, p.currency, sum(c.amount)) AS problem
     FROM payment p JOIN (${CLAIMS}) c ON c.payment_id = p.id GROUP BY p.id HAVING sum(c.amount) > p.amount`,
    `SELECT p.id, format('a claim on payment %s is of another order or currency', p.reference) AS problem
     FROM payment p JOIN (${CLAIMS}) c ON c.payment_id = p.id WHERE c.currency <> p.currency OR c.order_id <> p.order_id`,
    `SELECT p.id, format('payment %s of %s %s was paid back %s', p.reference, p.amount, p.currency, sum(r.amount)) AS problem
     FROM payment p JOIN refund r ON r.payment_id = p.id JOIN refund_attempt a ON a.refund_id = r.id AND a.state = 'succeeded'
     GROUP BY p.id HAVING sum(r.amount) > p.amount`,
  ],
};

/** M2: of every order that was cancelled here, all that had been paid is given back, taken as a fee or kept. */
export const moneyComplete: Check = {
  name: 'money-complete',
  checked: `SELECT count(*) FROM execution WHERE action = 'cancel' AND state = 'settled'`,
  failures: [
    `SELECT o.id, format('%s: %s %s of payment %s, but %s given back or kept', o.number, p.amount, p.currency, p.reference,
       COALESCE(sum(c.amount), 0)) AS problem
     FROM "order" o JOIN execution e ON e.subject_type = 'order' AND e.subject_id = o.id AND e.action = 'cancel' AND e.state = 'settled'
     JOIN payment p ON p.order_id = o.id LEFT JOIN (${CLAIMS}) c ON c.payment_id = p.id
     GROUP BY o.id, p.id HAVING p.amount <> COALESCE(sum(c.amount), 0)`,
  ],
};

/** M3, M4, M5: each refund is paid at most once, and each try says how it ended and by whom. */
export const refundAttempts: Check = {
  name: 'refund-attempts',
  checked: 'SELECT count(*) FROM refund',
  failures: [
    `SELECT r.id, 'nobody ever tried to pay it' AS problem FROM refund r
     WHERE NOT EXISTS (SELECT 1 FROM refund_attempt a WHERE a.refund_id = r.id)`,
    `SELECT refund_id AS id, format('%s tries that did not fail', count(*)) AS problem
     FROM refund_attempt WHERE state <> 'failed' GROUP BY refund_id HAVING count(*) > 1`,
    `SELECT id, format('%s without %s', state, CASE state WHEN 'succeeded' THEN 'a reference' ELSE 'a reason' END) AS problem
     FROM refund_attempt WHERE (state = 'succeeded' AND COALESCE(btrim(reference), '') = '')
       OR (state = 'failed' AND COALESCE(btrim(failure_reason), '') = '') OR (state IN ('succeeded', 'failed') AND ended_at IS NULL)`,
    `SELECT a.id, 'the person who asked for the cancellation said what became of the payout' AS problem
     FROM refund_attempt a JOIN refund r ON r.id = a.refund_id JOIN execution e ON e.id = r.execution_id
     JOIN request q ON q.id = e.request_id WHERE a.ended_by_id = q.requested_by_id`,
  ],
};
