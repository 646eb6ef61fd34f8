import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { inTransaction } from '../../../src/platform/db/in-transaction.js';
import { readExecution } from '../../../src/platform/execution/read-execution.js';
import { retryStep } from '../../../src/platform/execution/retry-step.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { waitFor } from '../../support/wait-for.js';
import { openExecution } from '../execution/approved-request.js';
import { BACKENDS, ownPrefix } from './backends.js';
import { type Desk, startDesk } from './start-desk.js';

let own: TestDatabase;
let db: Database;
let desks: Desk[] = [];

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase({ url: own.url, poolSize: 4, onError: () => {} });
});
afterEach(async () => {
  await Promise.all(desks.map((desk) => desk.stop()));
  desks = [];
});
afterAll(async () => {
  await db.close();
  await own.drop();
});

const effects = async (executionId: string): Promise<string[]> => {
  const rows = await db.prisma.auditEvent.findMany({ where: { subjectId: executionId } });
  return rows.map(({ action }) => action).sort();
};
const EACH_ONCE = ['test.finance', 'test.settle', 'test.stock'];
const settled = (requestId: string) =>
  waitFor(async () => (await readExecution(db, requestId))?.state === 'settled', {
    timeoutMs: 30_000,
    what: 'the execution to be settled',
  });
const emptyOutbox = () =>
  waitFor(async () => (await db.prisma.outboxEvent.count({ where: { relayedAt: null } })) === 0);

for (const { title, available, options } of BACKENDS) {
  describe(`workers that die, with the queue ${title}`, () => {
    const given = it.skipIf(!available);
    const start = async (prefix: string, more: Record<string, string> = {}): Promise<Desk> => {
      const redis = 'redisUrl' in options ? { REDIS_URL: options.redisUrl } : {};
      const desk = await startDesk({ DATABASE_URL: own.url, QUEUE_PREFIX: prefix, ...redis, ...more });
      desks.push(desk);
      return desk;
    };

    // The other boundaries are tried in-process, where the relay and the steps are tested; a real SIGKILL takes seconds.
    const boundaries =
      'redisUrl' in options
        ? ['relay.after-commit']
        : ['relay.before-commit', 'relay.after-commit', 'step.after-effect', 'step.after-commit'];
    given.each(boundaries)(
      'reach the same end, each step done once, after a SIGKILL at %s (C3, S9)',
      async (point) => {
        const prefix = ownPrefix();
        const { executionId, requestId } = await openExecution(db);
        const detail = point.startsWith('step') ? 'stock' : 'execution.started';
        const doomed = await start(prefix, { COUNTERMAND_FAULT: `${point}/${detail}:kill` });
        expect(await doomed.ended).toBe('SIGKILL');
        await start(prefix);
        await settled(requestId);
        await emptyOutbox();
        expect(await effects(executionId)).toEqual(EACH_ONCE);
      },
    );

    given('reach the same end when two work side by side and one is killed in the middle', async () => {
      const prefix = ownPrefix();
      await start(prefix);
      const doomed = await start(prefix, { COUNTERMAND_FAULT: 'step.before-commit:kill' });
      const opened = await Promise.all(Array.from({ length: 12 }, () => openExecution(db)));
      expect(await doomed.ended).toBe('SIGKILL');
      for (const { requestId } of opened) await settled(requestId);
      for (const { executionId } of opened) expect(await effects(executionId)).toEqual(EACH_ONCE);
    });

    given(
      'reach the same end although the whole queue is wiped, because the sweep finds what is owed',
      async () => {
        const prefix = ownPrefix();
        const { executionId, requestId } = await openExecution(db);
        const doomed = await start(prefix, { COUNTERMAND_FAULT: 'step.claimed:kill' });
        expect(await doomed.ended).toBe('SIGKILL');
        await emptyOutbox();
        if ('redisUrl' in options) {
          // Another prefix is a Redis that has forgotten everything.
          await start(ownPrefix());
        } else {
          await wipe();
          await start(prefix);
        }
        await settled(requestId);
        expect(await effects(executionId)).toEqual(EACH_ONCE);
      },
    );

    given.each(['step.before-park', 'step.after-park'] as const)(
      'still ask for attention once after a SIGKILL at %s, and Retry ends it well',
      async (point) => {
        const prefix = ownPrefix();
        const { executionId, requestId } = await openExecution(db);
        const failing = { STEP_FAILS: 'stock' };
        const doomed = await start(prefix, { ...failing, COUNTERMAND_FAULT: `${point}:kill` });
        expect(await doomed.ended).toBe('SIGKILL');
        const second = await start(prefix, failing);
        await waitFor(async () => (await readExecution(db, requestId))?.state === 'attention');
        await emptyOutbox();
        await second.stop();
        const asked = await db.prisma.outboxEvent.count({
          where: { type: 'step.needs-attention', payload: { path: ['executionId'], equals: executionId } },
        });
        expect(asked).toBe(1);

        await start(prefix);
        await inTransaction(db, (tx) => retryStep(tx, { executionId, step: 'stock' }));
        await settled(requestId);
        expect(await effects(executionId)).toEqual(EACH_ONCE);
      },
    );

    given('are relieved in seconds of the job that they had in hand, even when nobody sweeps', async () => {
      const prefix = ownPrefix();
      const { executionId, requestId } = await openExecution(db);
      const doomed = await start(prefix, { COUNTERMAND_FAULT: 'step.after-effect:kill', NO_SWEEP: 'yes' });
      expect(await doomed.ended).toBe('SIGKILL');
      await start(prefix, { NO_SWEEP: 'yes' });
      await settled(requestId);
      expect(await effects(executionId)).toEqual(EACH_ONCE);
    });

    given('finish the step in hand when they are asked to stop', async () => {
      const desk = await start(ownPrefix(), { STEP_IS_SLOW: 'stock' });
      const { executionId } = await openExecution(db);
      await desk.said('in hand');
      await desk.stop();
      expect(await desk.ended).toBe(0);
      expect(await effects(executionId)).toContain('test.stock');
    });
  });
}

const wipe = async (): Promise<void> => {
  const client = new pg.Client({ connectionString: own.url });
  await client.connect();
  await client.query('DROP SCHEMA bullmq CASCADE');
  await client.end();
};
