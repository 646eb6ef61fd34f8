import { type ChildProcess, spawn } from 'node:child_process';
import { keepLines, rememberSecrets } from '../../support/log-scan/log-folder.js';
import { testFile } from '../../support/log-scan/test-file.js';

/** A command that runs, as a person at a terminal or a supervisor sees it. */
export interface Program {
  readonly pid: number;
  /** What it has written so far. */
  readonly out: () => string;
  readonly err: () => string;
  /** The match of a pattern in its output, as soon as it is there; rejects with the whole output when it ends before. */
  seen(pattern: RegExp): Promise<RegExpExecArray>;
  /** Signals this one process. */
  signal(signal: NodeJS.Signals): void;
  /** Signals it and all that share its process group, as Ctrl-C in a terminal does. */
  signalGroup(signal: NodeJS.Signals): void;
  /** The exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

interface ProgramOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Runs as this user and group, without root's rights; needs root. */
  readonly user?: number;
}

/** Variables whose values no log may show. */
const SECRET = /TOKEN$|SECRET$/;

/** What npm and vitest leave in the environment, and what would reach a real database or workspace, stays out. */
const cleanEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^(npm_|INIT_CWD|VITEST|NODE_ENV|NODE_OPTIONS|COUNTERMAND_|SLACK_|SMTP_|MAIL_|DATABASE_URL|REDIS_URL|PORT|HOST$|LOG_LEVEL)/.test(
          name,
        ),
    ),
  );

export const runProgram = (
  command: string,
  parameters: readonly string[],
  { cwd, env = {}, user }: ProgramOptions,
): Program => {
  const child = spawn(command, parameters, {
    cwd,
    env: { ...cleanEnvironment(), PORT: '0', LC_ALL: 'C', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(user === undefined ? {} : { uid: user, gid: user }),
  });
  const written = { out: '', err: '' };
  const source = `${testFile()}.${child.pid}`;
  rememberSecrets(Object.fromEntries(Object.entries(env).filter(([key]) => SECRET.test(key))));
  const listeners = new Set<() => void>();
  const collect = (name: 'out' | 'err', stream: ChildProcess['stdout']): void => {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
      keepLines(`${source}.${name}`, text);
      for (const listener of listeners) listener();
    });
  };
  collect('out', child.stdout);
  collect('err', child.stderr);
  const ended = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal ?? 1));
  });
  const pid = child.pid ?? 0;

  return {
    pid,
    out: () => written.out,
    err: () => written.err,
    seen: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(written.out) ?? pattern.exec(written.err);
          if (match === null) return;
          listeners.delete(look);
          resolve(match);
        };
        listeners.add(look);
        look();
        ended.then(
          (code) => reject(new Error(`ended with ${code}:\n${written.out}\n${written.err}`)),
          reject,
        );
      }),
    signal: (signal) => void process.kill(pid, signal),
    signalGroup: (signal) => void process.kill(-pid, signal),
    ended,
  };
};
