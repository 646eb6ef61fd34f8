import { asError } from '../../kernel/errors.js';
import type { Log } from '../log.js';
import { createQuietLog } from '../quiet-log.js';
import { answered, type QueueObject, type WorkerObject } from './backend.js';
import { jobId } from './job-id.js';
import type { Job, JobKind } from './jobs.js';
import { openPostgresBackend } from './postgres-backend.js';
import { type JobHandlers, processJob } from './process-job.js';
import { openRedisBackend } from './redis-backend.js';

/** Steps never wait behind messages, which wait for Slack. */
const LANE_OF: { readonly [K in JobKind]: Lane } = {
  step: 'steps',
  deliver: 'messages',
  refresh: 'messages',
};
/** Every kind of job. */
export const JOB_KINDS: readonly string[] = Object.keys(LANE_OF);
const LANES = ['steps', 'messages'] as const;
type Lane = (typeof LANES)[number];

export interface QueueOptions {
  /** The application's database; the queue lives in it unless there is a Redis. */
  readonly databaseUrl: string;
  readonly redisUrl?: string;
  readonly log: Log;
  /** Keeps deployments apart that share a Redis; `countermand` by default. */
  readonly prefix?: string;
  /** Connections to PostgreSQL, when the queue lives there; 8 by default, at least 4. */
  readonly poolSize?: number;
  /** How often a failing job is tried, and the pause before the second try, doubled each time; 6 times, 1,000 ms. */
  readonly retry?: { readonly attempts: number; readonly backOffMs: number };
  /** How long a worker may be silent before another takes its job; 5,000 ms by default. */
  readonly lockMs?: number;
  /** A job failed; `final`: it is not tried again. */
  readonly onFailed?: (kind: JobKind, final: boolean) => void;
}

export interface FailedJob {
  readonly job: Job;
  readonly error: string;
  readonly attempts: number;
  readonly failedAt: Date | null;
}

export interface QueueCounts {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
}

export interface JobQueue {
  readonly backend: 'postgres' | 'redis';
  /** Hands jobs over. Throws `queue-unavailable` (retryable) when the backend does not answer: nothing is lost, since the sweep finds what is owed. */
  add(jobs: readonly Job[]): Promise<void>;
  /** Begins to work jobs off in this process, at most this many of each lane at a time; once. */
  work(handlers: JobHandlers, concurrency?: { readonly [L in Lane]?: number }): void;
  /** The newest jobs that were given up, 100 at most. */
  failed(): Promise<readonly FailedJob[]>;
  counts(): Promise<{ readonly [L in Lane]: QueueCounts }>;
  /** Forgets every job, those in hand and the finished ones too; for whoever has thrown away what they were about. */
  empty(): Promise<void>;
  /** Answers what is to be said about a backend that can carry the queue; throws why one cannot, as `queue-unavailable` where it does not answer. */
  ping(): Promise<string | undefined>;
  /** Takes no more jobs, waits for those in hand (at most `timeoutMs`, 30,000 by default), closes every connection. Safe to call again. */
  close(options?: { timeoutMs?: number }): Promise<void>;
}

const ADD_TIMEOUT_MS = 10_000;
const CLOSE_TIMEOUT_MS = 2_000;
const WEEK_S = 7 * 24 * 3600;

/**
 * BullMQ on PostgreSQL, or on Redis when there is a URL of one: the only place where its objects are made. A job is a
 * hint, so losing the queue loses no work. Throws `queue-unavailable` when the backend does not answer.
 */
