import { newId } from '../../kernel/ids.js';
import { openPool } from '../ground/sql.js';
import { eachAtOnce } from '../measure/timed.js';
import { deliveries, inOneTransaction, openEvent, receipt, type Say, writeAudit } from './by-hand-rows.js';
import type { Prepared } from './prepared.js';
import { AT_ONCE, type Way } from './product.js';

interface People {
  readonly asker: string;
  readonly managers: readonly string[];
}

interface Line {
  readonly id: string;
  readonly line: number;
  readonly sku: string;
  readonly quantity: number;
  readonly amount: string;
  readonly level_id: string;
}

/** One cancellation under way. */
interface Case extends People {
  readonly order: Prepared;
  readonly orderId: string;
  readonly requestId: string;
  readonly stepId: string;
  readonly executionId: string;
}

/** What the product writes for a cancellation, in the same five transactions, by SQL that one would write by hand for this alone. */
export const openByHand = async (databaseUrl: string): Promise<Way> => {
  const pool = openPool(databaseUrl, AT_ONCE);
  const member = `SELECT id FROM member WHERE $1::role = ANY (roles) ORDER BY email`;
  const idsOf = async (role: string): Promise<string[]> =>
    (await pool.query<{ id: string }>(member, [role])).rows.map(({ id }) => id);
  const [[asker = ''], managers] = await Promise.all([idsOf('sales'), idsOf('manager')]);
  const people: People = { asker, managers };
  return {
    prepare: async (numbers) => numbers.map((number) => ({ number, hash: number.padEnd(64, '0') })),
    cancel: (orders) =>
      eachAtOnce(orders, AT_ONCE, async (order) => {
        const asked = await inOneTransaction(pool, (say) => request(say, order, people));
        await inOneTransaction(pool, (say) => approve(say, asked));
        const movements = await inOneTransaction(pool, (say) => releaseStock(say, asked));
        await inOneTransaction(pool, (say) => book(say, asked));
        await inOneTransaction(pool, (say) => settle(say, asked, movements));
      }),
    close: () => pool.end(),
  };
};

const request = async (say: Say, order: Prepared, people: People): Promise<Case> => {
  const [found] = await say<{ id: string; version: number }>(
    `SELECT id, version FROM "order" WHERE lower(number) = lower($1) FOR UPDATE`,
    [order.number],
  );
  const orderId = found?.id ?? '';
  const lines = await say<Line>(
    `SELECT l.id, l.line, p.sku, l.quantity - l.fulfilled - l.cancelled AS quantity, round(l.unit_price * 100 * l.quantity)::text AS amount, r.level_id
     FROM order_line l JOIN product p ON p.id = l.product_id JOIN reservation r ON r.order_line_id = l.id WHERE l.order_id = $1`,
    [orderId],
  );
  const asked: Case = {
    ...people,
    order,
    orderId,
    requestId: newId(),
    stepId: newId(),
    executionId: newId(),
  };
  const { requestId, asker } = asked;
  await say(
    `INSERT INTO request (id, subject_type, subject_id, action, plan_hash, policy_version, requested_by_id, idempotency_key)
     VALUES ($1, 'order', $2, 'cancel', $3, 'default-1', $4, $5)`,
    [requestId, orderId, order.hash, asker, newId()],
  );
  await say(`INSERT INTO request_step (id, request_id, position, role) VALUES ($1, $2, 1, 'manager')`, [
    asked.stepId,
    requestId,
  ]);
  await say(
    `INSERT INTO cancellation (request_id, order_id, order_version, plan, asked_by, reason, refund_choice, tell_customer, at_risk, base_currency)
     VALUES ($1, $2, $3, $4, 'company', 'duplicate', 'original', false, 30000, 'USD')`,
    [
      requestId,
      orderId,
      found?.version,
      JSON.stringify({ orderId, number: order.number, lines, steps: ['manager'] }),
    ],
  );
  await writeAudit(say, asked, 'cancellation.requested', asker, {
    planHash: order.hash,
    reason: 'duplicate',
  });
  await openEvent(say, 'request.created', { orderId, requestId });
  await deliveries(say, requestId, [
    ['approval-card', 'channel:order-approvals'],
    ...asked.managers.map((id) => ['decision-request', `member:${id}`] as const),
  ]);
  return asked;
};

