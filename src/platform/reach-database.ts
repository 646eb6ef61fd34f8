import { Failure } from '../kernel/errors.js';
import { type Database, openDatabase } from './db/client.js';
import { isSetUp } from './db/embedded/is-set-up.js';
import { openEmbedded } from './db/embedded/open-embedded.js';
import { migrate, type Preparation } from './db/migrate.js';
import { databaseName, knock, placeOf } from './knock.js';
import type { Log } from './log.js';
import { createOutageLog } from './outage-log.js';
import { closeAll } from './process/close-all.js';
import type { OnProgress } from './progress.js';

interface ReachOptions {
  /** An own PostgreSQL; undefined: the embedded one in the data folder. */
  readonly url: string | undefined;
  /** The data folder. */
  readonly home: string;
  /** A server is the instance of its data folder; the command line is a visitor beside it. */
  readonly mode: 'instance' | 'visitor';
  /** What it may do to a database that is not there yet or not up to date. */
  readonly preparation: Preparation;
  readonly poolSize: number;
  readonly onProgress: OnProgress;
  /** Called when the embedded server goes away beneath us; a database of one's own may come back, the claim on a folder may not. */
  readonly onLost?: (error: Error) => void;
  /** Told of idle connections that break, which belong to no query. */
  readonly log: Log;
}

export interface ReachedDatabase {
  readonly url: string;
  readonly database: Database;
  /** Names of the migrations that were applied on the way. */
  readonly applied: readonly string[];
  /** Closes the connections, then lets the embedded server go. */
  release(): Promise<void>;
}

const IDLE = {
  begun: 'idle connections to the database broke',
  over: 'the database takes connections again',
} as const;

/**
 * The database of this configuration, running, migrated and open. Throws a Failure when it does not answer, when
 * another instance holds the data folder, when it is newer than this program, or when it is missing or older and
 * `preparation` does not allow to change that; then nothing is left open.
 */
export const reachDatabase = async (options: ReachOptions): Promise<ReachedDatabase> => {
  const server = await serverOf(options);
  try {
    const applied = await migrate(server.url, undefined, options.preparation);
    if (applied.length > 0) options.onProgress({ kind: 'database-migrated', count: applied.length });
    const outage = createOutageLog(options.log, IDLE);
    const database = openDatabase({
      url: server.url,
      poolSize: options.poolSize,
      onError: (err) => outage.failed({ err }),
      onConnected: outage.worked,
    });
    return {
      url: server.url,
      database,
      applied,
      release: () => closeAll([() => database.close(), () => server.release()]),
    };
  } catch (error) {
    await server.release();
    throw error;
  }
};

const serverOf = async (options: ReachOptions): Promise<{ url: string; release(): Promise<void> }> => {
  const { url, home, mode, preparation, onProgress, onLost } = options;
  if (url === undefined) {
    if (preparation === 'as-is' && !(await isSetUp(home))) throw missing(home);
    if (mode === 'visitor') onProgress({ kind: 'database-visited', home });
    return openEmbedded({ home, mode, onProgress, ...(onLost === undefined ? {} : { onLost }) });
  }
  const place = placeOf(url);
  onProgress(
    mode === 'instance'
      ? { kind: 'database-connecting', place }
      : { kind: 'database-visited', name: databaseName(url), place },
  );
  await knock(url);
  return { url, release: async () => undefined };
};

/** Most often a command that was run without the server's environment. */
const missing = (home: string): Failure =>
  new Failure(
    'database-missing',
    `there is no database in ${home}, and DATABASE_URL is not set: run this with the environment of the server; a new one is made by start, migrate or import`,
    { retryable: false, details: { home } },
  );
