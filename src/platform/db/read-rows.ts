import type pg from 'pg';
import { Failure } from '../../kernel/errors.js';
import { asDatabaseFailure } from './database-failure.js';

/** What is thrown where PostgreSQL did not answer in time. */
export const READ_TOO_LONG = 'read-too-long';

/** SQL with its values, as `Prisma.sql` puts it together. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface ReadOptions {
  /** PostgreSQL is told to stop after so long, and `read-too-long` is thrown. */
  readonly withinMs: number;
  /** Whether the plan is kept: for what is read often, with a plan that is right for whatever values. */
  readonly kept: boolean;
}

/** Rows as pg gives them: texts, numbers of four bytes, arrays of these; anything else is to be cast in the statement. */
export type ReadRows = <Row extends object>(
  statement: Statement,
  options: ReadOptions,
) => Promise<readonly Row[]>;

/**
 * Reads past Prisma, whose work on a statement costs more than PostgreSQL's: for what is asked while somebody waits. Throws
 * what `asDatabaseFailure` gives.
 */
export const createReadRows =
  (pool: pg.Pool, nameOf: (statement: { readonly sql: string }) => string): ReadRows =>
  async <Row extends object>({ text, values }: Statement, { withinMs, kept }: ReadOptions) => {
    const name = kept ? nameOf({ sql: text }) : '';
    const client = await connected(pool);
    let late = false;
    let failed = true;
    const timer = setTimeout(() => {
      late = true;
      stop(pool, client);
    }, withinMs);
    try {
      const { rows } = await client.query<Row>({
        text,
        values: [...values],
        ...(name === '' ? {} : { name }),
      });
      failed = false;
      return rows;
    } catch (error) {
      if (!late) throw asDatabaseFailure(error);
      throw new Failure(READ_TOO_LONG, `a statement took longer than ${withinMs} ms`, {
        retryable: false,
        cause: error,
      });
    } finally {
      clearTimeout(timer);
      // What comes late to stop this statement must not meet the next one.
      client.release(failed || late);
    }
  };

const connected = async (pool: pg.Pool): Promise<pg.PoolClient> => {
  try {
    return await pool.connect();
  } catch (error) {
    throw asDatabaseFailure(error);
  }
};

/** By another connection; where none is to be had, the patience of this one ends it. */
const stop = (pool: pg.Pool, client: pg.PoolClient): void => {
  const processId: unknown = Reflect.get(client, 'processID'); // Which its types leave out.
  pool.query('SELECT pg_cancel_backend($1::int)', [processId]).catch(() => undefined);
};