const approve = async (say: Say, asked: Case): Promise<void> => {
  const { requestId, orderId, stepId, executionId, asker, order } = asked;
  const [manager = ''] = asked.managers;
  await say(`SELECT id FROM "order" WHERE id = $1 FOR UPDATE`, [orderId]);
  await say(`SELECT id, state FROM request WHERE id = $1 FOR UPDATE`, [requestId]);
  await say(
    `INSERT INTO decision (id, request_id, step_id, requested_by_id, member_id, verdict, plan_hash) VALUES ($1, $2, $3, $4, $5, 'approved', $6)`,
    [newId(), requestId, stepId, asker, manager, order.hash],
  );
  await writeAudit(say, asked, 'cancellation.approved', manager, { planHash: order.hash, step: 'manager' });
  await say(`UPDATE request SET state = 'approved', version = version + 1 WHERE id = $1`, [requestId]);
  await say(
    `INSERT INTO execution (id, request_id, subject_type, subject_id, action) VALUES ($1, $2, 'order', $3, 'cancel')`,
    [executionId, requestId, orderId],
  );
  await say(
    `INSERT INTO execution_step (execution_id, step) VALUES ($1, 'stock'), ($1, 'finance'), ($1, 'settle')`,
    [executionId],
  );
  await openEvent(say, 'execution.started', { orderId, requestId, executionId });
  await say(`UPDATE delivery SET state = 'superseded' WHERE request_id = $1 AND kind = 'decision-request'`, [
    requestId,
  ]);
  await deliveries(say, requestId, [['ops-thread', 'channel:order-ops']]);
};

const lockExecution = (say: Say, { executionId }: Case): Promise<unknown> =>
  say(`SELECT id, state FROM execution WHERE id = $1 FOR UPDATE`, [executionId]);

const releaseStock = async (say: Say, asked: Case): Promise<readonly string[]> => {
  const { executionId, requestId, orderId } = asked;
  await lockExecution(say, asked);
  const held = await say<{ order_line_id: string; level_id: string; quantity: number }>(
    `SELECT r.order_line_id, r.level_id, r.quantity FROM order_line l JOIN reservation r ON r.order_line_id = l.id
     JOIN stock_level s ON s.id = r.level_id WHERE l.order_id = $1 ORDER BY s.id FOR UPDATE OF s`,
    [orderId],
  );
  const ids = held.map(() => newId());
  await say(
    `INSERT INTO stock_movement (id, level_id, order_line_id, cause, reserved_delta, source, source_id)
     SELECT id, level_id, line_id, 'release', -quantity, 'execution', $5 FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[]) AS held (id, level_id, line_id, quantity)`,
    [
      ids,
      held.map((one) => one.level_id),
      held.map((one) => one.order_line_id),
      held.map((one) => one.quantity),
      executionId,
    ],
  );
  await receipt(say, executionId, 'stock', { movementIds: ids });
  await openEvent(say, 'step.done', { orderId, requestId, executionId, step: 'stock' });
  await deliveries(say, requestId, [['ops-step', 'channel:order-ops']]);
  return ids;
};

const book = async (say: Say, asked: Case): Promise<void> => {
  const { executionId, requestId, orderId } = asked;
  await lockExecution(say, asked);
  await receipt(say, executionId, 'finance', { entryId: null, refundIds: [] });
  await openEvent(say, 'step.done', { orderId, requestId, executionId, step: 'finance' });
};

const settle = async (say: Say, asked: Case, movementIds: readonly string[]): Promise<void> => {
  const { executionId, requestId, orderId, asker, managers } = asked;
  await lockExecution(say, asked);
  await say(`SELECT id FROM "order" WHERE id = $1 FOR UPDATE`, [orderId]);
  await say(`SELECT set_config('countermand.execution', $1, true)`, [executionId]);
  await say(`UPDATE order_line SET cancelled = quantity - fulfilled WHERE order_id = $1`, [orderId]);
  await say(`UPDATE "order" SET status = 'cancelled', cancelled_at = now() WHERE id = $1`, [orderId]);
  await say(`UPDATE request SET state = 'done', version = version + 1, closed_at = now() WHERE id = $1`, [
    requestId,
  ]);
  await writeAudit(say, asked, 'order.cancelled', null, {
    executionId,
    movementIds,
    askedBy: asker,
    approvedBy: managers.slice(0, 1),
  });
  await receipt(say, executionId, 'settle', { cancelledPieces: 10 });
  await say(`UPDATE execution SET state = 'settled', settled_at = now() WHERE id = $1`, [executionId]);
  await openEvent(say, 'execution.settled', { orderId, requestId, executionId });
  await deliveries(say, requestId, [['requester-outcome', `member:${asker}`]]);
};
