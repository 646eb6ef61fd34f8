import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { openEmbedded } from '../../../src/platform/db/embedded/open-embedded.js';
import { waitFor } from '../../support/wait-for.js';
import { openSmallDisk, type SmallDisk } from './small-disk.js';

export interface ChaosPostgres {
  readonly port: number;
  /** Connection string of the company's database, straight or by way of another port. */
  url(port?: number): string;
  /** SIGKILL for one of its processes: the server ends every connection and recovers, as after a crash. */
  crash(): Promise<void>;
  /** The disk on which the company's tables are, or why there is none that can be filled. */
  readonly disk: SmallDisk | string;
  /** What the server itself logs. */
  readonly logFile: string;
  stop(): Promise<void>;
}

const DATABASE = 'storm';
const PATIENCE_MS = 60_000;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** A PostgreSQL of the run's own; where possible the tables are on a disk that can be full while the server's own is not. */
export const startPostgres = async (home: string): Promise<ChaosPostgres> => {
  await mkdir(home, { recursive: true });
  // As root, PostgreSQL runs as another user, who has to get in.
  await chmod(home, 0o711);
  const embedded = await openEmbedded({
    home,
    mode: 'instance',
    onProgress: () => undefined,
    durable: false,
  });
  const admin = async (...statements: readonly string[]): Promise<void> => {
    const client = new pg.Client({ connectionString: embedded.url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };
  let disk: SmallDisk | string = 'there is none yet';
  const stop = async (): Promise<void> => {
    process.kill(embedded.pid, 'SIGQUIT');
    await waitFor(() => !isAlive(embedded.pid), { what: 'PostgreSQL to end', timeoutMs: PATIENCE_MS });
    await embedded.release().catch(() => undefined);
    if (typeof disk !== 'string') await disk.remove();
    await rm(embedded.folder, { recursive: true, force: true });
    await rm(home, { recursive: true, force: true });
  };
  try {
    disk = await openSmallDisk(join(embedded.folder, 'small-disk'), join(embedded.folder, 'cluster', 'data'));
    if (typeof disk === 'string') await admin(`CREATE DATABASE ${DATABASE}`);
    else
      await admin(
        `CREATE TABLESPACE small LOCATION '${disk.folder}'`,
        `CREATE DATABASE ${DATABASE} TABLESPACE small`,
      );
    // What was committed must survive a crash of the server; that of the machine is not played.
    await admin(`ALTER DATABASE ${DATABASE} SET synchronous_commit = on`);
  } catch (error) {
    await stop();
    throw error;
  }

  const url = (port?: number): string => {
    const own = new URL(embedded.url);
    own.pathname = `/${DATABASE}`;
    if (port !== undefined) own.port = String(port);
    return own.toString();
  };
  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url() });
    // It is among those that are ended.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  return {
    port: Number(new URL(embedded.url).port),
    url,
    disk,
    logFile: join(embedded.folder, 'server.log'),
    async crash() {
      const client = await waitFor(connect, { what: 'PostgreSQL to let us in', timeoutMs: PATIENCE_MS });
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      const ended = new Promise((resolve) => client.once('end', resolve));
      for (const { pid } of rows) process.kill(pid, 'SIGKILL');
      await ended;
    },
    stop,
  };
};
