import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { asError, Failure } from '../../../kernel/errors.js';
import type { OnProgress } from '../../progress.js';
import { programPath } from './binaries.js';
import type { Place } from './place.js';
import { isAlive } from './postmaster.js';

/** The superuser of the built-in server. */
export const SUPERUSER = 'countermand';

const run = promisify(execFile);
const UNFINISHED = /^cluster\.new-(\d+)-/;
// Upper and lower case, and trigrams, must know letters beyond ASCII: with the plain C locale Chinese has none.
const LOCALES = platform() === 'darwin' ? ['en_US.UTF-8'] : ['C.UTF-8', 'C.utf8', 'en_US.UTF-8'];

const removeUnfinished = async (base: string): Promise<void> => {
  for (const name of await readdir(base)) {
    const pid = Number(UNFINISHED.exec(name)?.[1]);
    // Its initdb may still be writing for a moment after the killed parent: what stays is removed at the next start.
    if (pid > 0 && pid !== process.pid && !isAlive(pid)) {
      await rm(join(base, name), { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
    }
  }
};

const initialise = async (place: Place, building: string, durable: boolean): Promise<void> => {
  const password = randomBytes(24).toString('base64url');
  const handed = join(building, 'handed');
  const data = join(building, 'data');
  await writeFile(join(building, 'password'), password, { mode: 0o600 });
  await writeFile(handed, password, { mode: 0o600 });
  await mkdir(data, { mode: 0o700 });
  if (place.user !== undefined) {
    await chmod(building, 0o711);
    for (const path of [handed, data]) await chown(path, place.user.uid, place.user.gid);
  }
  let problem: Error | undefined;
  for (const locale of LOCALES) {
    problem = await run(
      programPath(place.binaries, 'initdb'),
      [
        `--pgdata=${data}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${handed}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        `--locale=${locale}`,
        '--no-instructions',
        ...(durable ? [] : ['--no-sync']),
      ],
      {
        cwd: '/',
        env: { PATH: '/usr/bin:/bin', LC_MESSAGES: 'C' },
        ...(place.user === undefined ? {} : { uid: place.user.uid, gid: place.user.gid }),
      },
    ).then(() => undefined, asError);
    if (problem === undefined || !problem.message.includes('locale')) break;
  }
  await rm(handed);
  if (problem !== undefined) {
    throw new Failure(
      'database-not-created',
      `PostgreSQL could not be set up in ${data}: ${problem.message}`,
      {
        retryable: false,
        cause: problem,
        details: { folder: data, why: problem.message },
      },
    );
  }
};

/**
 * Creates `<base>/cluster` (data/ and the password, readable by its owner alone) unless it is there. It is built aside
 * and renamed when whole, so that a set-up killed in the middle leaves nothing that looks finished, and of two at once
 * the first wins. `durable: false` skips the disk flushes (tests).
 */
export const createCluster = async (
  place: Place,
  options: { readonly durable: boolean; readonly onProgress: OnProgress },
): Promise<string> => {
  const cluster = join(place.base, 'cluster');
  await removeUnfinished(place.base);
  if ((await stat(cluster).catch(() => undefined)) !== undefined) return cluster;

  options.onProgress({ kind: 'postgres-set-up' });
  const building = join(place.base, `cluster.new-${process.pid}-${randomBytes(4).toString('hex')}`);
  await mkdir(building, { mode: 0o700 });
  try {
    await initialise(place, building, options.durable);
    await rename(building, cluster).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(building, { recursive: true, force: true, maxRetries: 3 });
  }
  return cluster;
};
