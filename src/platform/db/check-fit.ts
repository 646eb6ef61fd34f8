import { z } from 'zod';
import { Failure } from '../../kernel/errors.js';
import type { OneConnection } from './one-connection.js';

const Found = z.tuple([z.object({ encoding: z.string(), mayCreate: z.boolean(), role: z.string() })]);

/**
 * Whether this database can hold ours, asked before the first thing is made in it. Throws `database-not-utf8` where it
 * could not store every name, and `database-closed` where our user may make nothing.
 */
export const checkFit = async (connection: OneConnection): Promise<void> => {
  const [{ encoding, mayCreate, role }] = Found.parse(
    await connection.query(
      `SELECT current_setting('server_encoding') AS encoding, current_user AS role,
              coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS "mayCreate"`,
    ),
  );
  if (encoding !== 'UTF8') {
    throw new Failure(
      'database-not-utf8',
      `the database keeps text as ${encoding}, and needs UTF8: create it with ENCODING 'UTF8' (docs/operations.md, Deploy)`,
      { retryable: false, details: { encoding } },
    );
  }
  if (!mayCreate) throw databaseClosed(`${role} may not create tables`);
};

/** Our user may not do what a migration needs; `why` is for people. */
export const databaseClosed = (why: string, cause?: unknown): Failure =>
  new Failure(
    'database-closed',
    `the user of DATABASE_URL may not change this database (${why}): let it own the database (docs/operations.md, Deploy)`,
    { retryable: false, cause, details: { why } },
  );
