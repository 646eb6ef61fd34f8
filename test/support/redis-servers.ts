import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from './wait-for.js';

const SERVER = 'redis-server';
/** Whether a Redis of our own can be started here. */
export const redisInstalled = spawnSync(SERVER, ['--version']).status === 0;

export const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
};

export interface RedisServer {
  readonly port: number;
  /** SIGKILL, and the end. */
  kill(): Promise<void>;
}

/** Servers of Redis with a folder of their own; `close` ends all that are left and removes it. */
export const redisServers = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'countermand-redis-'));
  const running = new Set<RedisServer>();
  const run = async (port: number, args: readonly string[], ready: string): Promise<RedisServer> => {
    const child = spawn(SERVER, [...args], { cwd: folder });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    const server: RedisServer = {
      port,
      async kill() {
        running.delete(server);
        if (child.exitCode !== null || child.signalCode !== null) return;
        child.kill('SIGKILL');
        await once(child, 'exit');
      },
    };
    running.add(server);
    await waitFor(() => output.includes(ready), { what: `Redis on ${port}: ${output}`, timeoutMs: 20_000 });
    return server;
  };
  return {
    folder,
    /** Keeps nothing on disk. `args` win over the defaults. */
    start: async (port: number, ...args: readonly string[]): Promise<RedisServer> =>
      run(
        port,
        [
          ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
          ...['--save', '', '--appendonly', 'no', '--dbfilename', `${port}.rdb`, ...args],
        ],
        'Ready to accept connections',
      ),
    /** Watches the master on this port, alone, and calls another one master soon after it has died. */
    startSentinel: async (port: number, master: string, masterPort: number): Promise<RedisServer> => {
      const file = join(folder, `sentinel-${port}.conf`);
      const lines = [
        `port ${port}`,
        'bind 127.0.0.1',
        `dir ${folder}`,
        `sentinel monitor ${master} 127.0.0.1 ${masterPort} 1`,
        `sentinel down-after-milliseconds ${master} 500`,
        `sentinel failover-timeout ${master} 5000`,
      ];
      await writeFile(file, `${lines.join('\n')}\n`);
      return run(port, [file, '--sentinel'], '+monitor master');
    },
    async close() {
      await Promise.all([...running].map((server) => server.kill()));
      await rm(folder, { recursive: true, force: true });
    },
  };
};
export type RedisServers = Awaited<ReturnType<typeof redisServers>>;
