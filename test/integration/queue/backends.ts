import { randomBytes } from 'node:crypto';

/** Where the queue's tests run: always in PostgreSQL, and in Redis where one is named. */
export const redisUrl = process.env.COUNTERMAND_TEST_REDIS_URL;

export const BACKENDS = [
  { title: 'in PostgreSQL', available: true, options: {} },
  {
    title: 'in Redis (needs COUNTERMAND_TEST_REDIS_URL)',
    available: redisUrl !== undefined,
    options: redisUrl === undefined ? {} : { redisUrl },
  },
] as const;

/** Keeps a test's keys apart from those of others in a shared Redis. */
export const ownPrefix = (): string => `test-${randomBytes(8).toString('hex')}`;
