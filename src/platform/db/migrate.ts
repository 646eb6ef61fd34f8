import { z } from 'zod';
import { asError, Failure } from '../../kernel/errors.js';
import { checkFit, databaseClosed } from './check-fit.js';
import { asDatabaseFailure, errorCodes } from './database-failure.js';
import { type MigrationFile, migrationsFolder, readMigrations } from './migration-files.js';
import { type OneConnection, oneConnection } from './one-connection.js';
import { openSchemaEngine, type SchemaEngine } from './schema-engine.js';

// One at a time, also when several processes start at once.
const LOCK = 7_266_003;
const FILTERS = { externalTables: [], externalEnums: [] };

const Applied = z.array(z.object({ name: z.string(), checksum: z.string(), finished: z.boolean() }));
type Applied = z.infer<typeof Applied>;

/**
 * How far a process may go: bring any database up to date; only one that holds nothing yet, since an older version may be
 * at work on the others and could not start again; or change none at all.
 */
export type Preparation = 'upgrade' | 'set-up' | 'as-is';

const applied = async (connection: OneConnection): Promise<Applied> => {
  const there = await connection.query(`SELECT 1 WHERE to_regclass('_prisma_migrations') IS NOT NULL`);
  if (there.length === 0) return [];
  return Applied.parse(
    await connection.query(
      `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
       FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
    ),
  );
};

/** Those not yet applied; throws when what was applied is not what the program knows. */
const outstanding = (files: readonly MigrationFile[], done: Applied): readonly MigrationFile[] => {
  const known = new Map(files.map((file) => [file.name, file.checksum]));
  const refuse = (code: string, message: string, migration: string): Failure =>
    new Failure(code, message, { retryable: false, details: { migration } });
  for (const { name, checksum, finished } of done) {
    if (!known.has(name)) {
      throw refuse(
        'database-newer',
        `the database is newer than this program (it has ${name}): start the newer version`,
        name,
      );
    }
    if (!finished) {
      throw refuse(
        'migration-failed',
        `the migration ${name} once failed in the middle: restore a backup`,
        name,
      );
    }
    if (known.get(name) !== checksum) {
      throw refuse('migration-edited', `the migration ${name} was changed after it had been applied`, name);
    }
  }
  const names = new Set(done.map(({ name }) => name));
  return files.filter((file) => !names.has(file.name));
};

const applyUpTo = async (
  engine: SchemaEngine,
  connection: OneConnection,
  files: readonly MigrationFile[],
): Promise<void> => {
  const migrationDirectories = files.map(({ name, sql }) => ({
    path: name,
    migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
  }));
  // With its bookkeeping in one transaction: killed in the middle, a migration has not happened.
  await connection.query('BEGIN');
  try {
    await engine.applyMigrations({
      migrationsList: {
        baseDir: migrationsFolder(),
        lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"' },
        shadowDbInitScript: '',
        migrationDirectories,
      },
      filters: FILTERS,
    });
    await connection.query('COMMIT');
  } catch (error) {
    await connection.query('ROLLBACK').catch(() => {});
    const cause = asDatabaseFailure(connection.scriptError() ?? error);
    if (cause instanceof Failure) throw cause;
    const why = `${asError(cause).message}${adviceOn(asError(cause))}`;
    if (isForbidden(cause)) throw databaseClosed(why, cause);
    throw new Failure(
      'migration-failed',
      `the migration ${files.at(-1)?.name} failed and was rolled back: ${why}`,
      { retryable: false, cause, details: { migration: files.at(-1)?.name, why } },
    );
  }
};

const isForbidden = (error: unknown): boolean => errorCodes(error).includes('42501');

/** Installing an extension may need rights that the program has not been given, or a package of the server's. */
const adviceOn = ({ message }: Error): string =>
  message.includes('extension "pg_trgm"')
    ? ' - let an administrator run CREATE EXTENSION pg_trgm in this database (it comes with postgresql-contrib), then start again'
    : '';

const withConnection = async <T>(
  url: string,
  work: (connection: OneConnection) => Promise<T>,
): Promise<T> => {
  const connection = oneConnection(url);
  try {
    return await work(connection);
  } catch (error) {
    if (isForbidden(error) && !(error instanceof Failure))
      throw databaseClosed(asError(error).message, error);
    throw asDatabaseFailure(error);
  } finally {
    await connection.close();
  }
};

/** The names of the migrations that this database lacks. Throws as `migrate` does. */
export const pendingMigrations = async (
  url: string,
  folder = migrationsFolder(),
): Promise<readonly string[]> => {
  const files = await readMigrations(folder);
  return withConnection(url, async (connection) =>
    outstanding(files, await applied(connection)).map((file) => file.name),
  );
};

const older = (missing: number): Failure =>
  new Failure(
    'database-older',
    `this database needs ${missing} ${missing === 1 ? 'migration' : 'migrations'}: run \`npx countermand migrate\`; an older version then starts on it no more`,
    { retryable: false, details: { count: missing } },
  );

/**
 * Applies what is missing as far as `preparation` allows, each migration in a transaction of its own, and answers their
 * names. Safe to run in several processes at once: the others wait and find nothing left. Throws the failures
 * `database-unavailable` (retryable), `database-newer`, `database-older` (something is missing that it may not apply),
 * `migration-edited`, `migration-failed` and those of `checkFit`.
 */
export const migrate = async (
  url: string,
  folder = migrationsFolder(),
  preparation: Preparation = 'upgrade',
): Promise<readonly string[]> => {
  const files = await readMigrations(folder);
  return withConnection(url, async (connection) => {
    await connection.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const done = await applied(connection);
    const missing = outstanding(files, done);
    if (missing.length === 0) return [];
    if (preparation === 'as-is' || (preparation === 'set-up' && done.length > 0)) throw older(missing.length);
    await checkFit(connection);
    const engine = await openSchemaEngine(connection.adapterFactory);
    try {
      for (const { name } of missing) {
        await applyUpTo(
          engine,
          connection,
          files.slice(0, files.findIndex((file) => file.name === name) + 1),
        );
      }
    } finally {
      engine.free();
    }
    return missing.map((file) => file.name);
  });
};
