import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FreshClone, freshClone } from './fresh-clone.js';
import { processesOf } from './processes.js';
import { runProgram } from './program.js';

const root = process.getuid?.() === 0;

/** An account without rights that every Linux has. */
const nobody = (): number => Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' }));

const startsAndStops = async (clone: FreshClone, user?: number): Promise<string> => {
  const home = mkdtempSync(join(tmpdir(), 'countermand-home-'));
  if (user !== undefined) execFileSync('chown', [String(user), home]);
  try {
    for (const _round of ['a fresh start', 'a second one on the same data']) {
      const program = runProgram('npm', ['start'], {
        cwd: clone.folder,
        env: { HOME: home },
        ...(user === undefined ? {} : { user }),
      });
      const [, url = ''] = await program.seen(/^Countermand is ready: (\S+)$/m);
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
      program.signal('SIGTERM');
      expect(await program.ended).toBe(0);
      expect(processesOf(clone.folder)).toEqual([]);
      if (_round !== 'a fresh start') return program.err();
    }
    return '';
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
};

describe('the two commands do not depend on who runs them where', { timeout: 180_000 }, () => {
  // As root the next test does the same and looks closer.
  it.skipIf(root)('starts in a folder that only its owner can enter', async () => {
    const clone = freshClone({ mode: 0o700 });
    try {
      await startsAndStops(clone);
    } finally {
      await clone.remove();
    }
  });

  it.skipIf(!root || platform() !== 'linux')(
    'starts as root under a closed folder and says where PostgreSQL keeps its files instead',
    async () => {
      const clone = freshClone({ mode: 0o700 });
      try {
        expect(await startsAndStops(clone)).toMatch(
          /cannot enter .*its files are in \/var\/lib\/countermand/,
        );
      } finally {
        await clone.remove();
      }
    },
  );

  it.skipIf(!root)('starts as an ordinary user, also in a folder that only this one can enter', async () => {
    const user = nobody();
    const clone = freshClone({ mode: 0o700, owner: user });
    try {
      await startsAndStops(clone, user);
    } finally {
      await clone.remove();
    }
  });

  it.skipIf(!root)(
    'starts for an ordinary user who may read the code but not write it, with a data folder of their own',
    async () => {
      const user = nobody();
      const clone = freshClone();
      const data = mkdtempSync(join(tmpdir(), 'countermand-data-'));
      try {
        // Whoever installed it prepares it once.
        const prepared = runProgram('node', ['bin/prepare.mjs'], { cwd: clone.folder });
        expect(await prepared.ended).toBe(0);
        execFileSync('chown', [String(user), data]);
        const program = runProgram('npm', ['start'], {
          cwd: clone.folder,
          user,
          env: { HOME: data, COUNTERMAND_HOME: join(data, 'countermand') },
        });
        await program.seen(/^Countermand is ready/m);
        program.signal('SIGTERM');
        expect(await program.ended).toBe(0);
        expect(processesOf(data)).toEqual([]);
      } finally {
        rmSync(data, { recursive: true, force: true });
        await clone.remove();
      }
    },
  );
});
