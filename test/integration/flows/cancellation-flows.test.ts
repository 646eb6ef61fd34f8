import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdrawCancellation } from '../../../src/features/orders/cancel/withdraw-cancellation.js';
import { endPayout } from '../../../src/features/orders/payouts/end-payout.js';
import { retryExecutionStep } from '../../../src/features/orders/retry-execution-step.js';
import { systemClock } from '../../../src/kernel/clock.js';
import { parkStep } from '../../../src/platform/execution/park-step.js';
import { customerChangedMind } from '../../support/desk.js';
import { at } from '../../support/notifications/company.js';
import { type FlowsWorld, openFlowsWorld } from '../../support/notifications/flows-world.js';

let world: FlowsWorld;
beforeAll(async () => {
  world = await openFlowsWorld();
});
afterAll(() => world.close());

describe('a request that somebody has to decide', () => {
  it('is posted to the approvers and asked of the managers of the department, never of the requester', async () => {
    const { requestId } = await world.ask('BIG-1', 'sam');
    await world.relay();
    expect(await world.told(requestId)).toEqual([
      'approval-card → order-approvals',
      'decision-request → mia',
    ]);
  });

  it('is asked of all managers when the department has none', async () => {
    const { requestId } = await world.ask('EAST-1', 'eve');
    await world.relay();
    expect(await world.told(requestId)).toEqual([
      'approval-card → order-approvals',
      'decision-request → max',
      'decision-request → mia',
    ]);
  });

  it('goes to the next step when one is approved, and the first question is no longer put', async () => {
    const { requestId } = await world.ask('PAID-1', 'sam');
    await world.relay();
    await world.desk.decide(requestId, at('mia'));
    const jobs = await world.relay();
    expect(await world.told(requestId)).toEqual([
      'approval-card → order-approvals',
      'decision-request → fay',
      'decision-request → fred',
      'decision-request → mia (superseded)',
    ]);
    expect(jobs).toContainEqual({ kind: 'refresh', requestId });
  });

  it('tells the requester of a rejection, and the cards are drawn again (K4)', async () => {
    const { requestId } = await world.ask('BIG-2', 'sam');
    await world.relay();
    await world.desk.decide(requestId, at('mia'), 'rejected');
    expect(await world.relay()).toContainEqual({ kind: 'refresh', requestId });
    expect(await world.told(requestId)).toContain('requester-outcome rejected → sam');
  });

  it('is silently drawn again when the requester withdraws it', async () => {
    const { requestId } = await world.ask('BIG-3', 'sam');
    await world.relay();
    const actor = await world.desk.person(at('sam'));
    await withdrawCancellation(world.desk.db, { actor, requestId }, { clock: systemClock });
    expect(await world.relay()).toEqual([{ kind: 'refresh', requestId }]);
    expect(await world.told(requestId)).toEqual([
      'approval-card → order-approvals',
      'decision-request → mia (superseded)',
    ]);
  });

  it('tells the requester when the order changed meanwhile', async () => {
    const { requestId, orderId } = await world.ask('BIG-4', 'sam');
    await world.desk.db.prisma.orderLine.updateMany({ where: { orderId }, data: { quantity: 40 } });
    await world.desk.decide(requestId, at('mia'));
    await world.relay();
    expect(await world.told(requestId)).toContain('requester-outcome stale → sam');
  });
});

