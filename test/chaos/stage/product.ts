import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { LogBook } from '../log-book.js';

export type Role = 'all' | 'bot' | 'worker';

/** One process of the product that is started again whenever it ends, as a supervisor does. */
export interface Member {
  readonly name: string;
  readonly role: Role;
  /** Whether it has said that it is ready. */
  readonly ready: boolean;
  /** SIGKILL, or SIGTERM and the drain. */
  signal(signal: 'SIGKILL' | 'SIGTERM'): void;
  /** Sets its wall clock off by so many milliseconds; 0 is right. */
  shiftClock(ms: number): void;
  /** Ends it for good. */
  stop(): Promise<void>;
}

const RESTART_AFTER_MS = 500;
/** Slack, database or queue were away at the start: a supervisor tries again. */
const TRY_AGAIN = 75;

/** Starts `dist/main.js start --role …` under an environment, with its log in a file of its name. */
export const startMember = (options: {
  readonly name: string;
  readonly role: Role;
  readonly repository: string;
  readonly logs: string;
  readonly env: Readonly<Record<string, string>>;
  readonly book: LogBook;
}): Member => {
  const { name, role, repository, logs, book } = options;
  const clock = join(logs, `${name}.clock`);
  writeFileSync(clock, '0');
  const log = createWriteStream(join(logs, `${name}.log`), { flags: 'a' });
  const preload = join(repository, 'test', 'chaos', 'shifted-clock.mjs');
  let child: ChildProcess | undefined;
  let expected = false;
  let ready = false;
  let stopping = false;

  const runOnce = async (): Promise<void> => {
    expected = false;
    ready = false;
    const started = spawn(process.execPath, ['--import', preload, 'dist/main.js', 'start', '--role', role], {
      cwd: repository,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...options.env, PORT: '0', CHAOS_CLOCK: clock },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    for (const stream of [started.stdout, started.stderr])
      stream.on('data', (piece: Buffer) => {
        log.write(piece);
        if (piece.includes('Countermand is ready')) ready = true;
      });
    const [code, signal] = (await once(started, 'exit')) as [number | null, string | null]; // Node's own signature.
    ready = false;
    log.write(`-- ended: ${signal ?? code}\n`);
    if (!expected && code !== TRY_AGAIN)
      book.collapses.push({ process: name, at: Date.now(), code: signal ?? code ?? '?' });
  };
  const supervised = (async () => {
    while (!stopping) {
      await runOnce();
      if (!stopping) await pause(RESTART_AFTER_MS);
    }
  })();
  const signal = (which: 'SIGKILL' | 'SIGTERM'): void => {
    expected = true;
    ready = false;
    child?.kill(which);
  };
  return {
    name,
    role,
    get ready() {
      return ready;
    },
    signal,
    shiftClock: (ms) => writeFileSync(clock, String(Math.round(ms))),
    async stop() {
      stopping = true;
      signal('SIGTERM');
      // The drain is bounded; should it not end, that is no reason to wait for ever.
      const forced = setTimeout(() => signal('SIGKILL'), 40_000);
      await supervised;
      clearTimeout(forced);
      log.end();
    },
  };
};
