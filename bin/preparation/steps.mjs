import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { explainInstallFailure } from './explain.mjs';
import { filesUnder, hashOf } from './hash.mjs';
import { Trouble } from './trouble.mjs';

/**
 * The steps, in order, by their names in words.mjs. A step's stamp lies inside what it makes, so that whoever deletes the one deletes the other;
 * it is written last, so that a step cut off in its middle is done again.
 */
export const stepsIn = (root) => [install(root), generate(root), build(root)];

const install = (root) => ({
  name: 'installing',
  stamp: join(root, 'node_modules', '.countermand-installed'),
  inputs: () => hashOf(root, [join(root, 'package-lock.json')]),
  run: async (onChild) => {
    const arguments_ = ['ci', '--include=dev', '--prefer-offline', '--no-audit', '--no-fund'];
    const npm = process.env.npm_execpath;
    const { code, output } = npm?.endsWith('.js')
      ? await run(process.execPath, [npm, ...arguments_], root, onChild)
      : await run('npm', arguments_, root, onChild);
    if (code !== 0) throw explainInstallFailure(output, code);
  },
});

const generate = (root) => ({
  name: 'generating',
  stamp: join(root, 'src/platform/db/generated', '.countermand-generated'),
  inputs: () =>
    hashOf(root, [
      ...filesUnder(join(root, 'prisma/schema')),
      join(root, 'prisma.config.ts'),
      join(root, 'package-lock.json'),
    ]),
  run: async (onChild) => {
    const prisma = join(root, 'node_modules/prisma/build/index.js');
    const { code, output } = await run(process.execPath, [prisma, 'generate'], root, onChild);
    if (code !== 0) throw new Trouble('notGenerated', { output });
  },
});

const build = (root) => ({
  name: 'building',
  stamp: join(root, 'dist', '.countermand-built'),
  inputs: () =>
    hashOf(root, [
      ...filesUnder(join(root, 'src'), (path) => !path.endsWith('/generated')),
      ...filesUnder(join(root, 'prisma/schema')),
      join(root, 'package-lock.json'),
      join(root, 'bin/preparation/steps.mjs'),
    ]),
  run: async () => {
    const { build: bundle } = await import(
      pathToFileURL(join(root, 'node_modules/esbuild/lib/main.js')).href
    ).then((module) => module.default ?? module);
    const source = join(root, 'src');
    const next = join(root, `dist.${process.pid}`);
    const page = join(source, PAGE);
    // The page is for browsers: it is bundled, the server's files are not.
    const files = filesUnder(source, (folder) => folder !== page);
    try {
      await bundle({
        entryPoints: files.filter(isTypeScript),
        outdir: next,
        outbase: source,
        format: 'esm',
        platform: 'node',
        target: 'node20',
        sourcemap: true,
        logLevel: 'silent',
      });
      await bundle({
        entryPoints: [join(page, 'main.tsx')],
        outdir: join(next, PAGE),
        bundle: true,
        minify: true,
        format: 'esm',
        platform: 'browser',
        target: 'es2022',
        jsx: 'automatic',
        define: { 'process.env.NODE_ENV': '"production"' },
        logLevel: 'silent',
      });
      for (const file of files.filter((path) => !path.endsWith('.ts'))) {
        const copy = join(next, relative(source, file));
        mkdirSync(dirname(copy), { recursive: true });
        cpSync(file, copy);
      }
      // Swapped in whole: who starts meanwhile never sees half a program.
      const last = `${next}.last`;
      if (existsSync(join(root, 'dist'))) renameSync(join(root, 'dist'), last);
      renameSync(next, join(root, 'dist'));
      rmSync(last, { recursive: true, force: true });
    } catch (error) {
      if (error.errors === undefined) throw error;
      const places = error.errors.map(({ text, location }) => `${location?.file}:${location?.line}: ${text}`);
      throw new Trouble('notBuilt', { output: places.join('\n') });
    } finally {
      rmSync(next, { recursive: true, force: true });
    }
  },
});

const PAGE = 'sandbox/page/app';

const isTypeScript = (path) => path.endsWith('.ts') && !path.endsWith('.d.ts');

/** Nothing here needs Prisma's schema engine, but it downloads one unless it is told of some executable. */
const WITHOUT_DOWNLOADS = {
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  CHECKPOINT_DISABLE: '1',
};

const run = (command, arguments_, cwd, onChild) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, arguments_, {
      cwd,
      env: { ...process.env, ...WITHOUT_DOWNLOADS },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: Ctrl-C reaches us alone, and we end it together with all that it has started.
      detached: true,
    });
    onChild(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      // Enough to explain a failure; a chatty install must not fill the memory.
      stream.on('data', (text) => {
        output = (output + text).slice(-20_000);
      });
    }
    child.once('error', (error) =>
      reject(error.code === 'ENOENT' ? new Trouble('commandMissing', { values: { command } }) : error),
    );
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
