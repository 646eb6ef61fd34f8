import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { keepLines } from '../../support/log-scan/log-folder.js';
import { testFile } from '../../support/log-scan/test-file.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
// Inside the repository, so that the bundle finds the installed packages.
const bundle = `${root}node_modules/.cache/countermand-test/desk-${process.pid}.mjs`;
let built: Promise<unknown> | undefined;

export interface Desk {
  /** Resolves when it has printed this text. */
  said(text: string): Promise<void>;
  /** How it ended: the exit code, or the signal that killed it. */
  readonly ended: Promise<number | string | null>;
  /** SIGTERM, and the end. */
  stop(): Promise<void>;
}

/** Starts desk-process.ts as a process of its own; resolves when it says that it is ready, or when it has ended. */
export const startDesk = async (env: Record<string, string>): Promise<Desk> => {
  built ??= build({
    entryPoints: [fileURLToPath(new URL('./desk-process.ts', import.meta.url))],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
  await built;
  const child = spawn(process.execPath, [bundle], {
    env: { PATH: process.env.PATH, LOG_LEVEL: 'debug', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stderr
    .setEncoding('utf8')
    .on('data', (text: string) => keepLines(`${testFile()}.${child.pid}`, text));
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string | null);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const said = async (text: string): Promise<void> => {
    while (!output.includes(text)) await once(child.stdout, 'data');
  };
  await Promise.race([said('ready'), ended]);
  return {
    said,
    ended,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
};
