import type { Clock } from '../../kernel/clock.js';
import type { Database } from './client.js';
import type { Transaction } from './in-transaction.js';

/**
 * The database's clock, read now and good for one piece of work: by it every process means the same instant, however
 * wrong the clock of its own machine is. For whatever is compared with what another process has written, leases above all.
 */
export const databaseClock = async (db: Transaction | Database['prisma']): Promise<Clock> => {
  const readAt = performance.now();
  const [row] = await db.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  if (row === undefined) throw new Error('the database tells no time');
  return { now: () => new Date(row.now.getTime() + performance.now() - readAt) };
};
