import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { armFaultPoint, FAULT_POINTS } from '../../src/platform/fault-points.js';
import { placeOrder, seedCompany } from '../support/small-company.js';
import { waitFor } from '../support/wait-for.js';
import { openWorkingDesk, type WorkingDesk } from '../support/working-desk.js';

let desk: WorkingDesk;
beforeAll(async () => {
  desk = await openWorkingDesk({ seed: seedCompany });
});
afterAll(() => desk.close());

/** Everything that a cancellation leaves behind, without ids and times. */
const traces = async (number: string) => {
  const { prisma } = desk.db;
  const order = await prisma.order.findUniqueOrThrow({
    where: { number },
    include: {
      lines: { include: { movements: { orderBy: { id: 'asc' } }, reservations: true } },
      refunds: { include: { attempts: true } },
    },
  });
  const execution = await prisma.execution.findFirstOrThrow({
    where: { subjectId: order.id },
    include: { steps: { include: { receipt: true } } },
  });
  const entries = await prisma.journalEntry.findMany({
    where: { source: 'execution', sourceId: execution.id },
    include: { lines: { orderBy: { account: 'asc' } } },
  });
  const deliveries = await prisma.delivery.groupBy({
    by: ['kind', 'state'],
    // A question that is answered before it was sent is not sent any more: a matter of luck, not of faults.
    where: { requestId: execution.requestId, kind: { notIn: ['decision-request', 'approval-card'] } },
    _count: true,
    orderBy: [{ kind: 'asc' }, { state: 'asc' }],
  });
  return {
    status: order.status,
    lines: order.lines.map((line) => ({
      cancelled: line.cancelled,
      held: line.reservations.map((held) => held.quantity),
    })),
    movements: order.lines.flatMap((line) =>
      line.movements.map((movement) => [movement.cause, movement.reservedDelta]),
    ),
    refunds: order.refunds.map((refund) => [
      refund.amount,
      refund.method,
      refund.attempts.map((attempt) => attempt.state),
    ]),
    entries: entries.map((entry) => [
      entry.rule,
      entry.lines.map((line) => [line.account, line.debit, line.credit]),
    ]),
    steps: execution.steps.map((step) => [step.step, step.state, step.receipt !== null]).sort(),
    execution: execution.state,
    request: (await prisma.request.findUniqueOrThrow({ where: { id: execution.requestId } })).state,
    deliveries: deliveries.map((row) => [row.kind, row.state]),
    audit: (
      await prisma.auditEvent.findMany({ where: { requestId: execution.requestId }, orderBy: { id: 'asc' } })
    ).map((line) => line.action),
  };
};

const cancelled = async (): Promise<string> => {
  const number = await placeOrder(desk.db, { quantity: 30, paid: 4_000n });
  const requested = await desk.request(number, 'sam@example.com');
  if (!requested.ok) throw new Error(JSON.stringify(requested.refusals));
  const { requestId } = requested.value;
  await desk.decide(requestId, 'mia@example.com');
  await desk.decide(requestId, 'fay@example.com');
  await waitFor(async () => (await desk.view(requestId))?.state === 'done', {
    what: `${number} to be cancelled`,
    timeoutMs: 45_000,
  });
  await desk.quiet();
  return number;
};

describe('a cancellation that is disturbed at a boundary ends as one that is not (C3, S9, M4):', () => {
  let undisturbed: Awaited<ReturnType<typeof traces>>;
  beforeAll(async () => {
    undisturbed = await traces(await cancelled());
  });

  // Parking is what happens after too many failures: the test of attention holds it.
  const points = FAULT_POINTS.filter((point) => !point.endsWith('-park'));

  it.each(points)(
    'an error at %s',
    async (point) => {
      const disarm = armFaultPoint(point, 'throw', { times: 2 });
      try {
        expect(await traces(await cancelled())).toEqual(undisturbed);
      } finally {
        disarm();
      }
    },
    120_000,
  );

  it('the worker is restarted between every two', async () => {
    const done = cancelled();
    await desk.restartWorker();
    await desk.restartWorker();
    expect(await traces(await done)).toEqual(undisturbed);
  }, 120_000);

  it('and then every invariant holds, and the failures of flows were counted', async () => {
    expect(await desk.broken()).toEqual([]);
    expect(await desk.numbers()).toMatch(/^countermand_flow_failures_total\{type="[^"]+"\} [1-9]/m);
  });
});

describe('a step that keeps failing', () => {
  it('becomes attention, undoes nothing, and is finished by Retry of somebody who may', async () => {
    const number = await placeOrder(desk.db, { quantity: 30 });
    const requested = await desk.request(number, 'sam@example.com');
    const requestId = requested.ok ? requested.value.requestId : '';
    const failed = async (line: string): Promise<number> =>
      Number(
        (await desk.numbers())
          .split('\n')
          .find((one) => one.startsWith(line))
          ?.slice(line.length),
      );
    const lines = {
      tries: 'countermand_step_seconds_count{step="stock",outcome="failed"} ',
      repeated: 'countermand_job_failures_total{kind="step",final="false"} ',
      givenUp: 'countermand_job_failures_total{kind="step",final="true"} ',
    };
    const [tries, repeated, givenUp] = await Promise.all(Object.values(lines).map(failed));
    const disarm = armFaultPoint('step.after-effect', 'throw', { times: 1_000, detail: 'stock' });
    await desk.decide(requestId, 'mia@example.com');
    const post = await desk.saying('order-ops', 'will@example.com', `${number}: the step “stock” is stuck.`);
    disarm();
    expect((await desk.view(requestId))?.state).toBe('attention');
    expect(await Promise.all(Object.values(lines).map(failed))).toEqual(
      [tries, repeated, givenUp].map((before = 0, index) => before + ([3, 2, 1][index] ?? 0)),
    );
    const held = await desk.db.prisma.reservation.aggregate({
      where: { line: { order: { number } } },
      _sum: { quantity: true },
    });
    expect(held._sum.quantity).toBe(30);
    await desk.as('sam@example.com').click(post, 'step.retry');
    await desk.saying('order-ops', 'sam@example.com', 'can be tried again by');
    await desk.as('will@example.com').click(post, 'step.retry');
    await waitFor(async () => (await desk.view(requestId))?.state === 'done', { timeoutMs: 45_000 });
    await desk.quiet();
    expect(await desk.broken()).toEqual([]);
  }, 120_000);
});
