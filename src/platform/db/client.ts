import { PrismaPg } from '@prisma/adapter-pg';
import { asDatabaseFailure } from './database-failure.js';
import { PrismaClient } from './generated/client.js';
import { openPool } from './open-pool.js';
import { createReadRows, type ReadRows } from './read-rows.js';
import { createStatementNames } from './statement-names.js';

/** The one way to the tables; stores use `prisma`, writes go through `inTransaction`. */
export interface Database {
  readonly prisma: PrismaClient;
  /** One statement that reads, outside of transactions, faster than Prisma. */
  readonly read: ReadRows;
  /** Resolves when the database answers; throws the retryable failure `database-unavailable` when it does not. */
  ping(): Promise<void>;
  /** Waits for running queries, then closes every connection. */
  close(): Promise<void>;
}

// Rows are locked for milliseconds; who waits longer has met a lock that nobody will release.
const LOCK_TIMEOUT_MS = 15_000;
// A transaction that lost its process must not hold its locks for ever.
const IDLE_IN_TRANSACTION_MS = 120_000;

/**
 * A client over one pool of at most `poolSize` connections; nothing is connected before the first query.
 * `onError` hears of idle connections that break (a database restart), which the pool replaces by itself; `onConnected`
 * of every one that is made.
 */
export const openDatabase = (options: {
  readonly url: string;
  readonly poolSize: number;
  readonly onError: (error: Error) => void;
  readonly onConnected?: () => void;
}): Database => {
  const pool = openPool({
    url: options.url,
    onError: options.onError,
    ...(options.onConnected === undefined ? {} : { onConnected: options.onConnected }),
    max: options.poolSize,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    application_name: `countermand ${process.pid}`,
  });
  // One for both: they share the connections, on which a name means one statement.
  const nameOf = createStatementNames();
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: nameOf }),
  });

  return {
    prisma,
    read: createReadRows(pool, nameOf),
    ping: async () => {
      try {
        await pool.query('SELECT 1');
      } catch (error) {
        throw asDatabaseFailure(error);
      }
    },
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
};
