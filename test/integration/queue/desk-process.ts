import type { EventType } from '../../../src/kernel/events.js';
import { openDatabase } from '../../../src/platform/db/client.js';
import { owedSteps, owedStepsOf } from '../../../src/platform/execution/owed-steps.js';
import { parkStep } from '../../../src/platform/execution/park-step.js';
import { runStepOnce } from '../../../src/platform/execution/run-step-once.js';
import { armFaultPointFrom } from '../../../src/platform/fault-points.js';
import { createLog } from '../../../src/platform/log.js';
import { createRelay } from '../../../src/platform/outbox/relay.js';
import type { Flow, Flows } from '../../../src/platform/outbox/relay-next-event.js';
import { openQueue } from '../../../src/platform/queue/open-queue.js';
import { createSweep } from '../../../src/platform/queue/sweep.js';

/**
 * A worker process as small as can be: relay, queue and sweep as in the product, and steps that leave one row each.
 * Started and killed by killed-workers.test.ts.
 */
const {
  DATABASE_URL = '',
  REDIS_URL,
  QUEUE_PREFIX = 'countermand',
  COUNTERMAND_FAULT,
  STEP_FAILS,
  STEP_IS_SLOW,
  NO_SWEEP,
} = process.env;
if (COUNTERMAND_FAULT !== undefined) armFaultPointFrom(COUNTERMAND_FAULT);

let askToStop = () => {};
const askedToStop = new Promise<void>((resolve) => {
  askToStop = resolve;
});

const log = createLog({ level: process.env.LOG_LEVEL ?? 'silent', descriptor: 2, readable: false });
const db = openDatabase({ url: DATABASE_URL, poolSize: 8, onError: (err) => log.warn({ err }, 'database') });
const queue = await openQueue({
  databaseUrl: DATABASE_URL,
  ...(REDIS_URL === undefined ? {} : { redisUrl: REDIS_URL }),
  prefix: QUEUE_PREFIX,
  log,
  retry: { attempts: 2, backOffMs: 20 },
  lockMs: 1_000,
});

const enqueueOwed: Flow<EventType> = (tx, payload) =>
  'executionId' in payload ? owedStepsOf(tx, payload.executionId) : Promise.resolve([]);
const addJobs = (jobs: Parameters<typeof queue.add>[0]) => queue.add(jobs);
const relay = createRelay({
  db,
  listenUrl: DATABASE_URL,
  // Safe: every type of event has the same flow here.
  flows: new Proxy(
    {},
    {
      get: () => enqueueOwed,
      getOwnPropertyDescriptor: () => ({ configurable: true, value: enqueueOwed }),
    },
  ) as Flows,
  addJobs,
  log,
});
const sweep = createSweep({
  tasks: [{ name: 'steps', find: () => owedSteps(db, { olderThanMs: 1_500 }) }],
  addJobs,
  everyMs: 200,
  log,
});

queue.work({
  async step(job) {
    await runStepOnce(db, job, async (tx, { id }) => {
      if (job.step === STEP_FAILS) throw new Error('the shelf is not there');
      if (job.step === STEP_IS_SLOW) {
        process.stdout.write('in hand\n');
        await askedToStop;
      }
      await tx.auditEvent.create({
        data: {
          actor: 'worker',
          action: `test.${job.step}`,
          outcome: 'done',
          subjectType: 'execution',
          subjectId: id,
          details: {},
        },
      });
      return {};
    });
  },
  async deliver() {},
  async refresh() {},
  async onExhausted(job, error) {
    if (job.kind === 'step') await parkStep(db, job, error);
  },
});
relay.start();
if (NO_SWEEP === undefined) sweep.start();

process.once('SIGTERM', async () => {
  askToStop();
  await sweep.stop();
  await relay.stop();
  await queue.close();
  await db.close();
  process.exit(0);
});
process.stdout.write('ready\n');
