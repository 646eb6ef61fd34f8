import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { waitFor } from '../../support/wait-for.js';
import { freePort } from './free-port.js';

export interface ChaosRedis {
  readonly port: number;
  /** SIGKILL; whatever was in it is lost for good. */
  kill(): Promise<void>;
  /** Comes back empty. */
  start(): Promise<void>;
}

const PROGRAM = 'redis-server';
const PATIENCE_MS = 120_000;

/** Whether it is Redis that answers: somebody else may have been given the port, and say nothing or hang up. */
const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.setTimeout(2_000, () => socket.destroy());
    socket.once('data', (said) => {
      resolve(String(said).startsWith('+PONG'));
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

/** A Redis of the run's own that keeps nothing on disk. */
export const startRedis = async (folder: string): Promise<ChaosRedis> => {
  const port = await freePort();
  const options = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'];
  const run = (): ChildProcess =>
    spawn(PROGRAM, [...options, '--dir', folder, '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
  let server: ChildProcess | undefined;
  const kill = async (): Promise<void> => {
    const running = server;
    server = undefined;
    if (running === undefined || hasEnded(running)) return;
    const ended = once(running, 'exit');
    running.kill('SIGKILL');
    await ended;
  };
  const start = async (): Promise<void> => {
    server = run();
    const isUp = (): Promise<boolean> => {
      // An outgoing connection of anybody may have had its port for a moment.
      if (server !== undefined && hasEnded(server)) server = run();
      return answers(port);
    };
    try {
      await waitFor(isUp, { what: `Redis to answer on port ${port}`, timeoutMs: PATIENCE_MS });
    } catch (error) {
      await kill();
      throw error;
    }
  };
  await start();
  return { port, start, kill };
};
