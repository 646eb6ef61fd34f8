import { createServer } from 'node:net';
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../src/kernel/errors.js';
import { newId } from '../../../src/kernel/ids.js';
import type { Job, StepJob } from '../../../src/platform/queue/jobs.js';
import { type JobQueue, openQueue, type QueueOptions } from '../../../src/platform/queue/open-queue.js';
import type { JobHandlers } from '../../../src/platform/queue/process-job.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { keptLog } from '../../support/log-scan/kept-log.js';
import { waitFor } from '../../support/wait-for.js';
import { BACKENDS, ownPrefix } from './backends.js';

const log = keptLog();
let own: TestDatabase;
let queues: JobQueue[] = [];

beforeAll(async () => {
  own = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(queues.map((queue) => queue.close({ timeoutMs: 1_000 })));
  queues = [];
});
afterAll(() => own.drop());

const step = (generation = 1, executionId = newId()): StepJob => ({
  kind: 'step',
  executionId,
  step: 'stock',
  generation,
});
const nothing: JobHandlers = {
  step: async () => {},
  deliver: async () => {},
  refresh: async () => {},
  onExhausted: async () => {},
};
/** A promise and the function that resolves it. */
const gate = () => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

for (const { title, available, options } of BACKENDS) {
  describe(`the queue ${title}`, () => {
    const given = it.skipIf(!available);
    let prefix: string;

    const open = async (more: Partial<QueueOptions> = {}): Promise<JobQueue> => {
      const queue = await openQueue({
        databaseUrl: own.url,
        ...options,
        prefix,
        log,
        retry: { attempts: 3, backOffMs: 10 },
        ...more,
      });
      queues.push(queue);
      return queue;
    };

    beforeEach(async () => {
      prefix = ownPrefix();
      const client = new pg.Client({ connectionString: own.url });
      await client.connect();
      await client.query('DROP SCHEMA IF EXISTS bullmq CASCADE');
      await client.end();
    });

    given('brings each kind of job to its handler', async () => {
      const queue = await open();
      const seen: Job[] = [];
      const note = async (job: Job) => {
        seen.push(job);
      };
      const jobs: Job[] = [
        step(),
        { kind: 'deliver', deliveryId: newId() },
        { kind: 'refresh', requestId: newId() },
      ];
      await queue.add(jobs);
      expect((await queue.counts()).steps.waiting).toBe(1);
      queue.work({ ...nothing, step: note, deliver: note, refresh: note });
      await waitFor(() => seen.length === 3);
      expect(seen.sort((a, b) => jobs.findIndex(sameKind(a)) - jobs.findIndex(sameKind(b)))).toEqual(jobs);
      await queue.ping();
    });

    given('forgets every job when it is told to, and takes the same ones again', async () => {
      const queue = await open();
      const seen: Job[] = [];
      const jobs: Job[] = [step(), { kind: 'deliver', deliveryId: newId() }];
      await queue.add([...jobs, { kind: 'deliver', deliveryId: newId(), delayMs: 60_000 }]);
      await queue.empty();
      expect(await queue.counts()).toEqual({
        steps: { waiting: 0, active: 0, delayed: 0, failed: 0 },
        messages: { waiting: 0, active: 0, delayed: 0, failed: 0 },
      });
      const note = async (job: Job) => {
        seen.push(job);
      };
      queue.work({ ...nothing, step: note, deliver: note });
      await queue.add(jobs);
      await waitFor(() => seen.length === 2);
    });

    const sameKind = (job: Job) => (other: Job) => other.kind === job.kind;

    given(
      'tries a failing job again a few times, then hands it over once and keeps it to be looked at',
      async () => {
        const queue = await open();
        let tries = 0;
        const exhausted: Job[] = [];
        const job = step();
        queue.work({
          ...nothing,
          step: async () => {
            tries += 1;
            throw new Error(`no luck ${tries}`);
          },
          onExhausted: async (given) => {
            exhausted.push(given);
          },
        });
        await queue.add([job]);
        await waitFor(async () => (await queue.failed()).length === 1);
        expect(tries).toBe(3);
        expect(exhausted).toEqual([job]);
        expect(await queue.failed()).toMatchObject([{ job, error: 'no luck 3', attempts: 3 }]);
      },
    );

    given('does not try again what can never succeed', async () => {
      const queue = await open();
      let tries = 0;
      const errors: Error[] = [];
      queue.work({
        ...nothing,
        deliver: async () => {
          tries += 1;
          throw new Failure('channel-gone', 'no such channel', { retryable: false });
        },
        onExhausted: async (_, error) => {
          errors.push(error);
        },
      });
      await queue.add([{ kind: 'deliver', deliveryId: newId() }]);
      await waitFor(async () => (await queue.failed()).length === 1);
      expect(tries).toBe(1);
      expect(errors).toMatchObject([{ code: 'channel-gone' }]);
    });

    given('goes on with other jobs when setting one aside fails too', async () => {
      const queue = await open({ retry: { attempts: 1, backOffMs: 1 } });
      const good = step();
      let worked = false;
      queue.work({
        ...nothing,
        step: async ({ executionId }) => {
          if (executionId !== good.executionId) throw new Error('bad');
          worked = true;
        },
        onExhausted: () => Promise.reject(new Error('the database is away')),
      });
      await queue.add([step(), good]);
      await waitFor(() => worked);
      await waitFor(async () => (await queue.failed()).length === 1);
    });

    given('does the same job once while it still knows it, and a new generation again', async () => {
      const queue = await open();
      const seen: number[] = [];
      queue.work({
        ...nothing,
        step: async ({ generation }) => {
          seen.push(generation);
        },
      });
      const first = step();
      await queue.add([first, first]);
      await waitFor(() => seen.length === 1);
      await queue.add([first]);
      await queue.add([step(2, first.executionId)]);
      await waitFor(() => seen.includes(2));
      expect(seen).toEqual([1, 2]);
    });

    given('redraws once more when a change comes while the redraw is under way (K4)', async () => {
      const queue = await open();
      const running = gate();
      let redraws = 0;
      queue.work({
        ...nothing,
        refresh: async () => {
          redraws += 1;
          if (redraws === 1) await running.opened;
        },
      });
      const refresh: Job = { kind: 'refresh', requestId: newId() };
      await queue.add([refresh]);
      await waitFor(() => redraws === 1);
      await queue.add([refresh]);
      running.open();
      await waitFor(() => redraws === 2);
    });

    given('holds a job back for as long as it says', async () => {
      const queue = await open();
      const added = Date.now();
      let worked = 0;
      queue.work({
        ...nothing,
        step: async () => {
          worked = Date.now();
        },
      });
      await queue.add([{ ...step(), delayMs: 300 }]);
      await waitFor(() => worked > 0);
      expect(worked - added).toBeGreaterThanOrEqual(290);
    });

    given('does not let steps wait behind messages', async () => {
      const queue = await open();
      const slack = gate();
      let stepped = false;
      queue.work(
        {
          ...nothing,
          deliver: () => slack.opened,
          step: async () => {
            stepped = true;
          },
        },
        { steps: 1, messages: 1 },
      );
      await queue.add(Array.from({ length: 5 }, (): Job => ({ kind: 'deliver', deliveryId: newId() })));
      await waitFor(async () => (await queue.counts()).messages.active === 1);
      await queue.add([step()]);
      await waitFor(() => stepped);
      slack.open();
    });

    given('finishes the job in hand before it closes, and leaves the next to whoever comes', async () => {
      const queue = await open();
      const running = gate();
      const seen: string[] = [];
      const jobs = [step(), step()] as const;
      queue.work(
        {
          ...nothing,
          step: async ({ executionId }) => {
            seen.push(executionId);
            await running.opened;
            seen.push('finished');
          },
        },
        { steps: 1 },
      );
      await queue.add(jobs);
      await waitFor(() => seen.length === 1);
      const closed = queue.close();
      running.open();
      await closed;
      expect(seen).toEqual([jobs[0].executionId, 'finished']);

      const next = await open();
      const later: string[] = [];
      next.work({
        ...nothing,
        step: async ({ executionId }) => {
          later.push(executionId);
        },
      });
      await waitFor(() => later.length === 1);
      expect(later).toEqual([jobs[1].executionId]);
    });

    given('closes in time although a job hangs', async () => {
      const queue = await open();
      const running = gate();
      let entered = false;
      queue.work({
        ...nothing,
        step: () => {
          entered = true;
          return running.opened;
        },
      });
      await queue.add([step()]);
      await waitFor(() => entered);
      await queue.close({ timeoutMs: 50 });
      running.open();
    });

    given('survives the loss of every connection', async () => {
      const queue = await open();
      let seen = 0;
      queue.work({
        ...nothing,
        step: async () => {
          seen += 1;
        },
      });
      await queue.add([step()]);
      await waitFor(() => seen === 1);
      await cutConnections(prefix, options);
      await waitFor(async () => {
        await queue.add([step()]);
        return true;
      });
      await waitFor(() => seen >= 2, { timeoutMs: 20_000 });
    });
  });
}