export const openQueue = async (options: QueueOptions): Promise<JobQueue> => {
  const { log, databaseUrl, redisUrl, prefix = 'countermand', lockMs = 5_000 } = options;
  const { attempts, backOffMs } = options.retry ?? { attempts: 6, backOffMs: 1_000 };
  const lost = createQuietLog(log, 'the queue has lost its connection and tries again');
  const onError = (error: Error): void => lost({ err: error });
  const backend =
    redisUrl === undefined
      ? await openPostgresBackend({ databaseUrl, poolSize: options.poolSize ?? 8, onError })
      : await openRedisBackend({ redisUrl, prefix, log, onError });

  const nameOf = (lane: Lane): string => `countermand-${lane}`;
  const defaultJobOptions = {
    attempts,
    backoff: { type: 'exponential', delay: backOffMs, jitter: 0.2 },
    removeOnComplete: { age: 600, count: 1_000 },
    removeOnFail: { age: WEEK_S, count: 1_000 },
  };
  const open = (lane: Lane): QueueObject => backend.queue(nameOf(lane), { defaultJobOptions });
  const queues: { readonly [L in Lane]: QueueObject } = {
    steps: open('steps'),
    messages: open('messages'),
  };
  let workers: WorkerObject[] = [];

  const close = async (timeoutMs: number): Promise<void> => {
    try {
      await answered('running jobs', timeoutMs, Promise.all(workers.map((worker) => worker.close())));
    } catch (thrown) {
      // Whoever starts next takes over what is still running here; receipts keep it from happening twice.
      log.warn({ err: asError(thrown) }, 'the queue is closed although jobs are still running');
    }
    const rest = Promise.all(LANES.map((lane) => queues[lane].close())).then(() => backend.close());
    await answered('the queue', CLOSE_TIMEOUT_MS, rest).catch((thrown) => {
      log.warn({ err: asError(thrown) }, 'connections of the queue are left to the end of the process');
    });
  };
  let closing: Promise<void> | undefined;

  return {
    backend: backend.kind,
    async add(jobs) {
      const now = Date.now();
      for (const lane of LANES) {
        const bulk = jobs.filter(({ kind }) => LANE_OF[kind] === lane).map((job) => toBulk(job, now));
        if (bulk.length > 0)
          await answered('jobs were not taken', ADD_TIMEOUT_MS, queues[lane].addBulk(bulk));
      }
    },
    work(handlers, concurrency = {}) {
      if (workers.length > 0) throw new RangeError('this process already works jobs off');
      workers = LANES.map((lane) =>
        backend.worker(
          nameOf(lane),
          (queued) => processJob(queued, handlers, { log, onFailed: options.onFailed }),
          {
            concurrency: concurrency[lane] ?? 4,
            lockDuration: lockMs,
            stalledInterval: Math.max(250, Math.floor(lockMs / 2)),
            // A job whose worker died is simply done again; what its own failure means is told by its attempts.
            maxStalledCount: 100,
            runRetryDelay: 1_000,
          },
        ),
      );
    },
    async failed() {
      const lists = await Promise.all(LANES.map((lane) => queues[lane].getFailed(0, 99)));
      return lists
        .flat()
        .map(({ data, failedReason, attemptsMade, finishedOn }) => ({
          job: data,
          error: failedReason ?? '',
          attempts: attemptsMade,
          failedAt: finishedOn === undefined ? null : new Date(finishedOn),
        }))
        .sort((a, b) => (b.failedAt?.getTime() ?? 0) - (a.failedAt?.getTime() ?? 0))
        .slice(0, 100);
    },
    async counts() {
      const [steps, messages] = await Promise.all([countsOf(queues.steps), countsOf(queues.messages)]);
      return { steps, messages };
    },
    async empty() {
      for (const lane of LANES)
        await answered('jobs were not forgotten', ADD_TIMEOUT_MS, queues[lane].obliterate({ force: true }));
    },
    ping: () => backend.ping(),
    close({ timeoutMs = 30_000 } = {}) {
      closing ??= close(timeoutMs);
      return closing;
    },
  };
};

const toBulk = (job: Job, now: number) => {
  const { delayMs = 0, ...data } = job;
  const id = jobId(job, now);
  return {
    name: job.kind,
    data,
    opts: { ...(id === undefined ? {} : { jobId: id }), ...(delayMs > 0 ? { delay: delayMs } : {}) },
  };
};

const countsOf = async (queue: QueueObject): Promise<QueueCounts> => {
  const counts = await queue.getJobCounts('waiting', 'active', 'delayed', 'failed');
  return {
    waiting: counts.waiting ?? 0,
    active: counts.active ?? 0,
    delayed: counts.delayed ?? 0,
    failed: counts.failed ?? 0,
  };
};
