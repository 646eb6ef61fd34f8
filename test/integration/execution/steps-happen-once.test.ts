import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '../../../src/kernel/errors.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { inTransaction, type Transaction } from '../../../src/platform/db/in-transaction.js';
import { owedSteps, owedStepsOf } from '../../../src/platform/execution/owed-steps.js';
import { parkStep } from '../../../src/platform/execution/park-step.js';
import { readExecution } from '../../../src/platform/execution/read-execution.js';
import { retryStep } from '../../../src/platform/execution/retry-step.js';
import { runStepOnce } from '../../../src/platform/execution/run-step-once.js';
import { startExecution } from '../../../src/platform/execution/start-execution.js';
import { armFaultPoint, type FaultPoint } from '../../../src/platform/fault-points.js';
import type { StepJob } from '../../../src/platform/queue/jobs.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { approvedRequest, openExecution } from './approved-request.js';

let own: TestDatabase;
let db: Database;

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase({ url: own.url, poolSize: 10, onError: () => {} });
});
afterAll(async () => {
  await db.close();
  await own.drop();
});

const job = (executionId: string, step: string, generation = 1): StepJob => ({
  kind: 'step',
  executionId,
  step,
  generation,
});

/** An effect that leaves a countable row behind, in the step's own transaction. */
const leaveTrace = async (tx: Transaction, { id }: { id: string }) => {
  await tx.auditEvent.create({
    data: {
      actor: 'worker',
      action: 'test.effect',
      outcome: 'done',
      subjectType: 'execution',
      subjectId: id,
      details: {},
    },
  });
  return { traces: 1 };
};
const traces = (executionId: string) => db.prisma.auditEvent.count({ where: { subjectId: executionId } });
const events = async (executionId: string) => {
  const rows = await db.prisma.outboxEvent.findMany({
    where: { payload: { path: ['executionId'], equals: executionId } },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ type, payload }) =>
    // Safe: every payload of these events is an object.
    [type, (payload as { step?: string }).step].filter((part) => part !== undefined).join(' '),
  );
};
const failure = new Failure('stock-differs', 'the line holds 3, not 5', { retryable: false });

describe('a step of an execution', () => {
  it('leaves its effect, its receipt and its event together', async () => {
    const { executionId, requestId } = await openExecution(db);
    expect(await runStepOnce(db, job(executionId, 'stock'), leaveTrace)).toEqual({
      outcome: 'done',
      result: { traces: 1 },
    });
    expect(await traces(executionId)).toBe(1);
    expect(await events(executionId)).toEqual(['execution.started', 'step.done stock']);
    const view = await readExecution(db, requestId);
    expect(view?.steps.map(({ step, state }) => `${step} ${state}`)).toEqual([
      'finance owed',
      'stock done',
      'settle owed',
    ]);
    expect(view?.steps[1]?.result).toEqual({ traces: 1 });
  });

  it('has one effect when the same job comes again, after another or at the same time on two connections (S9)', async () => {
    const { executionId } = await openExecution(db);
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => runStepOnce(db, job(executionId, 'stock'), leaveTrace)),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === 'already-done')).toHaveLength(7);
    expect(await runStepOnce(db, job(executionId, 'stock'), leaveTrace)).toEqual({ outcome: 'already-done' });
    expect(await traces(executionId)).toBe(1);
    expect(await events(executionId)).toEqual(['execution.started', 'step.done stock']);
  });

  it('leaves nothing behind but the note of a failed try when its effect throws', async () => {
    const { executionId, requestId } = await openExecution(db);
    const failing = async (tx: Transaction, head: { id: string }) => {
      await leaveTrace(tx, head);
      throw new Error('refused by postgres://shop:hunter2@db/shop');
    };
    await expect(runStepOnce(db, job(executionId, 'stock'), failing)).rejects.toThrow('refused by');
    expect(await traces(executionId)).toBe(0);
    expect(await events(executionId)).toEqual(['execution.started']);
    const stock = (await readExecution(db, requestId))?.steps.find(({ step }) => step === 'stock');
    expect(stock).toMatchObject({ state: 'owed', attempts: 1, errorCode: 'unexpected' });
    expect(stock?.error).not.toContain('hunter2');
  });

  it('settles the execution with its last receipt and not before the others have theirs', async () => {
    const { executionId, requestId } = await openExecution(db);
    const settle = () => runStepOnce(db, job(executionId, 'settle'), leaveTrace);
    await runStepOnce(db, job(executionId, 'stock'), leaveTrace);
    expect(await settle()).toEqual({ outcome: 'dropped', why: 'not-yet-owed' });
    expect((await readExecution(db, requestId))?.state).toBe('open');
    await runStepOnce(db, job(executionId, 'finance'), leaveTrace);
    expect(await settle()).toMatchObject({ outcome: 'done' });
    expect(await settle()).toEqual({ outcome: 'already-done' });
    expect(await readExecution(db, requestId)).toMatchObject({ state: 'settled' });
    expect(await traces(executionId)).toBe(3);
    expect((await events(executionId)).at(-1)).toBe('execution.settled');
  });

  it('does not exist for an execution or a step that nobody opened (A10)', async () => {
    const { executionId } = await openExecution(db);
    const unknown = { outcome: 'dropped', why: 'unknown' };
    expect(await runStepOnce(db, job('019a0000-0000-7000-8000-000000000000', 'stock'), leaveTrace)).toEqual(
      unknown,
    );
    expect(await runStepOnce(db, job(executionId, 'ship'), leaveTrace)).toEqual(unknown);
    expect(await traces(executionId)).toBe(0);
  });

  it('cannot be owed for a request that is not approved (A10)', async () => {
    const about = await approvedRequest(db);
    await db.prisma.request.update({ where: { id: about.requestId }, data: { state: 'attention' } });
    await expect(openAgain(about)).rejects.toThrow();
    expect(await readExecution(db, about.requestId)).toBeNull();
  });

  const openAgain = async (about: { requestId: string; orderId: string }) => {
    return inTransaction(db, (tx) => startExecution(tx, { ...about, action: 'cancel', steps: ['stock'] }));
  };
});

