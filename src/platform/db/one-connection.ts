import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { Failure } from '../../kernel/errors.js';
import { KEEP_ALIVE } from './open-pool.js';

/** One connection for a whole migration: its lock and its transaction live on it. */
export interface OneConnection {
  query(sql: string, values?: readonly unknown[]): Promise<readonly unknown[]>;
  /** For the schema engine; every statement of it goes over the same connection. */
  readonly adapterFactory: SqlMigrationAwareDriverAdapterFactory;
  /** What PostgreSQL said of the last script that failed: the engine keeps less of it. */
  scriptError(): unknown;
  close(): Promise<void>;
}

/** Connects at the first query. When the connection breaks, every later query fails instead of going elsewhere. */
export const oneConnection = (url: string): OneConnection => {
  let connected = 0;
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 10_000,
    ...KEEP_ALIVE,
    application_name: `countermand migrate ${process.pid}`,
    verify: (_client, done) => {
      connected += 1;
      done(connected === 1 ? undefined : new Error('the connection broke during the migration'));
    },
  });
  // The query that is under way, or the next one, tells.
  pool.on('error', () => {});
  let scriptError: unknown;

  // Prisma's adapter cuts a script at every semicolon, also inside a function body; PostgreSQL reads it whole.
  const executeScript = async (script: string): Promise<void> => {
    try {
      await pool.query(script);
    } catch (error) {
      scriptError = error;
      throw error;
    }
  };
  const connect = async (): Promise<SqlDriverAdapter> =>
    Object.assign(await new PrismaPg(pool).connect(), { executeScript });

  return {
    query: async (sql, values) =>
      (await pool.query(sql, values === undefined ? undefined : [...values])).rows,
    adapterFactory: {
      provider: 'postgres',
      adapterName: 'countermand/one-connection',
      connect,
      connectToShadowDb: () => {
        throw new Failure('schema-engine', 'no migration needs a second database', { retryable: false });
      },
    },
    scriptError: () => scriptError,
    close: () => pool.end(),
  };
};
