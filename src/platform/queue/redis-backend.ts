import { createRedisBackend, withBackend } from 'bullmq';
import { asError, Failure } from '../../kernel/errors.js';
import type { Log } from '../log.js';
import { answered, type QueueBackend, type QueuedJob } from './backend.js';
import { connectToRedis, type RedisClient } from './connect-to-redis.js';
import type { Job } from './jobs.js';
import { type RedisAddress, readRedisAddress } from './redis-address.js';
import { redisRefusal } from './redis-refusal.js';
import { type RedisWatch, watchRedis } from './watch-redis.js';

const READY_TIMEOUT_MS = 10_000;
const PING_TIMEOUT_MS = 2_000;

/**
 * BullMQ in Redis, under keys that begin with `prefix` and, in a Cluster, share a slot by it. Adding fails at once while
 * Redis is away, since what is owed stands in the database; workers wait and go on when it is back. Throws
 * `queue-unavailable` when it does not answer, `redis-refused` when it does not let us in, and what checkRedis throws;
 * `ping` throws that of a server that came in its place.
 */
export const openRedisBackend = async (options: {
  readonly redisUrl: string;
  readonly prefix: string;
  readonly log: Log;
  readonly onError: (error: Error) => void;
}): Promise<QueueBackend> => {
  const address = readRedisAddress(options.redisUrl);
  if (address === undefined) throw new RangeError('REDIS_URL names no Redis');
  const prefix = `{${options.prefix}}`;
  const clients: RedisClient[] = [];
  const connect = (patient: boolean): RedisClient => {
    const client = connectToRedis(address, { name: options.prefix, patient });
    clients.push(client);
    return client;
  };
  const closeClients = (): void => {
    for (const client of clients) client.disconnect();
  };
  const producer = connect(false);
  let lost = 'the connection was closed';
  producer.on('error', (error: Error) => {
    lost = error.message;
  });
  const about = aboutOf(address);
  let consumer: RedisClient | undefined;
  let watch: RedisWatch;
  try {
    const reached = ready(producer, address).then(() => watchRedis(producer, address.kind, options.log));
    watch = await answered(`Redis at ${about.redis}`, READY_TIMEOUT_MS, reached, about);
  } catch (error) {
    closeClients();
    throw error;
  }
  // Only what was connected can be lost.
  producer.on('error', options.onError);
  const { Queue, Worker } = withBackend(createRedisBackend);

  return {
    kind: 'redis',
    queue(name, queueOptions) {
      const queue = new Queue<Job, void>(name, {
        ...queueOptions,
        connection: producer,
        prefix,
      });
      queue.on('error', options.onError);
      return queue;
    },
    worker(name, work, workerOptions) {
      // A worker's commands wait for Redis for ever, and its blocking connection is a duplicate of this one.
      consumer ??= connect(true).on('error', options.onError);
      const worker = new Worker<Job, void>(name, (job: QueuedJob) => work(job), {
        ...workerOptions,
        connection: consumer,
        prefix,
      });
      worker.on('error', options.onError);
      return worker;
    },
    async ping() {
      try {
        // A key of ours, because in a Cluster any server answers PING, and the queue lives on one.
        await answered(`Redis at ${about.redis}`, PING_TIMEOUT_MS, producer.exists(`${prefix}:ping`), about);
      } catch (thrown) {
        // What a client says that is not connected is about a stream that cannot be written.
        if (producer.status === 'ready' && !asError(thrown).message.includes('writeable')) throw thrown;
        const why = `not connected: ${lost}; trying again`;
        throw new Failure('queue-unavailable', `Redis at ${about.redis} is ${why}`, {
          retryable: true,
          cause: thrown,
          details: { ...about, why },
        });
      }
      return watch.fitness();
    },
    async close() {
      closeClients();
    },
  };
};

/** Where it is, for people, and nothing secret; and whether TLS is asked for, which not every server speaks. */
const aboutOf = ({ nodes, tls }: RedisAddress): { readonly redis: string; readonly tls?: string } => ({
  redis: nodes.map(({ host, port }) => `${host}:${port}`).join(', '),
  ...(tls ? { tls: 'asked for' } : {}),
});

const ready = (client: RedisClient, address: RedisAddress): Promise<void> =>
  new Promise((resolve, reject) => {
    if (client.status === 'ready') resolve();
    else {
      client.once('ready', () => resolve());
      client.once('error', (error: Error) => reject(redisRefusal(error, address.kind) ?? error));
    }
  });
