import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshClone, freshClone } from './fresh-clone.js';
import { processesOf } from './processes.js';
import { type Program, runProgram } from './program.js';

const prepare = (clone: FreshClone, env: Record<string, string> = {}): Program =>
  runProgram(process.execPath, ['bin/prepare.mjs'], { cwd: clone.folder, env });

const stepsOf = (program: Program): string[] =>
  [...program.err().matchAll(/^(.+): done in [\d.]+ s$/gm)].map(([, name = '']) => name);

describe('preparing a clone', { timeout: 180_000 }, () => {
  let clone: FreshClone;
  beforeAll(() => {
    clone = freshClone();
  });
  afterAll(() => clone.remove());

  const inClone = (...path: string[]): string => join(clone.folder, ...path);

  it('does once what is missing, when two start at the same time', async () => {
    const both = [prepare(clone), prepare(clone)];
    for (const program of both) expect(await program.ended).toBe(0);
    expect(both.flatMap(stepsOf).sort()).toEqual(['Building', 'Generating the database client']);
    expect(both.map((program) => program.err()).join('')).toMatch(
      /Another preparation is running \(pid \d+\)/,
    );
    expect(existsSync(inClone('.prepare.lock'))).toBe(false);
  });

  it('is quick and silent when nothing has changed', async () => {
    const times: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const began = performance.now();
      const program = prepare(clone);
      expect(await program.ended).toBe(0);
      expect(program.err() + program.out()).toBe('');
      times.push(performance.now() - began);
    }
    // 80 ms on an idle machine; the bound leaves room for a busy one.
    expect(Math.min(...times)).toBeLessThan(1_500);
  });

  it('builds again after a change of the code alone, and generates again after a change of the schema', async () => {
    appendFileSync(inClone('src/main.ts'), '\n// changed\n');
    const afterCode = prepare(clone);
    expect(await afterCode.ended).toBe(0);
    expect(stepsOf(afterCode)).toEqual(['Building']);

    appendFileSync(inClone('prisma/schema/main.prisma'), '\n// changed\n');
    const afterSchema = prepare(clone);
    expect(await afterSchema.ended).toBe(0);
    expect(stepsOf(afterSchema)).toEqual(['Generating the database client', 'Building']);
  });

  it('drops what a removed file was built into', async () => {
    writeFileSync(inClone('src/short-lived.ts'), 'export const shortLived = 1;\n');
    await prepare(clone).ended;
    expect(existsSync(inClone('dist/short-lived.js'))).toBe(true);
    rmSync(inClone('src/short-lived.ts'));
    await prepare(clone).ended;
    expect(existsSync(inClone('dist/short-lived.js'))).toBe(false);
  });

  it('takes over the lock of a preparation that was killed', async () => {
    const gone = runProgram(process.execPath, ['-e', ''], { cwd: clone.folder });
    await gone.ended;
    writeFileSync(inClone('.prepare.lock'), String(gone.pid));
    appendFileSync(inClone('src/main.ts'), '\n// changed again\n');
    const program = prepare(clone);
    expect(await program.ended).toBe(0);
    expect(stepsOf(program)).toEqual(['Building']);
  });

  it('says where the code is wrong, keeps the last build, and goes on once it is corrected', async () => {
    const before = statSync(inClone('dist/main.js')).mtimeMs;
    writeFileSync(inClone('src/broken.ts'), 'export const = ;\n');
    const program = prepare(clone);
    expect(await program.ended).toBe(1);
    expect(program.err()).toMatch(/src\/broken\.ts:1: /);
    expect(program.err()).toContain(
      'Countermand could not be prepared: The program could not be built. See the places above.',
    );
    const inChinese = prepare(clone, { LC_ALL: 'zh_CN.UTF-8' });
    expect(await inChinese.ended).toBe(1);
    expect(inChinese.err()).toMatch(
      /^构建程序 …\n.*src\/broken\.ts:1: .*\nCountermand 未能准备好：程序无法构建。请查看上方列出的位置。\n$/s,
    );
    expect(program.err()).not.toMatch(/^ +at /m);
    expect(statSync(inClone('dist/main.js')).mtimeMs).toBe(before);
    rmSync(inClone('src/broken.ts'));
    expect(await prepare(clone).ended).toBe(0);
  });

  it('leaves nothing half-done when it is told to stop, and lets the next one in', async () => {
    appendFileSync(inClone('prisma/schema/main.prisma'), '\n// changed once more\n');
    const stopped = prepare(clone);
    await stopped.seen(/Generating/);
    stopped.signal('SIGTERM');
    expect(await stopped.ended).toBe(143);
    expect(existsSync(inClone('.prepare.lock'))).toBe(false);
    const program = prepare(clone);
    expect(await program.ended).toBe(0);
    expect(stepsOf(program)).toEqual(['Generating the database client', 'Building']);
  });

  it('says in one line when the package registry cannot be reached, and installs nothing by halves', async () => {
    const bare = freshClone({ bare: true });
    const cache = mkdtempSync(join(tmpdir(), 'countermand-cache-'));
    try {
      const program = prepare(bare, {
        npm_config_registry: 'http://127.0.0.1:1/',
        npm_config_cache: cache,
        npm_config_fetch_retries: '0',
      });
      expect(await program.ended).toBe(1);
      expect(program.err().trim().split('\n')).toEqual([
        'Installing packages …',
        'Countermand could not be prepared: The package registry cannot be reached. Check the network, the proxy and `npm config get registry`, then try again.',
      ]);
      expect(existsSync(join(bare.folder, 'node_modules/.countermand-installed'))).toBe(false);
    } finally {
      rmSync(cache, { recursive: true, force: true });
      await bare.remove();
    }
  });

  it('ends the installation that it has begun when Ctrl-C is pressed, before it lets the next one in', async () => {
    const bare = freshClone({ bare: true });
    const cache = mkdtempSync(join(tmpdir(), 'countermand-cache-'));
    // A registry that takes every request and answers none: npm waits for it.
    const registry = createServer().listen(0, '127.0.0.1');
    const asked = new Promise((resolve) => registry.once('connection', resolve));
    await new Promise((resolve) => registry.once('listening', resolve));
    const address = registry.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    try {
      const program = prepare(bare, {
        npm_config_registry: `http://127.0.0.1:${port}/`,
        npm_config_cache: cache,
      });
      await asked;
      program.signalGroup('SIGINT');
      program.signalGroup('SIGINT');
      expect(await program.ended).toBe(130);
      expect(program.err()).toBe('Installing packages …\n');
      expect(processesOf(bare.folder)).toEqual([]);
      expect(existsSync(join(bare.folder, '.prepare.lock'))).toBe(false);
    } finally {
      registry.close();
      rmSync(cache, { recursive: true, force: true });
      await bare.remove();
    }
  });

  it.skipIf(process.getuid?.() !== 0)('says in one line when the folder may not be written to', async () => {
    const foreign = freshClone({ bare: true });
    try {
      const program = runProgram(process.execPath, ['bin/prepare.mjs'], {
        cwd: foreign.folder,
        user: 65_534,
      });
      expect(await program.ended).toBe(1);
      expect(program.err()).toMatch(
        /^Countermand could not be prepared: This folder may not be written to\. \(.*\) Run as the user who owns it/,
      );
    } finally {
      await foreign.remove();
    }
  });

  it('refuses a Node that is too old before it does anything', async () => {
    // The same file, told of an older version: the check must come before all that an old Node cannot do.
    const source = readFileSync(inClone('bin/prepare.mjs'), 'utf8').replace(
      'process.versions.node.split',
      "'18.20.0'.split",
    );
    writeFileSync(inClone('bin/prepare-old.mjs'), source);
    const program = runProgram(process.execPath, ['bin/prepare-old.mjs'], { cwd: clone.folder });
    expect(await program.ended).toBe(1);
    expect(program.err()).toContain('Countermand needs Node 20.19 or newer');
  });
});
