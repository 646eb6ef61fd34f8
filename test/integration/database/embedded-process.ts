import { type ChildProcess, fork } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { migrationsFolder } from '../../../src/platform/db/migration-files.js';
import type { Progress } from '../../../src/platform/progress.js';

const ROOT = join(migrationsFolder(), '../..');

// A process of its own, that can be killed: opens the folder named by its arguments, releases it when told.
const PROGRAM = `
import { openEmbedded } from './src/platform/db/embedded/open-embedded.js';
const [home, mode, durable] = process.argv.slice(2);
const progress = [];
try {
  const { url, folder, pid, release } = await openEmbedded({ home, mode, durable: durable === 'true', onProgress: (step) => progress.push(step) });
  process.once('message', async () => { await release(); process.exit(0); });
  process.send({ opened: { url, folder, pid, progress } });
} catch (error) {
  process.send({ failed: { code: error.code, message: error.message, details: error.details ?? {} } }, () => process.exit(1));
}`;

/** What the other process says about the server. */
export interface Opened {
  readonly url: string;
  readonly folder: string;
  readonly pid: number;
  /** What was told on the way. */
  readonly progress: readonly Progress[];
}

export interface Failed {
  readonly code: string;
  readonly message: string;
  readonly details: Record<string, unknown>;
}

export interface EmbeddedProcess {
  readonly child: ChildProcess;
  /** The server, or why there is none. */
  readonly answer: Promise<Opened | Failed>;
  /** Lets it leave in order; resolves when it has ended. */
  release(): Promise<void>;
  /** As `kill -9`. */
  kill(): Promise<void>;
}

interface LaunchOptions {
  /** Only root may choose. */
  readonly uid?: number;
  readonly gid?: number;
  /** With disk flushes, as in earnest. */
  readonly durable?: boolean;
}

/** Builds the program once; `launch` starts it, as another user if root says so. */
export const embeddedProcesses = async (): Promise<{
  launch(home: string, mode: 'instance' | 'visitor', options?: LaunchOptions): EmbeddedProcess;
  remove(): Promise<void>;
}> => {
  const folder = await mkdtemp(join(ROOT, 'node_modules', '.embedded-test-'));
  const outfile = join(folder, 'program.mjs');
  await build({
    stdin: { contents: PROGRAM, resolveDir: ROOT },
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });

  await chmod(folder, 0o755);
  const running = new Set<ChildProcess>();
  return {
    launch: (home, mode, { durable = false, ...user } = {}) => {
      const child = fork(outfile, [home, mode, String(durable)], {
        cwd: '/',
        detached: true,
        silent: true,
        ...user,
      });
      running.add(child);
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.once('exit', () => running.delete(child));
      const answer = new Promise<Opened | Failed>((resolve, reject) => {
        child.once('exit', () => reject(new Error('the process ended without a word')));
        child.once('message', (message: { opened: Opened } | { failed: Failed }) =>
          resolve('opened' in message ? message.opened : message.failed),
        );
      });
      // Some tests kill it before it says anything.
      answer.catch(() => {});
      return {
        child,
        answer,
        release: async () => {
          child.send('release');
          await ended;
        },
        kill: async () => {
          child.kill('SIGKILL');
          await ended;
        },
      };
    },
    remove: async () => {
      for (const child of running) child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
};
