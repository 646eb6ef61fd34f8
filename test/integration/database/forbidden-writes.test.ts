import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../src/kernel/ids.js';
import { inTransaction } from '../../../src/platform/db/in-transaction.js';
import { type Desk, openDesk } from '../../support/desk.js';
import { placeOrder, seedCompany } from '../../support/small-company.js';

let desk: Desk;
let order: { id: string; lineId: string; paymentId: string };
let requestId: string;
let levelId: string;

beforeAll(async () => {
  desk = await openDesk();
  await seedCompany(desk.db);
  const number = await placeOrder(desk.db, { quantity: 30, paid: 5_000n });
  const row = await desk.db.prisma.order.findUniqueOrThrow({
    where: { number },
    include: { lines: true, payments: true },
  });
  order = { id: row.id, lineId: row.lines[0]?.id ?? '', paymentId: row.payments[0]?.id ?? '' };
  levelId = (await desk.db.prisma.stockLevel.findFirstOrThrow()).id;
  const requested = await desk.request(number, 'sam@example.com');
  requestId = requested.ok ? requested.value.requestId : '';
});
afterAll(() => desk.close());

/** What the database itself says to a statement that goes round the product. */
const said = async (sql: string): Promise<string> => {
  try {
    await inTransaction(desk.db, (tx) => tx.$executeRawUnsafe(sql));
    return 'taken';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
const now = '2026-01-01T00:00:00Z';

describe('the database refuses, whoever asks,', () => {
  it('a stock level that is written by itself instead of following the ledger (S1)', async () => {
    expect(await said(`UPDATE stock_level SET on_hand = on_hand + 1 WHERE id = '${levelId}'`)).toContain(
      'follows the stock ledger',
    );
    expect(await said(`UPDATE reservation SET quantity = 0`)).toContain('follows the stock ledger');
    expect(await said(`DELETE FROM reservation`)).toContain('follows the stock ledger');
  });

  it('a release of more than the line holds there (S2, S5)', async () => {
    const release = (line: string, pieces: number) =>
      `INSERT INTO stock_movement (id, level_id, order_line_id, cause, reserved_delta, source, source_id) VALUES ('${newId()}', '${levelId}', '${line}', 'release', ${-pieces}, 'test', '${newId()}')`;
    expect(await said(release(order.lineId, 31))).toMatch(/not_negative/);
    expect(await said(release(newId(), 1))).not.toBe('taken');
  });

  it('making a demo, whose data may be thrown away, of a database that has orders (M13)', async () => {
    expect(await said(`UPDATE workspace SET demo = true`)).toContain('with orders does not become a demo');
    await desk.db.prisma.workspace.deleteMany();
    expect(await said(`INSERT INTO workspace (id, demo) VALUES (1, true)`)).toContain(
      'does not become a demo',
    );
    await desk.db.prisma.workspace.create({ data: { id: 1 } });
  });

  it('changing or deleting what is in a ledger, row by row or at once (M13, C5)', async () => {
    for (const table of [
      'stock_movement',
      'journal_entry',
      'journal_line',
      'audit_event',
      'refund',
      'retention',
      'decision',
      'step_receipt',
      'cancellation',
    ]) {
      expect(await said(`TRUNCATE ${table} CASCADE`), table).toContain('append-only');
    }
    expect(await said(`UPDATE stock_movement SET reason = 'x'`)).toContain('append-only');
    expect(await said(`DELETE FROM audit_event`)).toContain('append-only');
    expect(await said(`UPDATE journal_line SET debit = debit + 1 WHERE debit > 0`)).toContain('append-only');
  });

  it('a journal entry that does not balance', async () => {
    const id = newId();
    expect(
      await said(`WITH entry AS (INSERT INTO journal_entry (id, rule, source, source_id, booked_on) VALUES ('${id}', 'payout', 'test', '${newId()}', now()))
        INSERT INTO journal_line (id, entry_id, account, debit, currency) VALUES ('${newId()}', '${id}', 'bank', 1, 'USD')`),
    ).toContain('does not balance');
  });

  it('line quantities that do not add up (S3)', async () => {
    expect(
      await said(`UPDATE order_line SET fulfilled = 20, cancelled = 11 WHERE id = '${order.lineId}'`),
    ).toMatch(/order_line_quantities/);
    expect(await said(`UPDATE order_line SET fulfilled = -1 WHERE id = '${order.lineId}'`)).toMatch(
      /order_line_quantities/,
    );
  });

  it('a decision by the requester, for another plan, out of turn, or a rejection without a reason (A1, A5, A9)', async () => {
    const request = await desk.db.prisma.request.findUniqueOrThrow({
      where: { id: requestId },
      include: { steps: { orderBy: { position: 'asc' } } },
    });
    const mia = (await desk.person('mia@example.com')).memberId;
    const decide = (change: {
      by?: string;
      step?: number;
      hash?: string;
      verdict?: string;
      reason?: string;
    }) =>
      `INSERT INTO decision (id, request_id, step_id, requested_by_id, member_id, verdict, reason, plan_hash) VALUES ('${newId()}', '${requestId}', '${request.steps[change.step ?? 0]?.id}', '${request.requestedById}', '${change.by ?? mia}', '${change.verdict ?? 'approved'}', ${change.reason ?? 'NULL'}, '${change.hash ?? request.planHash}')`;
    expect(await said(decide({ by: request.requestedById }))).toMatch(/decision_not_by_the_requester/);
    expect(await said(decide({ hash: 'f'.repeat(64) }))).toContain('not pending for this plan');
    expect(await said(decide({ step: 1 }))).toContain('an earlier step');
    expect(await said(decide({ verdict: 'rejected', reason: "' '" }))).toMatch(/decision_rejection_says_why/);
  });

  it('an approval that nobody gave, and a state that the table does not lead to (A10, C1)', async () => {
    expect(await said(`UPDATE request SET state = 'approved' WHERE id = '${requestId}'`)).toContain(
      'nobody approved',
    );
    expect(
      await said(`UPDATE request SET state = 'rejected', closed_at = now() WHERE id = '${requestId}'`),
    ).toContain('rejected by nobody');
    expect(
      await said(`UPDATE request SET state = 'done', closed_at = now() WHERE id = '${requestId}'`),
    ).toContain('cannot go from pending to done');
    expect(await said(`UPDATE request SET plan_hash = repeat('f', 64) WHERE id = '${requestId}'`)).toContain(
      'keeps its plan',
    );
  });

  it('an execution of what is not approved, for a job added by hand (A10)', async () => {
    expect(
      await said(
        `INSERT INTO execution (id, request_id, subject_type, subject_id, action) VALUES ('${newId()}', '${requestId}', 'order', '${order.id}', 'cancel')`,
      ),
    ).toContain('is not approved');
  });

  it('a request that is born approved, and a second order whose number differs in case alone (A10)', async () => {
    const sam = (await desk.person('sam@example.com')).memberId;
    expect(
      await said(
        `INSERT INTO request (id, subject_type, subject_id, action, state, plan_hash, policy_version, requested_by_id, idempotency_key) VALUES ('${newId()}', 'order', '${newId()}', 'cancel', 'approved', repeat('a', 64), 'x', '${sam}', '${newId()}')`,
      ),
    ).toContain('does not start as pending');
    expect(
      await said(
        `INSERT INTO "order" (id, number, kind, customer_id, owner_id, placed_on, currency, status, warehouse) SELECT '${newId()}', lower(number), kind, customer_id, owner_id, placed_on, currency, status, warehouse FROM "order" WHERE id = '${order.id}'`,
      ),
    ).toMatch(/order_number_any_case|Unique constraint/);
  });

  it('a second open request on the same order', async () => {
    const sam = (await desk.person('sam@example.com')).memberId;
    expect(
      await said(
        `INSERT INTO request (id, subject_type, subject_id, action, plan_hash, policy_version, requested_by_id, idempotency_key) VALUES ('${newId()}', 'order', '${order.id}', 'cancel', repeat('a', 64), 'x', '${sam}', '${newId()}')`,
      ),
    ).toMatch(/request_one_open|Unique constraint/);
  });
});

describe('while a cancellation is carried out', () => {
  it('the database takes no shipment, payment or edit of the order, and gives more than was paid to nobody (C2, M1)', async () => {
    await desk.decide(requestId, 'mia@example.com');
    await desk.decide(requestId, 'fay@example.com');
    const execution = await desk.db.prisma.execution.findUniqueOrThrow({ where: { requestId } });
    const busy = 'is being cancelled by execution';
    expect(
      await said(
        `INSERT INTO shipment (id, order_id, carrier, tracking, shipped_on) VALUES ('${newId()}', '${order.id}', 'x', 'x', '${now}')`,
      ),
    ).toContain(busy);
    expect(
      await said(
        `INSERT INTO payment (id, order_id, method, amount, currency, paid_on, reference) VALUES ('${newId()}', '${order.id}', 'card', 1, 'USD', '${now}', 'x')`,
      ),
    ).toContain(busy);
    expect(await said(`UPDATE "order" SET status = 'shipped' WHERE id = '${order.id}'`)).toContain(busy);
    expect(await said(`UPDATE order_line SET fulfilled = 1 WHERE id = '${order.lineId}'`)).toContain(busy);

    expect(
      await said(
        `INSERT INTO order_line (id, order_id, line, product_id, quantity, unit_price) SELECT '${newId()}', order_id, 99, product_id, 7, unit_price FROM order_line WHERE id = '${order.lineId}'`,
      ),
    ).toContain(busy);

    const refund = (amount: number) =>
      `INSERT INTO refund (id, execution_id, order_id, payment_id, amount, currency, method) VALUES ('${newId()}', '${execution.id}', '${order.id}', '${order.paymentId}', ${amount}, 'USD', 'original')`;
    expect(await said(refund(5_001))).toContain('cannot give');
    expect(
      await said(`UPDATE execution SET state = 'settled', settled_at = now() WHERE id = '${execution.id}'`),
    ).toContain('without receipt');
    const unchanged = await desk.db.prisma.order.findUniqueOrThrow({
      where: { id: order.id },
      include: { shipments: true, payments: true },
    });
    expect([unchanged.status, unchanged.shipments.length, unchanged.payments.length]).toEqual(['new', 0, 1]);
  });
});
