import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A Node program that runs beside us. */
export interface RunningProgram {
  /** Resolves when it has said this; rejects with the end of what it said when it ends before. */
  said(pattern: RegExp): Promise<void>;
  readonly ended: Promise<void>;
  /** Asks it to stop, and waits until it has. */
  stop(): Promise<void>;
}

const KEPT = 4_000;
export const PATH = '/usr/local/bin:/usr/bin:/bin';

/** Runs Node with these arguments and nothing of our own environment but these variables and what finds programs. */
export const runProgram = (
  parameters: readonly string[],
  environment: Readonly<Record<string, string>>,
): RunningProgram => {
  // Nothing of a company's configuration may reach it.
  const child = spawn(process.execPath, parameters, {
    env: { PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const endWithUs = (): void => void child.kill();
  process.once('exit', endWithUs);
  let output = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-KEPT);
      for (const listener of listeners) listener();
    });
  }
  const ended = once(child, 'close').then(() => void process.off('exit', endWithUs));
  return {
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!pattern.test(output)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        ended.then(() => reject(new Error(`a program of the bench ended: ${output}`)), reject);
      }),
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
};
