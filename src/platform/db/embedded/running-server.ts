import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { OnProgress } from '../../progress.js';
import { type Postmaster, readPostmaster, serves } from './postmaster.js';
import { stopServer } from './stop-server.js';

// Our own note of what was started, for the day when somebody removed the server's.
const RECORD = 'running.json';
const LOOKS = 20;
const LOOK_EVERY_MS = 25;
const Record = z.object({ pid: z.int().positive(), port: z.int().positive() });

export const recordRunning = (cluster: string, { pid, port }: Postmaster): Promise<void> =>
  writeFile(join(cluster, RECORD), `${JSON.stringify({ pid, port })}\n`, { mode: 0o600 });

const recorded = async (cluster: string): Promise<Postmaster | undefined> => {
  const text = await readFile(join(cluster, RECORD), 'utf8').catch(() => '');
  // Cut off by a crash or edited by hand: then it proves nothing.
  const parsed = Record.safeParse(text.trim().endsWith('}') ? JSON.parse(text) : undefined);
  return parsed.success ? { ...parsed.data, ready: true } : undefined;
};

/**
 * The server that runs on this cluster, or undefined. One whose lock file was removed ends itself within a minute
 * anyway, and no second one can run beside it: it is stopped here, in order.
 */
export const runningServer = async (
  cluster: string,
  onProgress: OnProgress,
): Promise<Postmaster | undefined> => {
  const data = join(cluster, 'data');
  const postmaster = await readPostmaster(data);
  if (postmaster !== undefined) return (await serves(postmaster.pid, data)) ? postmaster : undefined;
  const lost = await recorded(cluster);
  if (lost === undefined || !(await serves(lost.pid, data))) return undefined;
  // One that is just starting or ending has no lock file either, for a moment.
  for (let look = 0; look < LOOKS; look += 1) {
    await pause(LOOK_EVERY_MS);
    const appeared = await readPostmaster(data);
    if (appeared !== undefined) return appeared;
    if (!(await serves(lost.pid, data))) return undefined;
  }
  onProgress({ kind: 'postgres-restarting', pid: lost.pid });
  await stopServer(lost, data);
  return undefined;
};
