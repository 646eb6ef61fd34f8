import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../../kernel/errors.js';
import type { OnProgress } from '../../progress.js';
import { type Binaries, copiedBinaries, installedBinaries, programPath, repairBinaries } from './binaries.js';
import { type ServerUser, serverUserByUid, serverUserForRoot } from './server-user.js';

/** Where one data folder's server lives and as whom it runs. */
export interface Place {
  /** Holds cluster/ and server.log. Usually `<home>/postgres`. */
  readonly base: string;
  readonly binaries: Binaries;
  /** Undefined: the user that we are. */
  readonly user: ServerUser | undefined;
}

const SHARED = '/var/lib/countermand';
const Elsewhere = z.object({ folder: z.string().startsWith('/') });

const asUser = (user: ServerUser | undefined): { uid?: number; gid?: number } =>
  user === undefined ? {} : { uid: user.uid, gid: user.gid };

/** Only trying tells: modes, access lists and mounts all have a say. */
const canRun = (binaries: Binaries, user: ServerUser | undefined): boolean =>
  spawnSync(programPath(binaries, 'postgres'), ['--version'], { ...asUser(user), cwd: '/', stdio: 'ignore' })
    .status === 0;

const canEnter = (folder: string, user: ServerUser): boolean =>
  spawnSync('/bin/sh', ['-c', 'test -x "$0"', folder], { ...asUser(user), cwd: '/', stdio: 'ignore' })
    .status === 0;

const runnableCopy = async (
  installed: Binaries,
  parent: string,
  user: ServerUser | undefined,
): Promise<Binaries> => {
  const copy = await copiedBinaries(installed, parent);
  if (canRun(copy, user)) return copy;
  const said = spawnSync(programPath(copy, 'postgres'), ['--version'], { ...asUser(user), cwd: '/' });
  const why = said.stderr?.toString().trim() || said.error?.message;
  throw new Failure(
    'platform-unsupported',
    `the built-in PostgreSQL does not run here (${why}): set DATABASE_URL`,
    { retryable: false, details: { why } },
  );
};

/** The folder that the record names; undefined without one. */
export const recordedPlace = async (record: string): Promise<string | undefined> => {
  const text = await readFile(record, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : Elsewhere.parse(JSON.parse(text)).folder;
};

const moveElsewhere = async (record: string, home: string): Promise<string> => {
  await mkdir(SHARED, { recursive: true });
  await chmod(SHARED, 0o711);
  const folder = join(SHARED, randomBytes(6).toString('hex'));
  await mkdir(folder);
  await chmod(folder, 0o711);
  await writeFile(join(folder, 'origin'), `${home}\n`);
  // Recorded by a link: never read half-written, and of two processes at once the first wins.
  const written = `${record}.${process.pid}`;
  await writeFile(written, `${JSON.stringify({ folder })}\n`);
  const won = await link(written, record)
    .then(() => true)
    .catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
      return false;
    });
  await rm(written);
  if (won) return folder;
  await rm(folder, { recursive: true });
  return (await recordedPlace(record)) ?? folder;
};

const placeForRoot = async (home: string, onProgress: OnProgress): Promise<Place> => {
  const ownFolder = join(home, 'postgres');
  const record = join(ownFolder, 'place.json');
  const installed = await installedBinaries();
  const recorded = await recordedPlace(record);
  const existing = await stat(join(recorded ?? ownFolder, 'cluster/data')).catch(() => undefined);
  // What an ordinary user once created goes on running as that user.
  const owner =
    existing !== undefined && existing.uid !== 0 ? await serverUserByUid(existing.uid) : undefined;
  const user = owner ?? (await serverUserForRoot(onProgress));

  await repairBinaries(installed);
  const reachable = canRun(installed, user);
  if (recorded === undefined && reachable && canEnter(ownFolder, user)) {
    return { base: ownFolder, binaries: installed, user };
  }
  const base = recorded ?? (existing === undefined ? await moveElsewhere(record, home) : ownFolder);
  onProgress({ kind: 'postgres-elsewhere', user: user.name, home, folder: base });
  if (reachable) return { base, binaries: installed, user };
  await mkdir(SHARED, { recursive: true });
  await chmod(SHARED, 0o711);
  return { base, binaries: await runnableCopy(installed, SHARED, user), user };
};

/** Finds, or chooses and records, where the server of `home` lives. Creates `home` when it is missing. */
export const choosePlace = async (home: string, onProgress: OnProgress): Promise<Place> => {
  await mkdir(join(home, 'postgres'), { recursive: true });
  const absolute = await realpath(home);
  if (process.getuid?.() === 0) return placeForRoot(absolute, onProgress);

  const base = join(absolute, 'postgres');
  if ((await recordedPlace(join(base, 'place.json'))) !== undefined) {
    throw new Failure(
      'data-folder-foreign',
      `the data folder ${home} belongs to root: start as root, or choose another`,
      {
        retryable: false,
        details: { home },
      },
    );
  }
  const installed = await installedBinaries();
  await repairBinaries(installed);
  const binaries = canRun(installed, undefined) ? installed : await runnableCopy(installed, base, undefined);
  return { base, binaries, user: undefined };
};