describe('a cancellation that is carried out', () => {
  it('releases stock and books first, settles once both are done, and tells everyone concerned', async () => {
    const { requestId, orderId } = await world.ask('PAID-2', 'sam', {
      ...customerChangedMind,
      tellCustomer: true,
    });
    await world.desk.decide(requestId, at('mia'));
    await world.desk.decide(requestId, at('fay'));
    const first = await world.relay();
    expect(world.steps(first)).toEqual(['finance', 'stock']);
    const second = await world.work(first);
    expect(world.steps(second)).toEqual(['settle']);
    await world.work(second);
    const order = await world.desk.db.prisma.order.findUniqueOrThrow({ where: { id: orderId } });
    expect(order.status).toBe('cancelled');
    expect(await world.told(requestId)).toEqual([
      'approval-card → order-approvals',
      'customer-mail → mail',
      'ops-step finance stock settle → order-ops',
      'ops-thread → order-ops',
      'payout-card → order-ops',
      'payout-request → fay',
      'payout-request → fred',
      'requester-outcome done → sam',
    ]);
  });

  it('writes no approval card and asks nobody when nobody has to decide, and no mail unless it was wanted', async () => {
    const { requestId } = await world.ask('FREE-1', 'sam');
    await world.settle();
    expect(await world.told(requestId)).toEqual([
      'ops-step finance stock settle → order-ops',
      'ops-thread → order-ops',
      'requester-outcome done → sam',
    ]);
  });

  it('tells of a step in a post of its own when the earlier one has gone out', async () => {
    const { requestId } = await world.ask('FREE-2', 'sam');
    const jobs = await world.relay();
    await world.work(jobs.filter((job) => job.kind === 'step' && job.step === 'stock'));
    world.office.pass(2_000);
    await world.deliverAll(requestId);
    await world.work(jobs.filter((job) => job.kind === 'step' && job.step === 'finance'));
    expect((await world.told(requestId)).filter((line) => line.startsWith('ops-step'))).toEqual([
      'ops-step finance → order-ops',
      'ops-step stock → order-ops',
    ]);
  });

  it('holds no words, no contact data and no amounts in its messages', async () => {
    const rows = await world.desk.db.prisma.delivery.findMany();
    expect(rows.length).toBeGreaterThan(10);
    const text = JSON.stringify(rows.map(({ payload, recipient, key }) => ({ payload, recipient, key })));
    expect(text).not.toMatch(/@|acme|sam sales|[$€]/i);
    for (const { payload } of rows) {
      for (const value of Object.values(payload ?? {}).flat()) {
        expect(String(value)).toMatch(/^[0-9a-f-]{36}$|^[a-z-]+$|^\d$/);
      }
    }
  });
});

describe('a step that cannot be done', () => {
  it('sets nothing in motion but people: the thread with Retry, the requester, and the request that says so', async () => {
    const { requestId } = await world.ask('FREE-3', 'sam');
    const [job] = world.stepJobs(await world.relay());
    if (job === undefined) throw new Error('no step job');
    await parkStep(world.desk.db, job, new Error('the books are closed'));
    await world.relay();
    expect(await world.told(requestId)).toEqual([
      'ops-attention finance → order-ops',
      'ops-thread → order-ops',
      'requester-outcome attention finance → sam',
    ]);
    const request = await world.desk.db.prisma.request.findUniqueOrThrow({ where: { id: requestId } });
    expect(request.state).toBe('attention');

    const before = request.version;
    const actor = await world.desk.person(at('fay'));
    await retryExecutionStep(world.desk.db, { actor, executionId: job.executionId, step: 'finance' });
    const jobs = await world.relay();
    expect(world.steps(jobs)).toEqual(['finance', 'stock']);
    const { version } = await world.desk.db.prisma.request.findUniqueOrThrow({ where: { id: requestId } });
    expect(version).toBeGreaterThan(before);
    await world.settle(jobs);
    expect(await world.told(requestId)).toContain('requester-outcome done → sam');
  });

  it('is told again when it fails again after a retry, and not when it was retried before anyone heard', async () => {
    const { requestId } = await world.ask('FREE-4', 'sam');
    const park = async (): Promise<string> => {
      const owed = await world.desk.db.prisma.executionStep.findFirstOrThrow({
        where: { execution: { requestId }, step: 'stock' },
      });
      const { executionId, step, generation } = owed;
      await parkStep(world.desk.db, { kind: 'step', executionId, step, generation }, new Error('no'));
      return executionId;
    };
    const actor = await world.desk.person(at('will'));
    const executionId = await park();
    await world.relay();
    await retryExecutionStep(world.desk.db, { actor, executionId, step: 'stock' });
    await park();
    await world.relay();
    await retryExecutionStep(world.desk.db, { actor, executionId, step: 'stock' });
    await world.relay();
    await park();
    await retryExecutionStep(world.desk.db, { actor, executionId, step: 'stock' });
    await world.relay();
    const told = await world.told(requestId);
    expect(told.filter((line) => line.startsWith('ops-attention'))).toHaveLength(2);
  });

  it('parks when the stock is not as planned, with nothing written', async () => {
    const { requestId, orderId } = await world.ask('FREE-5', 'sam');
    const jobs = await world.relay();
    const line = await world.desk.db.prisma.orderLine.findFirstOrThrow({
      where: { orderId },
      include: { reservations: true },
    });
    const [held] = line.reservations;
    await world.desk.db.prisma.stockMovement.create({
      data: {
        levelId: held?.levelId ?? '',
        orderLineId: line.id,
        cause: 'release',
        reservedDelta: -1,
        source: 'test',
        sourceId: requestId,
      },
    });
    const before = await world.desk.db.prisma.stockMovement.count();
    await expect(
      world.work(jobs.filter((job) => job.kind === 'step' && job.step === 'stock')),
    ).rejects.toMatchObject({ code: 'held-other-than-planned', retryable: false });
    expect(await world.desk.db.prisma.stockMovement.count()).toBe(before);
  });
});