describe('killed in the middle (C3)', () => {
  const points: FaultPoint[] = [
    'step.before-claim',
    'step.claimed',
    'step.after-effect',
    'step.before-commit',
  ];
  it.each(points)('has no effect at %s and exactly one after it is tried again', async (point) => {
    const { executionId } = await openExecution(db);
    armFaultPoint(point, 'throw', { detail: 'stock' });
    await expect(runStepOnce(db, job(executionId, 'stock'), leaveTrace)).rejects.toThrow(point);
    expect(await traces(executionId)).toBe(0);
    expect(await runStepOnce(db, job(executionId, 'stock'), leaveTrace)).toMatchObject({ outcome: 'done' });
    expect(await traces(executionId)).toBe(1);
  });

  it('has its effect when the answer was lost after the commit, and no second one', async () => {
    const { executionId } = await openExecution(db);
    armFaultPoint('step.after-commit', 'throw');
    await expect(runStepOnce(db, job(executionId, 'stock'), leaveTrace)).rejects.toThrow('after-commit');
    expect(await runStepOnce(db, job(executionId, 'stock'), leaveTrace)).toEqual({ outcome: 'already-done' });
    expect(await traces(executionId)).toBe(1);
  });
});

describe('a step that fails for good', () => {
  it('needs attention once a generation, and its execution with it', async () => {
    const { executionId, requestId } = await openExecution(db);
    expect(await parkStep(db, job(executionId, 'stock'), failure)).toBe(true);
    expect(await parkStep(db, job(executionId, 'stock'), failure)).toBe(false);
    expect(await readExecution(db, requestId)).toMatchObject({ state: 'attention' });
    const stock = (await readExecution(db, requestId))?.steps.find(({ step }) => step === 'stock');
    expect(stock).toMatchObject({
      state: 'attention',
      errorCode: 'stock-differs',
      error: 'the line holds 3, not 5',
    });
    expect(await events(executionId)).toEqual(['execution.started', 'step.needs-attention stock']);
  });

  it('is not run while it is parked, and the other step is', async () => {
    const { executionId } = await openExecution(db);
    await parkStep(db, job(executionId, 'stock'), failure);
    expect(await runStepOnce(db, job(executionId, 'stock'), leaveTrace)).toEqual({
      outcome: 'dropped',
      why: 'parked',
    });
    expect(await runStepOnce(db, job(executionId, 'finance'), leaveTrace)).toMatchObject({ outcome: 'done' });
    expect(await traces(executionId)).toBe(1);
  });

  it('is not parked when it is done after all', async () => {
    const { executionId, requestId } = await openExecution(db);
    await runStepOnce(db, job(executionId, 'stock'), leaveTrace);
    expect(await parkStep(db, job(executionId, 'stock'), failure)).toBe(false);
    expect((await readExecution(db, requestId))?.state).toBe('open');
  });

  it('stays owed when the trouble is that the database does not answer', async () => {
    const { executionId, requestId } = await openExecution(db);
    const outage = new Failure('database-unavailable', 'no answer', { retryable: true });
    expect(await parkStep(db, job(executionId, 'stock'), outage)).toBe(false);
    expect((await readExecution(db, requestId))?.state).toBe('open');
  });

  it('is owed again in a new generation when somebody presses Retry, and of two who press, one is told', async () => {
    const { executionId, requestId } = await openExecution(db);
    await parkStep(db, job(executionId, 'stock'), failure);
    const retry = () => inTransaction(db, (tx) => retryStep(tx, { executionId, step: 'stock' }));
    const answers = await Promise.all([retry(), retry()]);
    expect(answers.filter(({ ok }) => ok)).toEqual([{ ok: true, value: job(executionId, 'stock', 2) }]);
    expect(answers.filter(({ ok }) => !ok)).toEqual([
      { ok: false, refusals: [{ code: 'step-not-parked', state: 'owed' }] },
    ]);
    expect((await readExecution(db, requestId))?.state).toBe('open');
    // An older job that fails again does not set the newer try aside; the work itself is done by whichever comes first.
    expect(await parkStep(db, job(executionId, 'stock', 1), failure)).toBe(false);
    expect(await runStepOnce(db, job(executionId, 'stock', 1), leaveTrace)).toMatchObject({
      outcome: 'done',
    });
    expect(await runStepOnce(db, job(executionId, 'stock', 2), leaveTrace)).toEqual({
      outcome: 'already-done',
    });
    expect(await traces(executionId)).toBe(1);
  });

  it('keeps the execution in need of attention while another step is parked', async () => {
    const { executionId, requestId } = await openExecution(db);
    await parkStep(db, job(executionId, 'stock'), failure);
    await parkStep(db, job(executionId, 'finance'), failure);
    await inTransaction(db, (tx) => retryStep(tx, { executionId, step: 'stock' }));
    expect((await readExecution(db, requestId))?.state).toBe('attention');
  });

  it('cannot be retried when it is owed, done or unknown', async () => {
    const { executionId } = await openExecution(db);
    await runStepOnce(db, job(executionId, 'finance'), leaveTrace);
    const retry = (step: string) => inTransaction(db, (tx) => retryStep(tx, { executionId, step }));
    expect(await retry('stock')).toMatchObject({ refusals: [{ code: 'step-not-parked', state: 'owed' }] });
    expect(await retry('finance')).toMatchObject({ refusals: [{ code: 'step-not-parked', state: 'done' }] });
    expect(await retry('ship')).toMatchObject({ refusals: [{ code: 'step-unknown' }] });
  });
});

