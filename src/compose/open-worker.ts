import { createMailSender } from '../edges/email/create-mail-sender.js';
import { readCustomerLetter } from '../features/notifications/customer-letter.js';
import { DELIVERY_OPTIONS, type DeliveryOptions } from '../features/notifications/delivery-options.js';
import type { SlackSender } from '../features/notifications/ports.js';
import { reopenAfterOutage } from '../features/notifications/reopen-failed-messages.js';
import { flows } from '../flows/index.js';
import { createWork } from '../flows/work.js';
import { systemClock } from '../kernel/clock.js';
import type { Database } from '../platform/db/client.js';
import { databaseClock } from '../platform/db/database-clock.js';
import { owedSteps } from '../platform/execution/owed-steps.js';
import { parkStep } from '../platform/execution/park-step.js';
import type { Log } from '../platform/log.js';
import type { Metrics } from '../platform/metrics.js';
import { createRelay } from '../platform/outbox/relay.js';
import type { Job } from '../platform/queue/jobs.js';
import { type JobQueue, openQueue } from '../platform/queue/open-queue.js';
import { createSweep } from '../platform/queue/sweep.js';

/** How patient the worker is, milliseconds; tests hand in less. */
export interface WorkerPace {
  readonly sweepEveryMs: number;
  /** How long a step may be untouched before its job is taken for lost: above the queue's longest back-off. */
  readonly stepLostAfterMs: number;
  readonly deliveryLostAfterMs: number;
  readonly retry: { readonly attempts: number; readonly backOffMs: number };
  readonly delivery: DeliveryOptions;
}

export const WORKER_PACE: WorkerPace = {
  sweepEveryMs: 15_000,
  stepLostAfterMs: 90_000,
  deliveryLostAfterMs: 15_000,
  retry: { attempts: 6, backOffMs: 1_000 },
  delivery: DELIVERY_OPTIONS,
};

export interface OpenWorker {
  start(): void;
  /** As the queue's. */
  ping(): Promise<string | undefined>;
  /** Jobs by lane and state. Throws `queue-unavailable` when the backend does not answer. */
  counts(): ReturnType<JobQueue['counts']>;
  readonly backend: JobQueue['backend'];
  /** Forgets every job that is queued: what they were about was thrown away, or is to be looked at anew. Before `start`. */
  forgetJobs(): Promise<void>;
  /** Finishes what is in hand and takes no more. */
  stop(): Promise<void>;
}

/** What carries facts on: the relay, the jobs and the sweep that finds what was lost. */
export const openWorker = async (options: {
  readonly database: Database;
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
  readonly slack: SlackSender;
  readonly mail: { readonly smtpUrl: string | undefined; readonly from: string | undefined };
  readonly log: Log;
  readonly metrics?: Metrics;
  /** Keeps those apart who share a Redis. */
  readonly queuePrefix?: string;
  readonly pace?: WorkerPace;
}): Promise<OpenWorker> => {
  const { database: db, databaseUrl, redisUrl, slack, mail, log, metrics, pace = WORKER_PACE } = options;
  const queue = await openQueue({
    databaseUrl,
    ...(redisUrl === undefined ? {} : { redisUrl }),
    ...(options.queuePrefix === undefined ? {} : { prefix: options.queuePrefix }),
    ...(metrics === undefined ? {} : { onFailed: metrics.jobFailed }),
    retry: pace.retry,
    log,
  });
  const addJobs = (jobs: readonly Job[]): Promise<void> => queue.add(jobs);
  const work = createWork(
    db,
    {
      ports: {
        slack,
        mail: createMailSender({ ...mail, letterOf: (requestId) => readCustomerLetter(db, requestId) }),
      },
      options: pace.delivery,
      log,
    },
    {
      clock: systemClock,
      sharedClock: () => databaseClock(db.prisma),
      dueForMs: pace.deliveryLostAfterMs,
      ...(metrics === undefined ? {} : { onDelivery: metrics.deliveryTried }),
    },
  );
  const failedMessages = async (): Promise<Job[]> => {
    const clock = await databaseClock(db.prisma);
    const ids = await reopenAfterOutage(db, { clock, mostTries: pace.delivery.mostTries });
    return ids.map((deliveryId) => ({ kind: 'deliver', deliveryId }));
  };
  const relay = createRelay({
    db,
    listenUrl: databaseUrl,
    flows,
    addJobs,
    log,
    ...(metrics === undefined ? {} : { onFlowFailed: metrics.flowFailed }),
  });
  const sweep = createSweep({
    tasks: [
      { name: 'failed messages', find: once(failedMessages) },
      { name: 'steps', find: () => owedSteps(db, { olderThanMs: pace.stepLostAfterMs }) },
      { name: 'messages', find: () => work.owedMessages() },
    ],
    addJobs,
    everyMs: pace.sweepEveryMs,
    log,
  });
  return {
    start() {
      queue.work({
        step: (job) =>
          timed(
            () => work.step(job),
            (outcome, ms) => metrics?.stepTried(job.step, outcome, ms),
          ),
        deliver: async (job) => addJobs(await work.deliver(job)),
        refresh: async (job) => addJobs(await work.refresh(job)),
        onExhausted: async (job, error) => {
          if (job.kind === 'step') await parkStep(db, job, error);
        },
      });
      relay.start();
      sweep.start();
      // What was owed when the last process ended does not wait for the first round.
      void sweep.runOnce();
    },
    ping: () => queue.ping(),
    counts: () => queue.counts(),
    backend: queue.backend,
    forgetJobs: () => queue.empty(),
    async stop() {
      await sweep.stop();
      await relay.stop();
      await queue.close();
    },
  };
};

/** Looks until it could once: what an outage outlasted is tried again by the worker that starts after it. */
const once = (find: () => Promise<readonly Job[]>): (() => Promise<readonly Job[]>) => {
  let looked = false;
  return async () => {
    if (looked) return [];
    const jobs = await find();
    looked = true;
    return jobs;
  };
};

/** Does it, and tells how it ended and how long it took, milliseconds. */
const timed = async (
  work: () => Promise<void>,
  told: (outcome: 'done' | 'failed', ms: number) => void,
): Promise<void> => {
  const began = performance.now();
  try {
    await work();
  } catch (error) {
    told('failed', performance.now() - began);
    throw error;
  }
  told('done', performance.now() - began);
};
