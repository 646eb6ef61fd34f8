import { cpus, release, totalmem, type } from 'node:os';
import type { Machine } from '../edges/cli/bench-report.js';
import { connectToRedis } from '../platform/queue/connect-to-redis.js';
import { readRedisAddress } from '../platform/queue/redis-address.js';

const GB = 1024 ** 3;

/** On what figures come about. */
export const readMachine = async (postgres: string, redisUrl: string | undefined): Promise<Machine> => ({
  cores: cpus().length,
  processor: cpus()[0]?.model ?? '',
  memoryGb: Math.round((10 * totalmem()) / GB) / 10,
  system: `${type()} ${release()}`,
  node: process.versions.node,
  postgres,
  redis: redisUrl === undefined ? null : await redisVersion(redisUrl),
});

const redisVersion = async (url: string): Promise<string | null> => {
  const address = readRedisAddress(url);
  if (address === undefined) return null;
  const client = connectToRedis(address, { name: 'countermand bench', patient: true });
  client.on('error', () => undefined); // The part that measures it says it.
  try {
    return /redis_version:(\S+)/.exec(await client.info())?.[1] ?? '';
  } finally {
    client.disconnect();
  }
};