describe('what is owed', () => {
  it('is the first steps at the start, and settling once both have their receipts', async () => {
    const { executionId } = await openExecution(db);
    const owed = () => inTransaction(db, (tx) => owedStepsOf(tx, executionId));
    expect(await owed()).toEqual([job(executionId, 'finance'), job(executionId, 'stock')]);
    await runStepOnce(db, job(executionId, 'finance'), leaveTrace);
    expect(await owed()).toEqual([job(executionId, 'stock')]);
    await runStepOnce(db, job(executionId, 'stock'), leaveTrace);
    expect(await owed()).toEqual([job(executionId, 'settle')]);
    await runStepOnce(db, job(executionId, 'settle'), leaveTrace);
    expect(await owed()).toEqual([]);
  });

  it('is found by the sweep in a new generation when it was left alone for long, and then left alone again', async () => {
    const { executionId } = await openExecution(db);
    await runStepOnce(db, job(executionId, 'finance'), leaveTrace);
    await age(executionId);
    const found = async () =>
      (await owedSteps(db, { olderThanMs: 60_000 })).filter((step) => step.executionId === executionId);
    expect(await found()).toEqual([job(executionId, 'stock', 2)]);
    expect(await found()).toEqual([]);
    await runStepOnce(db, job(executionId, 'stock', 2), leaveTrace);
    await age(executionId);
    expect(await found()).toEqual([job(executionId, 'settle', 2)]);
  });

  it('is not found by the sweep while a worker has it in hand, or when it is parked', async () => {
    const { executionId } = await openExecution(db);
    await parkStep(db, job(executionId, 'finance'), failure);
    await age(executionId);
    let seen: readonly StepJob[] = [];
    await runStepOnce(db, job(executionId, 'stock'), async (tx, head) => {
      seen = await owedSteps(db, { olderThanMs: 60_000 });
      return leaveTrace(tx, head);
    });
    expect(seen.filter((step) => step.executionId === executionId)).toEqual([]);
  });

  it('is given to one of two sweeps that look at the same time', async () => {
    const { executionId } = await openExecution(db);
    await age(executionId);
    const found = await Promise.all([1, 2, 3].map(() => owedSteps(db, { olderThanMs: 60_000 })));
    const mine = found.flat().filter((step) => step.executionId === executionId);
    expect(mine.map(({ step, generation }) => `${step} ${generation}`).sort()).toEqual([
      'finance 2',
      'stock 2',
    ]);
  });

  const age = (executionId: string) =>
    db.prisma.$executeRaw`
      UPDATE execution_step SET updated_at = now() - interval '1 hour' WHERE execution_id = ${executionId}::uuid`;
});
