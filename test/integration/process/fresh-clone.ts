import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { processesOf } from './processes.js';

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));

export interface FreshClone {
  /** The clone. */
  readonly folder: string;
  /** Its data folder, by default beside the code; not yet there. */
  readonly home: string;
  /** Stops what still runs in it, then removes it and whatever it keeps elsewhere. */
  remove(): Promise<void>;
}

interface CloneOptions {
  /** Of the folder around the clone; 0700 is what `mktemp -d` and many home folders have. */
  readonly mode?: number;
  /** Without the installed packages. */
  readonly bare?: boolean;
  /** Who owns it all. */
  readonly owner?: number;
}

/**
 * A clone as it would be after a commit of this folder: every file that git knows or would take. The packages are
 * linked rather than installed, which takes a second instead of twenty.
 */
export const freshClone = ({ mode = 0o755, bare = false, owner }: CloneOptions = {}): FreshClone => {
  const parent = mkdtempSync(join(tmpdir(), 'countermand-clone-'));
  chmodSync(parent, mode);
  const folder = join(parent, 'countermand');
  mkdirSync(folder);
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: REPOSITORY,
    encoding: 'utf8',
  });
  for (const file of new Set(files.split('\0').filter((name) => name !== ''))) {
    if (!existsSync(join(REPOSITORY, file))) continue;
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    cpSync(join(REPOSITORY, file), join(folder, file));
  }
  if (owner !== undefined) execFileSync('chown', ['-R', `${owner}:${owner}`, parent]);
  if (!bare) linkPackages(folder);
  return { folder, home: join(folder, '.countermand'), remove: () => removeClone(parent, folder) };
};

/** Hard links share owner and mode with the originals: nothing may change those here. */
const linkPackages = (folder: string): void => {
  const from = join(REPOSITORY, 'node_modules');
  try {
    execFileSync('cp', ['-al', from, folder], { stdio: 'ignore' });
  } catch {
    rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
    execFileSync('cp', ['-a', from, folder]);
  }
};

const removeClone = async (parent: string, folder: string): Promise<void> => {
  const elsewhere = folderElsewhere(join(folder, '.countermand'));
  for (const place of [parent, ...(elsewhere === undefined ? [] : [elsewhere])]) {
    for (const { pid } of processesOf(place)) process.kill(pid, 'SIGKILL');
    rmSync(place, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
};

/** Where root's closed data folder keeps its PostgreSQL, when it could not stay inside. */
const folderElsewhere = (home: string): string | undefined => {
  const record = join(home, 'postgres', 'place.json');
  return existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')).folder : undefined;
};
