import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { newId } from '../../../src/kernel/ids.js';
import { createLog } from '../../../src/platform/log.js';
import { type JobQueue, openQueue } from '../../../src/platform/queue/open-queue.js';
import { waitFor } from '../../support/wait-for.js';

const SERVER = 'redis-server';
const installed = spawnSync(SERVER, ['--version']).status === 0;

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
};

describe.skipIf(!installed)('a Redis that goes away (needs redis-server)', () => {
  let server: ChildProcess | undefined;
  let queue: JobQueue | undefined;

  const startRedis = async (port: number): Promise<void> => {
    const started = spawn(SERVER, [
      ...['--port', String(port), '--bind', '127.0.0.1'],
      ...['--save', '', '--appendonly', 'no', '--dir', '/tmp'],
    ]);
    server = started;
    let output = '';
    started.stdout.on('data', (chunk) => {
      output += chunk;
    });
    await waitFor(() => output.includes('Ready to accept connections'), { what: 'Redis' });
  };
  const stopRedis = async (): Promise<void> => {
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  };

  afterAll(async () => {
    await queue?.close({ timeoutMs: 2_000 });
    await stopRedis();
  });

  it('fails those who add at once, hangs nobody, and is used again when it is back, empty', async () => {
    const port = await freePort();
    await startRedis(port);
    const seen: string[] = [];
    const opened = await openQueue({
      databaseUrl: 'postgresql://not-used@127.0.0.1:1/none',
      redisUrl: `redis://127.0.0.1:${port}`,
      log: createLog({ level: 'silent' }),
    });
    queue = opened;
    opened.work({
      step: async ({ executionId }) => {
        seen.push(executionId);
      },
      deliver: async () => {},
      refresh: async () => {},
      onExhausted: async () => {},
    });
    const add = async (): Promise<string> => {
      const executionId = newId();
      await opened.add([{ kind: 'step', executionId, step: 'stock', generation: 1 }]);
      return executionId;
    };
    const first = await add();
    await waitFor(() => seen.includes(first));

    await stopRedis();
    await waitFor(async () => {
      try {
        await opened.ping();
        return false;
      } catch {
        return true;
      }
    });
    const began = Date.now();
    await expect(add()).rejects.toMatchObject({ code: 'queue-unavailable', retryable: true });
    expect(Date.now() - began).toBeLessThan(5_000);

    await startRedis(port);
    const later = await waitFor(add, { timeoutMs: 20_000, what: 'Redis to take jobs again' });
    await waitFor(() => seen.includes(later), { timeoutMs: 20_000 });
  });

  it('does not keep anybody from stopping', async () => {
    await stopRedis();
    const began = Date.now();
    await queue?.close({ timeoutMs: 2_000 });
    expect(Date.now() - began).toBeLessThan(8_000);
  });
});