/** Only our own connections: others may be testing in the same Redis. */
const cutConnections = async (prefix: string, { redisUrl }: { redisUrl?: string }): Promise<void> => {
  if (redisUrl !== undefined) {
    const client = new Redis(redisUrl);
    const clients = String(await client.call('CLIENT', 'LIST')).split('\n');
    const ids = clients.filter((line) => line.includes(prefix)).map((line) => /id=(\d+)/.exec(line)?.[1]);
    expect(ids.length).toBeGreaterThanOrEqual(3);
    for (const id of ids) await client.call('CLIENT', 'KILL', 'ID', String(id));
    client.disconnect();
    return;
  }
  const client = new pg.Client({ connectionString: own.url });
  await client.connect();
  await client.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  await client.end();
};

describe('a queue that does not answer', () => {
  const closedPort = async (): Promise<number> => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    return typeof address === 'object' && address !== null ? address.port : 0;
  };

  it.each([
    ['Redis', (port: number) => ({ databaseUrl: own.url, redisUrl: `redis://127.0.0.1:${port}` })],
    ['PostgreSQL', (port: number) => ({ databaseUrl: `postgresql://desk@127.0.0.1:${port}/desk` })],
  ] as const)('in %s is told as such at the start', async (_, urls) => {
    const opening = openQueue({ ...urls(await closedPort()), log });
    await expect(opening).rejects.toMatchObject({ code: 'queue-unavailable', retryable: true });
  });
});
