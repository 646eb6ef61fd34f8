import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { asError, Failure } from '../../../kernel/errors.js';
import { asFolderFailure } from '../../data-folder.js';
import type { OnProgress } from '../../progress.js';
import { createCluster, SUPERUSER } from './create-cluster.js';
import { type Keeper, type Mode, openKeeper } from './keeper.js';
import { choosePlace, type Place } from './place.js';
import type { Postmaster } from './postmaster.js';
import { recordRunning, runningServer } from './running-server.js';
import { startServer } from './start-server.js';
import { stopServer } from './stop-server.js';

/** The built-in PostgreSQL of a data folder, running. */
export interface Embedded {
  /** Connection string of its database `countermand`. */
  readonly url: string;
  /** Where its files are: under the data folder, or elsewhere when root's folder is closed to PostgreSQL's user. */
  readonly folder: string;
  /** The server's own process, which outlives this one unless `release` stops it. */
  readonly pid: number;
  /** Call last, after every pool is closed: stops the server when nobody else is on it. */
  release(): Promise<void>;
}

export interface EmbeddedOptions {
  /** The data folder; created when missing. */
  readonly home: string;
  readonly mode: Mode;
  readonly onProgress: OnProgress;
  /** The server went away beneath us; an instance has then lost its claim on the folder. */
  readonly onLost?: (error: Error) => void;
  /** False: nothing is flushed to disk (tests). */
  readonly durable?: boolean;
}

const DATABASE = 'countermand';
const PATIENCE_MS = 60_000;
const RECOVERY_PATIENCE_MS = 600_000;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const createDatabase = async (adminUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${DATABASE}`).catch((error: unknown) => {
      // Two first starts at once: the other one's is ours too.
      if (!['42P04', '23505', '55006'].includes(codeOf(error))) throw error;
    });
  } finally {
    await client.end();
  }
};

const urlOf = async (cluster: string, { port }: Postmaster, database: string): Promise<string> => {
  const password = (await readFile(join(cluster, 'password'), 'utf8')).trim();
  return `postgresql://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
};

/** Why there is no connection yet, and how long after the beginning it is worth another try. */
interface Problem {
  readonly problem: string;
  readonly patienceMs: number;
}

const obtainServer = async (
  place: Place,
  cluster: string,
  options: EmbeddedOptions,
): Promise<Postmaster | Problem> => {
  const running = await runningServer(cluster, options.onProgress);
  if (running !== undefined) return running;
  const outcome = await startServer(place, cluster, options.durable ?? true);
  if (!outcome.started) return { problem: outcome.why, patienceMs: outcome.passing ? PATIENCE_MS : 0 };
  await recordRunning(cluster, outcome.postmaster);
  return outcome.postmaster;
};

const attempt = async (
  place: Place,
  cluster: string,
  options: EmbeddedOptions,
): Promise<{ keeper: Keeper; postmaster: Postmaster } | Problem> => {
  const postmaster = await obtainServer(place, cluster, options);
  if ('problem' in postmaster) return postmaster;
  try {
    const url = await urlOf(cluster, postmaster, DATABASE);
    const keeper = await openKeeper(url, options.mode, options.onLost ?? (() => {}));
    return { keeper, postmaster };
  } catch (error) {
    if (error instanceof Failure) throw error;
    // 3D000: no such database yet. 57P03: starting, recovering or ending.
    if (codeOf(error) === '3D000') await createDatabase(await urlOf(cluster, postmaster, 'postgres'));
    const patienceMs = codeOf(error) === '57P03' ? RECOVERY_PATIENCE_MS : PATIENCE_MS;
    return { problem: asError(error).message, patienceMs };
  }
};

const usablePlace = async ({ home, onProgress }: EmbeddedOptions): Promise<Place> => {
  try {
    return await choosePlace(home, onProgress);
  } catch (cause) {
    throw asFolderFailure(home, cause);
  }
};

/**
 * Makes sure that the built-in PostgreSQL of `home` runs, and announces this process on it. A server that was left
 * behind by a killed process is adopted; one that is just being stopped is waited for.
 * Throws `instance-held` (another instance is there), `database-unavailable` (it does not start; says why),
 * `platform-unsupported`, `root-unsupported`, `data-folder-unusable`, `data-folder-foreign` or `database-not-created`.
 */
export const openEmbedded = async (options: EmbeddedOptions): Promise<Embedded> => {
  const place = await usablePlace(options);
  const cluster = await createCluster(place, {
    durable: options.durable ?? true,
    onProgress: options.onProgress,
  });
  const began = Date.now();
  let said = false;
  for (;;) {
    const result = await attempt(place, cluster, options);
    if ('keeper' in result) {
      const { keeper, postmaster } = result;
      const release = async (): Promise<void> => {
        const last = await keeper.leave().catch(() => false);
        if (last) await stopServer(postmaster, join(cluster, 'data'));
        await keeper.close();
      };
      return {
        url: await urlOf(cluster, postmaster, DATABASE),
        folder: place.base,
        pid: postmaster.pid,
        release,
      };
    }
    const waited = Date.now() - began;
    if (waited > result.patienceMs) {
      throw new Failure(
        'database-unavailable',
        `PostgreSQL does not start: ${result.problem} (see ${join(place.base, 'server.log')})`,
        {
          retryable: result.patienceMs > 0,
          details: { why: result.problem, logFile: join(place.base, 'server.log') },
        },
      );
    }
    if (!said && waited > 3_000) {
      options.onProgress({ kind: 'postgres-waiting', why: result.problem });
      said = true;
    }
    await pause(50);
  }
};