describe('a refund', () => {
  it('is told each time: not paid, tried again, paid', async () => {
    const { requestId } = await world.ask('PAID-3', 'sam');
    await world.desk.decide(requestId, at('mia'));
    await world.desk.decide(requestId, at('fay'));
    await world.settle();
    const refund = await world.desk.db.prisma.refund.findFirstOrThrow({
      where: { execution: { requestId } },
    });
    const say = async (word: Parameters<typeof endPayout>[1]['word']) => {
      const actor = await world.desk.person(at('fred'));
      const ended = await endPayout(
        world.desk.db,
        { actor, refundId: refund.id, word },
        { clock: systemClock },
      );
      expect(ended.ok).toBe(true);
      expect(await world.relay()).toContainEqual({ kind: 'refresh', requestId });
    };
    await say({ kind: 'unpaid', reason: 'account closed' });
    await say({ kind: 'try-again' });
    await say({ kind: 'unpaid', reason: 'account closed still' });
    await say({ kind: 'try-again' });
    await say({ kind: 'paid', reference: 'BANK-1' });
    const told = await world.told(requestId);
    expect(told.filter((line) => line.startsWith('ops-refund'))).toEqual([
      'ops-refund failed → order-ops',
      'ops-refund failed → order-ops',
      'ops-refund paid → order-ops',
      'ops-refund reopened → order-ops',
      'ops-refund reopened → order-ops',
    ]);
    expect(told.filter((line) => line.startsWith('requester-outcome refund'))).toHaveLength(5);
    // Each failure says which try it was: the post may leave after the next one was opened.
    const posts = await world.desk.db.prisma.delivery.findMany({
      where: { requestId, kind: 'ops-refund' },
      orderBy: { id: 'asc' },
    });
    expect(
      posts.map(({ payload }) => payload).filter((one) => JSON.stringify(one).includes('failed')),
    ).toEqual([
      { refundId: refund.id, what: 'failed', attempt: 1 },
      { refundId: refund.id, what: 'failed', attempt: 2 },
    ]);
  });
});

describe('two things at the same moment', () => {
  it('start the settling once and share one post, when both steps are followed up at once', async () => {
    const { requestId } = await world.ask('FREE-6', 'sam');
    const jobs = await world.relay();
    await Promise.all(world.stepJobs(jobs).map((job) => world.worker.step(job)));
    const followed = (await Promise.all([world.relay(), world.relay()])).flat();
    expect(world.steps(followed)).toEqual(['settle']);
    await Promise.all(followed.map((job) => world.work([job])));
    expect((await world.told(requestId)).filter((line) => line.startsWith('ops-step'))).toHaveLength(1);
  });
});

describe('every fact a second time', () => {
  it('makes no message, no movement, no refund and no entry that was not there (C4, S9, M4)', async () => {
    const { prisma } = world.desk.db;
    const everything = async () => ({
      deliveries: await prisma.delivery.findMany({ orderBy: { id: 'asc' } }),
      movements: await prisma.stockMovement.findMany({ orderBy: { id: 'asc' } }),
      refunds: await prisma.refund.findMany({ orderBy: { id: 'asc' } }),
      attempts: await prisma.refundAttempt.findMany({ orderBy: { id: 'asc' } }),
      entries: await prisma.journalLine.findMany({ orderBy: { id: 'asc' } }),
      receipts: await prisma.stepReceipt.findMany({ orderBy: [{ executionId: 'asc' }, { step: 'asc' }] }),
      states: await prisma.request.findMany({ orderBy: { id: 'asc' }, select: { id: true, state: true } }),
    });
    await prisma.$executeRaw`UPDATE execution_step SET state = 'owed' WHERE state = 'attention'`;
    const stuck = await prisma.executionStep.findMany({
      where: { state: 'owed' },
      distinct: ['executionId'],
    });
    const before = await everything();
    const { count } = await prisma.outboxEvent.updateMany({ data: { relayedAt: null } });
    expect(count).toBeGreaterThan(40);
    const jobs = await world.relay();
    const finished = world
      .stepJobs(jobs)
      .filter((job) => !stuck.some(({ executionId }) => executionId === job.executionId));
    await world.work(finished);
    expect(await everything()).toEqual(before);
  });
});
