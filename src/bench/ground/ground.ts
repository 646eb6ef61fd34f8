import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { Failure } from '../../kernel/errors.js';
import { openEmbedded } from '../../platform/db/embedded/open-embedded.js';
import { migrate } from '../../platform/db/migrate.js';
import { knock } from '../../platform/knock.js';
import type { OnProgress } from '../../platform/progress.js';

/** Where the bench works: databases of its own, thrown away afterwards. */
export interface Ground {
  /** A folder for what is not in a database. */
  readonly folder: string;
  readonly postgresVersion: string;
  /** A new database with all migrations or, with `like`, with all that this other one of ours holds; nobody may be on that. */
  create(like?: string): Promise<string>;
  drop(url: string): Promise<void>;
  /** Safe to call again. */
  close(): Promise<void>;
}

/**
 * A PostgreSQL of our own in a temporary folder, set up as the product sets its own up; or, at `databaseUrl`, databases
 * beside the one that is named there. Throws `bench-database-not-empty` where that one holds anything.
 */
export const openGround = async (
  databaseUrl: string | undefined,
  onProgress: OnProgress,
): Promise<Ground> => {
  const folder = await mkdtemp(join(tmpdir(), 'countermand-bench-'));
  // PostgreSQL's own user has to pass through where root runs the bench.
  await chmod(folder, 0o711);
  const embedded =
    databaseUrl === undefined
      ? await openEmbedded({ home: join(folder, 'home'), mode: 'instance', onProgress })
      : undefined;
  const nearUrl = embedded?.url ?? databaseUrl ?? '';
  const created = new Set<string>();
  let close = async (): Promise<void> => {
    await embedded?.release();
    if (embedded !== undefined) await rm(embedded.folder, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  };
  try {
    if (databaseUrl !== undefined) await refuseUsed(databaseUrl);
    const admin = new pg.Client({ connectionString: nearUrl });
    admin.on('error', () => undefined); // The next statement says it.
    await admin.connect();
    const drop = async (url: string): Promise<void> => {
      const name = nameIn(url);
      if (created.delete(name)) await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    };
    const create = async (like?: string): Promise<string> => {
      const name = `countermand_bench_${randomBytes(6).toString('hex')}`;
      await admin.query(
        `CREATE DATABASE ${name} TEMPLATE ${like === undefined ? 'template0' : nameIn(like)}`,
      );
      created.add(name);
      const url = new URL(nearUrl);
      url.pathname = `/${name}`;
      return url.toString();
    };
    const { rows } = await admin.query('SHOW server_version');
    const migrated = await create();
    await migrate(migrated);
    const closeAll = close;
    close = async () => {
      for (const name of [...created]) await drop(`postgresql:///${name}`);
      await admin.end();
      await closeAll();
    };
    let closing: Promise<void> | undefined;
    return {
      folder,
      postgresVersion: String(rows[0]?.server_version ?? ''),
      create: (like = migrated) => create(like),
      drop,
      close() {
        closing ??= close();
        return closing;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
};

const nameIn = (url: string): string => new URL(url).pathname.slice(1);

/** A database that holds tables is somebody's: whoever names one by mistake is told so before anything is done. */
const refuseUsed = async (url: string): Promise<void> => {
  await knock(url);
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // The next statement says it.
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname !~ '^(pg_|information_schema$)' LIMIT 1`,
    );
    if (rowCount !== 0) {
      throw new Failure(
        'bench-database-not-empty',
        'the database named by --database holds tables: name an empty one, or none',
        { retryable: false },
      );
    }
  } finally {
    await client.end();
  }
};
