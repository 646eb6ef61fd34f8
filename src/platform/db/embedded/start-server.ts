import { spawn } from 'node:child_process';
import { chown, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { programPath } from './binaries.js';
import type { Place } from './place.js';
import { isAlive, type Postmaster, readPostmaster, serves } from './postmaster.js';

const LOG_LIMIT_BYTES = 10_000_000;
const STAMP = /^\S+ \S+ \S+ \[\d+\] /;
// Somebody else took the port, started the same server or has not quite ended it.
const PASSING = /in use|lock file|shared memory/i;

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });

const openLog = async (place: Place): Promise<{ fd: number; path: string; close(): Promise<void> }> => {
  const path = join(place.base, 'server.log');
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_LIMIT_BYTES) await rename(path, `${path}.1`);
  const handle = await open(path, 'a', 0o600);
  if (place.user !== undefined) await chown(path, place.user.uid, place.user.gid);
  return { fd: handle.fd, path, close: () => handle.close() };
};

/** The last lines that the server wrote about why it ended. */
const lastWords = async (log: string, from: number): Promise<string> => {
  const lines = (await readFile(log)).subarray(from).toString().trim().split('\n');
  const grave = lines.filter((line) => /FATAL|PANIC|DETAIL|HINT|error while loading/.test(line));
  const words = (grave.length > 0 ? grave : lines).slice(-3).map((line) => line.replace(STAMP, ''));
  return words.join(' ').replace(/\s+/g, ' ').trim();
};

const settings = (port: number, durable: boolean): string[] =>
  Object.entries({
    port: String(port),
    listen_addresses: '127.0.0.1',
    // Over TCP alone: the path of a socket may be at most 107 bytes long, that of a data folder may not be short.
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '128MB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    cluster_name: 'countermand',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/**
 * PostgreSQL itself removes the lock file of a dead server, but refuses while any process has the number of the dead
 * one, as happens after a restart of the machine.
 */
const removeForeignLock = async (data: string): Promise<void> => {
  const stale = await readPostmaster(data);
  if (stale === undefined || !isAlive(stale.pid) || (await serves(stale.pid, data))) return;
  // Unless another start has replaced it meanwhile.
  if ((await readPostmaster(data))?.pid === stale.pid)
    await rm(join(data, 'postmaster.pid'), { force: true });
};

/** A server that is ready, or why this try did not give one; `passing` says that another try may. */
export type StartOutcome =
  | { readonly started: true; readonly postmaster: Postmaster }
  | { readonly started: false; readonly why: string; readonly passing: boolean };

/**
 * One try to start a server on `<cluster>/data`: detached and in a session of its own, so that it outlives Ctrl-C and
 * can be stopped last. Answers when the server is ready, which after a crash it is when it has recovered.
 */
export const startServer = async (place: Place, cluster: string, durable: boolean): Promise<StartOutcome> => {
  const data = join(cluster, 'data');
  await removeForeignLock(data);
  const port = await freePort();
  const log = await openLog(place);
  const from = (await stat(log.path)).size;
  const child = spawn(programPath(place.binaries, 'postgres'), ['-D', data, ...settings(port, durable)], {
    cwd: '/',
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    env: { PATH: '/usr/bin:/bin', LC_MESSAGES: 'C' },
    ...(place.user === undefined ? {} : { uid: place.user.uid, gid: place.user.gid }),
  });
  let ended: string | undefined;
  child.once('error', (error) => {
    ended = error.message;
  });
  child.once('exit', (code, signal) => {
    ended = `it ended with ${signal ?? code}`;
  });
  child.unref();
  await log.close();

  while (ended === undefined) {
    const postmaster = await readPostmaster(data);
    if (postmaster?.pid === child.pid && postmaster?.ready) return { started: true, postmaster };
    await pause(10);
  }
  const why = (await lastWords(log.path, from)) || ended;
  return { started: false, why, passing: PASSING.test(why) };
};
