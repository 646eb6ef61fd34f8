import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { promisify } from 'node:util';
import { asError, Failure } from '../../../kernel/errors.js';
import type { OnProgress } from '../../progress.js';

/** The system user that PostgreSQL runs as. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const run = promisify(execFile);
const OWN_NAME = 'countermand';

const lookUp = async (match: (fields: readonly string[]) => boolean): Promise<ServerUser | undefined> => {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const [name, , uid, gid] = lines.find(match) ?? [];
  if (name === undefined) return undefined;
  return { name, uid: Number(uid), gid: Number(gid) };
};

/** The user of this number, as far as the system names it: initdb refuses to run as one without a name. */
export const serverUserByUid = (uid: number): Promise<ServerUser | undefined> =>
  lookUp((fields) => fields[2] === String(uid));

/**
 * PostgreSQL refuses to run as root; so root lends it a system user: our own, else one named postgres, else a new one.
 * Throws `root-unsupported` where none can be made.
 */
export const serverUserForRoot = async (onProgress: OnProgress): Promise<ServerUser> => {
  const refuse = (why: string, cause?: unknown): Failure =>
    new Failure(
      'root-unsupported',
      `PostgreSQL does not run as root, and ${why}: start as an ordinary user or set DATABASE_URL`,
      { retryable: false, cause },
    );
  if (platform() !== 'linux') throw refuse('no user for it is made on this system');
  const existing =
    (await lookUp(([name]) => name === OWN_NAME)) ?? (await lookUp(([name]) => name === 'postgres'));
  if (existing !== undefined) return existing;
  onProgress({ kind: 'user-creating', user: OWN_NAME });
  const problem = await run('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/bin/false',
    OWN_NAME,
  ])
    .then(() => undefined)
    .catch(asError);
  // Asked again also after a failure: another process may have created it meanwhile.
  const created = await lookUp(([name]) => name === OWN_NAME);
  if (created === undefined) throw refuse('no user could be created for it', problem);
  return created;
};
