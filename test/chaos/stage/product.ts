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
  /** Ends it for good, at once. */
  stop(): Promise<void>;
}

/** Whoever sends it requests: told where it is each time it has become ready, and when it is there no more. */
export interface Audience {
  add(url: string): void;
  remove(url: string): void;
}

const RESTART_AFTER_MS = 500;
/** Slack, database or queue were away at the start: a supervisor tries again. */
const TRY_AGAIN = 75;
const READY = /Countermand is ready: (\S+)\s/;

/** Starts `dist/main.js start --role …` under an environment, with its log in `<logs>/<name>.log`. */
export const startMember = (options: {
  readonly name: string;
  readonly role: Role;
  readonly repository: string;
  readonly folder: string;
  readonly logs: string;
  readonly env: Readonly<Record<string, string>>;
  readonly book: LogBook;
  readonly audience: Audience | undefined;
}): Member => {
  const { name, role, repository, folder, logs, book, audience } = options;
  const clock = join(folder, `${name}.clock`);
  writeFileSync(clock, '0');
  const log = createWriteStream(join(logs, `${name}.log`), { flags: 'a' });
  const preload = join(repository, 'test', 'chaos', 'shifted-clock.mjs');
  let child: ChildProcess | undefined;
  let expected = false;
  let url: string | undefined;
  let stopping = false;

  const gone = (): void => {
    if (url !== undefined) audience?.remove(url);
    url = undefined;
  };
  const runOnce = async (): Promise<void> => {
    expected = false;
    const started = spawn(process.execPath, ['--import', preload, 'dist/main.js', 'start', '--role', role], {
      cwd: repository,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...options.env, PORT: '0', CHAOS_CLOCK: clock },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    let said = '';
    started.stdout.on('data', (piece: Buffer) => {
      if (url !== undefined) return;
      said += piece;
      url = READY.exec(said)?.[1];
      if (url === undefined) return;
      said = '';
      audience?.add(url);
    });
    for (const stream of [started.stdout, started.stderr])
      stream.on('data', (piece: Buffer) => log.write(piece));
    const [code, signal] = (await once(started, 'exit')) as [number | null, string | null]; // Node's own signature.
    gone();
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
  return {
    name,
    role,
    get ready() {
      return url !== undefined && !expected;
    },
    signal(which) {
      expected = true;
      child?.kill(which);
    },
    shiftClock: (ms) => writeFileSync(clock, String(Math.round(ms))),
    async stop() {
      stopping = true;
      expected = true;
      child?.kill('SIGKILL');
      await supervised;
      log.end();
    },
  };
};
