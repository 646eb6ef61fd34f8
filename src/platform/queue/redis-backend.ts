import { createRedisBackend, withBackend } from 'bullmq';
import { asError, Failure } from '../../kernel/errors.js';
import type { Log } from '../log.js';
import { answered, type QueueBackend, type QueuedJob } from './backend.js';
import { checkRedis } from './check-redis.js';
import { connectToRedis, type RedisClient } from './connect-to-redis.js';
import type { Job } from './jobs.js';
import { type RedisAddress, readRedisAddress } from './redis-address.js';

const READY_TIMEOUT_MS = 10_000;
const PING_TIMEOUT_MS = 2_000;

/**
 * BullMQ in Redis, under keys that begin with `prefix` and, in a Cluster, share a slot by it. Adding fails at once while
 * Redis is away, since what is owed stands in the database; workers wait and go on when it is back. Throws
 * `queue-unavailable` when it does not answer, `redis-refused` when it does not let us in, and what checkRedis throws.
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
    client.on('error', options.onError);
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
  let consumer: RedisClient | undefined;
  try {
    const reached = ready(producer).then(() => checkRedis(producer, address.kind, options.log));
    await answered('Redis', READY_TIMEOUT_MS, reached, { redis: placeOf(address) });
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
        prefix,
      });
      queue.on('error', options.onError);
      return queue;
    },
    worker(name, work, workerOptions) {
      // A worker's commands wait for Redis for ever, and its blocking connection is a duplicate of this one.
      consumer ??= connect(true);
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
        await answered('Redis', PING_TIMEOUT_MS, producer.exists(`${prefix}:ping`));
      } catch (thrown) {
        // What a client says that is not connected is about a stream that cannot be written.
        if (producer.status === 'ready' && !asError(thrown).message.includes('writeable')) throw thrown;
        const why = `Redis is not connected (${lost}); trying again`;
        throw new Failure('queue-unavailable', why, { retryable: true, cause: thrown, details: { why } });
      }
    },
    async close() {
      closeClients();
    },
  };
};

/** For people, and nothing secret. */
const placeOf = ({ nodes }: RedisAddress): string =>
  nodes.map(({ host, port }) => `${host}:${port}`).join(', ');

const ready = (client: RedisClient): Promise<void> =>
  new Promise((resolve, reject) => {
    if (client.status === 'ready') resolve();
    else {
      client.once('ready', () => resolve());
      client.once('error', (error: Error) => reject(refusal(error) ?? error));
    }
  });

/** A password or user that Redis does not accept, wherever in the chain of errors it is told. */
const refusal = (error: Error): Failure | undefined => {
  const told = [error, 'lastNodeError' in error ? asError(error.lastNodeError) : undefined].map(
    (one) => one?.message ?? '',
  );
  if (!told.some((message) => /\b(WRONGPASS|NOAUTH|NOPERM|ERR invalid password)\b/.test(message)))
    return undefined;
  return new Failure('redis-refused', 'Redis refuses the user or password. Correct REDIS_URL.', {
    retryable: false,
    cause: error,
  });
};
