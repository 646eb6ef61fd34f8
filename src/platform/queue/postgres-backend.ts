import { setTimeout as pause } from 'node:timers/promises';
import {
  createPostgresBackend,
  type PgPool,
  PostgresQueueBackend,
  RedisQueueBackend,
  runMigrations,
  withBackend,
} from 'bullmq';
import type pg from 'pg';
import { Failure } from '../../kernel/errors.js';
import { openPool } from '../db/open-pool.js';
import { answered, type QueueBackend, type QueuedJob } from './backend.js';
import type { Job } from './jobs.js';

const SCHEMA = 'bullmq';
const OPEN_TIMEOUT_MS = 20_000;
const PING_TIMEOUT_MS = 2_000;
const START_AGAIN_MS = 1_000;

/**
 * BullMQ in PostgreSQL, in a schema of its own that is brought up to date first. All queues and workers share one pool
 * of `poolSize` connections, of which each worker keeps one to be woken by. Throws `queue-unavailable` when the
 * database does not answer.
 */
export const openPostgresBackend = async (options: {
  readonly databaseUrl: string;
  readonly poolSize: number;
  readonly onError: (error: Error) => void;
}): Promise<QueueBackend> => {
  const pool = openPool({
    url: options.databaseUrl,
    onError: options.onError,
    max: options.poolSize,
    // What the queue holds can be made anew from the outbox and the steps, so it need not wait for the disk.
    options: `-c search_path=${SCHEMA} -c synchronous_commit=off`,
    application_name: `countermand queue ${process.pid}`,
  });
  // Each queue and worker listens to the shared pool as well.
  pool.setMaxListeners(20);
  try {
    await answered('the queue in PostgreSQL', OPEN_TIMEOUT_MS, migrate(pool));
  } catch (error) {
    await pool.end();
    throw error;
  }
  // Safe: BullMQ recognises a pg.Pool; its own structural type only lacks pg's overloads.
  const connection = pool as unknown as PgPool;
  const { Queue, Worker } = withBackend(createPatientBackend);

  return {
    kind: 'postgres',
    queue(name, queueOptions) {
      const queue = new Queue<Job, void>(name, { ...queueOptions, connection });
      refuseRedis(queue.getBackend());
      queue.on('error', options.onError);
      return queue;
    },
    worker(name, work, workerOptions) {
      const worker = new Worker<Job, void>(name, (job: QueuedJob) => work(job), {
        ...workerOptions,
        connection,
      });
      refuseRedis(worker.getBackend());
      worker.on('error', options.onError);
      return worker;
    },
    async ping() {
      await answered('the queue in PostgreSQL', PING_TIMEOUT_MS, pool.query('SELECT 1'));
      return undefined;
    },
    close: () => pool.end(),
  };
};

const migrate = async (pool: pg.Pool): Promise<void> => {
  const client = await pool.connect();
  try {
    await runMigrations(client, SCHEMA);
  } finally {
    client.release();
  }
};

/**
 * Each queue and worker of BullMQ's begins with one connection. Where that fails it remembers so for good, and asks on
 * without a pause; here it forgets it, after a pause.
 */
const createPatientBackend: typeof createPostgresBackend = (...given) => {
  const backend = createPostgresBackend(...given);
  if (!(backend instanceof PostgresQueueBackend)) return backend;
  const { connection } = backend;
  const ready = connection.waitUntilReady.bind(connection);
  connection.waitUntilReady = async () => {
    try {
      await ready();
    } catch (error) {
      Reflect.set(connection, 'readyPromise', undefined);
      await pause(START_AGAIN_MS);
      throw error;
    }
  };
  return backend;
};

/** A factory in the wrong argument silently means Redis on localhost: better not to start. */
const refuseRedis = (backend: unknown): void => {
  if (backend instanceof RedisQueueBackend) {
    throw new Failure('redis-without-url', 'a Redis client was made although REDIS_URL is not set', {
      retryable: false,
    });
  }
};
