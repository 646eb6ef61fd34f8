const order = (number: string): string => `(SELECT id FROM "order" WHERE number = '${number}')`;
const request = (number: string): string => `(SELECT id FROM request WHERE subject_id = ${order(number)})`;
const execution = (number: string): string =>
  `(SELECT id FROM execution WHERE subject_id = ${order(number)})`;
const member = (name: string): string =>
  `(SELECT id FROM member WHERE email = '${name}@brightwater.example')`;
const payment = (reference: string): string => `(SELECT id FROM payment WHERE reference = '${reference}')`;

/** What somebody with a database console could do, the check that has to notice, and a word of what it says. */
interface Break {
  readonly what: string;
  readonly check: string;
  readonly says: RegExp;
  readonly sql: readonly string[];
}

const broken = (what: string, check: string, says: RegExp, ...sql: string[]): Break => ({
  what,
  check,
  says,
  sql,
});

/** One for every way in which a check can fail, on the company of liveInCompany. */
export const BREAKS: readonly Break[] = [
  broken(
    'a level says more than its movements (S1)',
    'stock-ledger',
    /the movements say/,
    `UPDATE stock_level SET on_hand = on_hand + 1 WHERE location = 'A-03'`,
  ),
  broken(
    'a level says another reserved quantity than its movements (S1)',
    'stock-ledger',
    /BW-120 at MAIN A-03/,
    `UPDATE stock_level SET reserved = reserved - 1 WHERE location = 'A-03'`,
  ),
  broken(
    'a reservation is not what was booked for it (S1)',
    'stock-ledger',
    /its reservations add up to/,
    `UPDATE reservation SET quantity = quantity + 1 WHERE id = (SELECT id FROM reservation WHERE quantity > 0 LIMIT 1)`,
  ),
  broken(
    'a reservation is gone (S1)',
    'stock-ledger',
    /the line holds 0/,
    `DELETE FROM reservation WHERE id = (SELECT id FROM reservation WHERE quantity > 0 LIMIT 1)`,
  ),
  broken(
    'a level is below nothing (S2)',
    'stock-ledger',
    /reserved -1/,
    'ALTER TABLE stock_level DROP CONSTRAINT stock_level_not_negative',
    `UPDATE stock_level SET reserved = -1 WHERE location = 'B-04'`,
  ),
  broken(
    'a line fulfilled more than was ordered (S3)',
    'line-quantities',
    /S-1001 line 1: 5 ordered, 6 fulfilled/,
    'ALTER TABLE order_line DROP CONSTRAINT order_line_quantities',
    `UPDATE order_line SET fulfilled = 6 WHERE order_id = ${order('S-1001')}`,
  ),
  broken(
    'a line holds more than is open (S5)',
    'line-quantities',
    /S-1001 line 1: holds 5, but 2 are open/,
    `UPDATE order_line SET fulfilled = 3 WHERE order_id = ${order('S-1001')}`,
  ),
  broken(
    'a shipped order still holds stock',
    'line-quantities',
    /a sales order that is shipped holds stock/,
    `UPDATE "order" SET status = 'shipped' WHERE number = 'S-1001'`,
  ),
  broken(
    'a journal entry does not balance',
    'journal-balance',
    /debit \d+, credit/,
    `UPDATE journal_line SET debit = debit + 1 WHERE id = (SELECT id FROM journal_line WHERE debit > 0 LIMIT 1)`,
  ),
  broken(
    'a journal entry lost its lines',
    'journal-balance',
    /has no lines/,
    `DELETE FROM journal_line WHERE entry_id = (SELECT id FROM journal_entry LIMIT 1)`,
  ),
  broken(
    'a payment was never booked',
    'journal-complete',
    /PAY-1011 .* has 0 entries/,
    `DELETE FROM journal_line WHERE entry_id = (SELECT id FROM journal_entry WHERE source_id = ${payment('PAY-1011')})`,
    `DELETE FROM journal_entry WHERE source_id = ${payment('PAY-1011')}`,
  ),
  broken(
    'a payment was booked with another amount',
    'journal-complete',
    /PAY-1011 of 6000 USD moved 6001/,
    `UPDATE journal_line SET debit = CASE WHEN debit > 0 THEN debit + 1 ELSE 0 END, credit = CASE WHEN credit > 0 THEN credit + 1 ELSE 0 END
     WHERE entry_id = (SELECT id FROM journal_entry WHERE source_id = ${payment('PAY-1011')})`,
  ),
  broken(
    'a payout was never booked (M3)',
    'journal-complete',
    /the payout BANK-1/,
    `DELETE FROM journal_line WHERE entry_id IN (SELECT id FROM journal_entry WHERE rule = 'payout')`,
    `DELETE FROM journal_entry WHERE rule = 'payout'`,
  ),
  broken(
    'a cancellation was never booked',
    'journal-complete',
    /gives 75055 back and keeps 0; booked were 0 and 0/,
    `DELETE FROM journal_line WHERE entry_id IN (SELECT id FROM journal_entry WHERE source_id = ${execution('S-1012')})`,
    `DELETE FROM journal_entry WHERE source_id = ${execution('S-1012')}`,
  ),
  broken(
    'an entry speaks of a payment that is not there',
    'journal-complete',
    /there is no payment/,
    `UPDATE journal_entry SET source_id = gen_random_uuid() WHERE source_id = ${payment('PAY-1011')}`,
  ),
  broken(
    'more is given back than was paid (M1)',
    'refund-ceiling',
    /PAY-1012-A of 40000 USD gives 40001/,
    `UPDATE refund SET amount = amount + 1 WHERE payment_id = ${payment('PAY-1012-A')}`,
  ),
  broken(
    'a refund is in another currency (M1)',
    'refund-ceiling',
    /another order or currency/,
    `UPDATE refund SET currency = 'EUR' WHERE payment_id = ${payment('PAY-1012-A')}`,
  ),
  broken(
    'a cancelled order kept money that nobody accounts for (M2)',
    'money-complete',
    /S-1012: 40000 USD .* but 39999/,
    `UPDATE refund SET amount = amount - 1 WHERE payment_id = ${payment('PAY-1012-A')}`,
  ),
  broken(
    'a refund has two live tries (M4)',
    'refund-attempts',
    /2 tries that did not fail/,
    'DROP INDEX refund_attempt_one_alive',
    `INSERT INTO refund_attempt (id, refund_id, key) SELECT gen_random_uuid(), refund_id, 'again' FROM refund_attempt WHERE state = 'succeeded'`,
  ),
  broken(
    'a refund was never tried (M5)',
    'refund-attempts',
    /nobody ever tried/,
    `DELETE FROM refund_attempt WHERE state = 'failed'`,
  ),
  broken(
    'a payout has no reference (M5)',
    'refund-attempts',
    /succeeded without a reference/,
    'ALTER TABLE refund_attempt DROP CONSTRAINT refund_attempt_says_how_it_ended',
    `UPDATE refund_attempt SET reference = NULL WHERE state = 'succeeded'`,
  ),
  broken(
    'the requester paid the refund out',
    'refund-attempts',
    /the person who asked/,
    `UPDATE refund_attempt SET ended_by_id = ${member('tom.reed')} WHERE state = 'succeeded'`,
  ),
  broken(
    'a settled execution lost a receipt (C3)',
    'step-receipts',
    /settled without the receipt of stock/,
    `DELETE FROM step_receipt WHERE execution_id = ${execution('S-1012')} AND step = 'stock'`,
  ),
  broken(
    'a step is missing (C3)',
    'step-receipts',
    /has not the steps/,
    `DELETE FROM execution_step WHERE execution_id = ${execution('S-1012')} AND step = 'stock'`,
  ),
  broken(
    'stock was released without having been planned (S9)',
    'step-receipts',
    /5 released, 4 planned/,
    `UPDATE stock_movement SET reserved_delta = -5 WHERE source = 'execution' AND source_id = ${execution('S-1005')}::text`,
  ),
  broken(
    'the goods of a cancelled order were never released (S9)',
    'step-receipts',
    /0 released, 4 planned/,
    `DELETE FROM stock_movement WHERE source = 'execution' AND source_id = ${execution('S-1005')}::text`,
  ),
  broken(
    'stock moved for an execution that is not there',
    'step-receipts',
    /no receipt for it/,
    `UPDATE stock_movement SET source_id = 'nobody' WHERE source = 'execution' AND source_id = ${execution('S-1005')}::text`,
  ),
  broken(
    'a refund is not the planned one (C3)',
    'step-receipts',
    /39999 written, 40000 planned/,
    `UPDATE refund SET amount = amount - 1 WHERE payment_id = ${payment('PAY-1012-A')}`,
  ),
  broken(
    'a refund belongs to another execution (C3)',
    'step-receipts',
    /no receipt for it or did not plan it/,
    `UPDATE refund SET execution_id = ${execution('S-1005')} WHERE payment_id = ${payment('PAY-1012-A')}`,
  ),
  broken(
    'a cancelled order has open pieces',
    'cancelled-orders',
    /S-1012 line 1: 1 open/,
    `UPDATE order_line SET cancelled = cancelled - 1 WHERE order_id = ${order('S-1012')}`,
  ),
  broken(
    'a cancelled order holds stock',
    'cancelled-orders',
    /S-1001 line 1 still holds 5/,
    `UPDATE "order" SET status = 'cancelled' WHERE number = 'S-1001'`,
  ),
  broken(
    'an order was cancelled by hand (A10)',
    'cancelled-orders',
    /S-1042 was cancelled by no settled execution/,
    `UPDATE "order" SET status = 'cancelled', cancelled_at = now() WHERE number = 'S-1042'`,
  ),
  broken(
    'a cancelled order was opened again by hand',
    'cancelled-orders',
    /S-1012 is new/,
    `UPDATE "order" SET status = 'new', cancelled_at = NULL WHERE number = 'S-1012'`,
  ),
  broken(
    'the requester decided (A1)',
    'approvals-legal',
    /decided by the person who asked/,
    'ALTER TABLE decision DROP CONSTRAINT decision_not_by_the_requester',
    `UPDATE decision SET member_id = ${member('tom.reed')} WHERE request_id = ${request('S-1012')} AND member_id = ${member('anna.holt')}`,
  ),
  broken(
    'one person decided both steps (A2)',
    'approvals-legal',
    /more than one step/,
    'DROP INDEX decision_request_id_member_id_key',
    `UPDATE decision SET member_id = ${member('anna.holt')} WHERE request_id = ${request('S-1012')}`,
  ),
  broken(
    'a decision is about another plan (A5)',
    'approvals-legal',
    /about another plan/,
    `UPDATE decision SET plan_hash = repeat('0', 64) WHERE request_id = ${request('S-1012')}`,
  ),
  broken(
    'finance decided before the manager',
    'approvals-legal',
    /step 2 was decided before step 1/,
    `UPDATE decision SET step_id = (SELECT id FROM request_step WHERE request_id = ${request('S-1004')} AND position = 2)
     WHERE request_id = ${request('S-1004')}`,
  ),
  broken(
    'a request was carried out without its second approval (A10)',
    'approvals-legal',
    /step 2 \(finance\) is not approved/,
    `DELETE FROM decision WHERE request_id = ${request('S-1012')} AND member_id = ${member('paul.marks')}`,
  ),
  broken(
    'a rejected request is still pending (A7)',
    'approvals-legal',
    /pending; rejections: 1/,
    `UPDATE request SET state = 'pending', closed_at = NULL WHERE id = ${request('S-1002')}`,
  ),
  broken(
    'a rejection says no reason (A9)',
    'approvals-legal',
    /without a reason/,
    'ALTER TABLE decision DROP CONSTRAINT decision_rejection_says_why',
    `UPDATE decision SET reason = ' ' WHERE verdict = 'rejected'`,
  ),
  broken(
    'somebody without the role decided (A6)',
    'approvals-legal',
    /ines\.vega@brightwater\.example decided as manager/,
    `UPDATE decision SET member_id = ${member('ines.vega')} WHERE member_id = ${member('anna.holt')}`,
  ),
  broken(
    'the audit does not tell of a decision (C5)',
    'approvals-legal',
    /does not tell that step 2 was approved/,
    `DELETE FROM audit_event WHERE request_id = ${request('S-1012')} AND member_id = ${member('paul.marks')}`,
  ),
  broken(
    'the audit tells of a decision that nobody made (C5)',
    'approvals-legal',
    /a decision that is not there/,
    `DELETE FROM decision WHERE request_id = ${request('S-1004')}`,
  ),
  broken(
    'nobody decided, not even the policy',
    'approvals-legal',
    /the policy is not said to have/,
    `DELETE FROM audit_event WHERE request_id = ${request('S-1005')} AND actor = 'policy'`,
  ),
  broken(
    'the plan was changed after it had been approved (A5)',
    'approvals-legal',
    /not the one that was approved/,
    `UPDATE cancellation SET plan = jsonb_set(plan, '{claims,0,amount}', '"1"') WHERE request_id = ${request('S-1012')}`,
  ),
  broken(
    'a step that the amount at risk requires is not there (A3)',
    'approvals-legal',
    /decided by manager, where the policy asks for manager, finance/,
    `DELETE FROM decision WHERE step_id = (SELECT id FROM request_step WHERE request_id = ${request('S-1012')} AND role = 'finance')`,
    `DELETE FROM request_step WHERE request_id = ${request('S-1012')} AND role = 'finance'`,
  ),
  broken(
    'an order has two open requests',
    'one-open-request',
    /2 open requests/,
    'DROP INDEX request_one_open',
    `UPDATE request SET subject_id = ${order('S-1004')}, state = 'pending', closed_at = NULL WHERE id = ${request('S-1002')}`,
  ),
  broken(
    'an approved request has no execution',
    'one-open-request',
    /approved without an execution/,
    `UPDATE request SET state = 'approved' WHERE id = ${request('S-1004')}`,
  ),
  broken(
    'a request is done and its execution is not',
    'one-open-request',
    /the request is done, its execution open/,
    `UPDATE execution SET state = 'open', settled_at = NULL WHERE id = ${execution('S-1012')}`,
  ),
  broken(
    'the audit does not tell of a cancelled order (C5)',
    'audit-complete',
    /0 lines tell that the order was cancelled/,
    `DELETE FROM audit_event WHERE action = 'order.cancelled' AND request_id = ${request('S-1012')}`,
  ),
  broken(
    'the audit does not tell of a request (C5)',
    'audit-complete',
    /0 lines tell that it was asked for/,
    `DELETE FROM audit_event WHERE action = 'cancellation.requested' AND request_id = ${request('S-1004')}`,
  ),
  broken(
    'a fact was not followed up for a minute',
    'outbox-drained',
    /execution\.settled was not followed up since/,
    `UPDATE outbox_event SET relayed_at = NULL, created_at = now() - interval '61 seconds' WHERE type = 'execution.settled'`,
  ),
  broken(
    'a step is owed for five minutes',
    'outbox-drained',
    /step stock is owed since/,
    `DELETE FROM step_receipt WHERE execution_id = ${execution('S-1012')}`,
    `UPDATE execution SET state = 'open', settled_at = NULL, created_at = now() - interval '6 minutes' WHERE id = ${execution('S-1012')}`,
    `UPDATE execution_step SET state = 'owed', updated_at = now() - interval '2 minutes' WHERE execution_id = ${execution('S-1012')}`,
  ),
  broken(
    'a message is stuck',
    'deliveries',
    /outcome to member is pending and due since/,
    `INSERT INTO delivery (id, key, kind, recipient, payload, next_attempt_at)
     VALUES (gen_random_uuid(), 'k', 'outcome', 'member:x', '{}', now() - interval '6 minutes')`,
  ),
  broken(
    'a message about an open request was given up',
    'deliveries',
    /approval-card to channel was given up at try 24: ECONNREFUSED/,
    `INSERT INTO delivery (id, key, kind, request_id, recipient, payload, state, attempts, last_error)
     SELECT gen_random_uuid(), 'k', 'approval-card', id, 'channel:x', '{}', 'failed', 24, 'ECONNREFUSED'
     FROM request WHERE state IN ('pending', 'approved', 'attention') LIMIT 1`,
  ),
  broken(
    'a card shows an older state of an ended request (K4)',
    'deliveries',
    /approval-card shows version 0/,
    `INSERT INTO delivery (id, key, kind, recipient, payload, state, next_attempt_at)
     VALUES ('00000000-0000-7000-8000-000000000001', 'k', 'approval-card', 'channel:x', '{}', 'sent', now() - interval '1 hour')`,
    `INSERT INTO message_ref (id, request_id, delivery_id, kind, channel, ts, shown_version)
     SELECT gen_random_uuid(), ${request('S-1012')}, '00000000-0000-7000-8000-000000000001', 'approval-card', 'C1', '1.1', 0`,
    `UPDATE request SET closed_at = now() - interval '6 minutes' WHERE id = ${request('S-1012')}`,
    `UPDATE outbox_event SET created_at = now() - interval '6 minutes'`,
  ),
];
