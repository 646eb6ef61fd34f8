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

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (said) => {
      socket.destroy();
      resolve(String(said).startsWith('+PONG'));
    });
    socket.once('error', () => resolve(false));
  });

/** A Redis of the run's own that keeps nothing on disk. */
export const startRedis = async (folder: string): Promise<ChaosRedis> => {
  const port = await freePort();
  let server: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const options = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'];
    server = spawn(PROGRAM, [...options, '--dir', folder, '--maxmemory-policy', 'noeviction'], {
      stdio: 'ignore',
    });
    await waitFor(() => answers(port), { what: 'Redis to answer', timeoutMs: 60_000 });
  };
  await start();
  return {
    port,
    start,
    async kill() {
      const running = server;
      server = undefined;
      if (running === undefined) return;
      const ended = once(running, 'exit');
      running.kill('SIGKILL');
      await ended;
    },
  };
};
