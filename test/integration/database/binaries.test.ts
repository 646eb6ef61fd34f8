import { execFile } from 'node:child_process';
import { chmod, cp, mkdtemp, readFile, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Binaries,
  copiedBinaries,
  installedBinaries,
  programPath,
  repairBinaries,
} from '../../../src/platform/db/embedded/binaries.js';

const run = promisify(execFile);

describe('The PostgreSQL programs from npm', () => {
  let parent: string;
  let installed: Binaries;

  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'countermand-binaries-'));
    installed = await installedBinaries();
  });

  afterAll(() => rm(parent, { recursive: true }));

  /** As npm unpacks them when it runs no install scripts. */
  const asUnpacked = async (name: string): Promise<Binaries> => {
    const folder = join(parent, name, 'native');
    await cp(installed.folder, folder, { recursive: true, verbatimSymlinks: true });
    const links: { target: string }[] = JSON.parse(await readFile(join(folder, 'pg-symlinks.json'), 'utf8'));
    for (const { target } of links) await unlink(join(folder, '..', target));
    await chmod(join(folder, 'bin/postgres'), 0o644);
    return { folder, version: installed.version };
  };

  it('run although the install script of their package never ran', async () => {
    const binaries = await asUnpacked('unpacked');
    await expect(run(programPath(binaries, 'postgres'), ['--version'])).rejects.toThrow();
    expect(await repairBinaries(binaries)).toBe(true);
    const { stdout } = await run(programPath(binaries, 'postgres'), ['--version']);
    expect(stdout).toContain('PostgreSQL');
  });

  it('run from a whole copy elsewhere, made once by whoever comes first', async () => {
    const binaries = await asUnpacked('to-copy');
    const copies = await Promise.all([copiedBinaries(binaries, parent), copiedBinaries(binaries, parent)]);
    expect(copies[0]).toEqual(copies[1]);
    const { stdout } = await run(programPath(copies[0], 'postgres'), ['--version']);
    expect(stdout).toContain('PostgreSQL');
  });
});
