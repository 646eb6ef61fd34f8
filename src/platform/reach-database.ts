import { type Database, openDatabase } from './db/client.js';
import { openEmbedded } from './db/embedded/open-embedded.js';
import { migrate } from './db/migrate.js';
import { knock, placeOf } from './knock.js';
import type { OnProgress } from './progress.js';

interface ReachOptions {
  /** An own PostgreSQL; undefined: the embedded one in the data folder. */
  readonly url: string | undefined;
  /** The data folder. */
  readonly home: string;
  /** A server is the instance of its data folder; the command line is a visitor beside it. */
  readonly mode: 'instance' | 'visitor';
  readonly poolSize: number;
  readonly onProgress: OnProgress;
  /** Called when the embedded server goes away beneath us; a database of one's own may come back, the claim on a folder may not. */
  readonly onLost?: (error: Error) => void;
  /** Called for errors of idle connections, which belong to no query. */
  readonly onError: (error: Error) => void;
}

export interface ReachedDatabase {
  readonly url: string;
  readonly database: Database;
  /** Names of the migrations that were applied on the way. */
  readonly applied: readonly string[];
  /** Closes the connections, then lets the embedded server go. */
  release(): Promise<void>;
}

/**
 * The database of this configuration, running, migrated and open. Throws a Failure when it does not answer, when
 * another instance holds the data folder, or when it is newer than this program; then nothing is left open.
 */
export const reachDatabase = async (options: ReachOptions): Promise<ReachedDatabase> => {
  const server = await serverOf(options);
  try {
    const applied = await migrate(server.url);
    if (applied.length > 0) options.onProgress({ kind: 'database-migrated', count: applied.length });
    const database = openDatabase({ url: server.url, poolSize: options.poolSize, onError: options.onError });
    return {
      url: server.url,
      database,
      applied,
      async release() {
        await database.close();
        await server.release();
      },
    };
  } catch (error) {
    await server.release();
    throw error;
  }
};

const serverOf = async (options: ReachOptions): Promise<{ url: string; release(): Promise<void> }> => {
  const { url, home, mode, onProgress, onLost } = options;
  if (url === undefined) {
    return openEmbedded({ home, mode, onProgress, ...(onLost === undefined ? {} : { onLost }) });
  }
  if (mode === 'instance') onProgress({ kind: 'database-connecting', place: placeOf(url) });
  await knock(url);
  return { url, release: async () => undefined };
};
