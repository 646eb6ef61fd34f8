import { createRedisBackend, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { answered, type QueueBackend, type QueuedJob } from './backend.js';
import type { Job } from './jobs.js';

const READY_TIMEOUT_MS = 10_000;
const PING_TIMEOUT_MS = 2_000;
const LONGEST_PAUSE_MS = 3_000;

/**
 * BullMQ in Redis, under keys that begin with `prefix`. Adding fails at once while Redis is away, since what is owed
 * stands in the database; workers wait and go on when it is back. Throws `queue-unavailable` when it does not answer.
 */
export const openRedisBackend = async (options: {
  readonly redisUrl: string;
  readonly prefix: string;
  readonly onError: (error: Error) => void;
}): Promise<QueueBackend> => {
  const retryStrategy = (times: number) => Math.min(LONGEST_PAUSE_MS, 50 * 2 ** times);
  const clients: Redis[] = [];
  const connect = (own: { maxRetriesPerRequest: number | null; enableOfflineQueue: boolean }): Redis => {
    const client = new Redis(options.redisUrl, {
      ...own,
      retryStrategy,
      connectionName: options.prefix,
      connectTimeout: 5_000,
    });
    client.on('error', options.onError);
    clients.push(client);
    return client;
  };
  const closeClients = (): void => {
    for (const client of clients) client.disconnect();
  };
  const producer = connect({ maxRetriesPerRequest: 1, enableOfflineQueue: false });
  let consumer: Redis | undefined;
  try {
    await answered('Redis', READY_TIMEOUT_MS, ready(producer));
  } catch (error) {
    closeClients();
    throw error;
  }
  const { Queue, Worker } = withBackend(createRedisBackend);

  return {
    kind: 'redis',
    queue(name, queueOptions) {
      const queue = new Queue<Job, void>(name, {
        ...queueOptions,
        connection: producer,
        prefix: options.prefix,
      });
      queue.on('error', options.onError);
      return queue;
    },
    worker(name, work, workerOptions) {
      // A worker's commands wait for Redis for ever, and its blocking connection is a duplicate of this one.
      consumer ??= connect({ maxRetriesPerRequest: null, enableOfflineQueue: true });
      const worker = new Worker<Job, void>(name, (job: QueuedJob) => work(job), {
        ...workerOptions,
        connection: consumer,
        prefix: options.prefix,
      });
      worker.on('error', options.onError);
      return worker;
    },
    async ping() {
      await answered('Redis', PING_TIMEOUT_MS, producer.ping());
    },
    async close() {
      closeClients();
    },
  };
};

const ready = (client: Redis): Promise<void> =>
  new Promise((resolve, reject) => {
    if (client.status === 'ready') resolve();
    else {
      client.once('ready', () => resolve());
      client.once('error', reject);
    }
  });
