import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../src/kernel/ids.js';
import { type JobQueue, openQueue } from '../../../src/platform/queue/open-queue.js';
import { keptLog, type LogLine } from '../../support/log-scan/kept-log.js';
import {
  freePort,
  type RedisServer,
  type RedisServers,
  redisInstalled,
  redisServers,
} from '../../support/redis-servers.js';
import { waitFor } from '../../support/wait-for.js';

const lines: LogLine[] = [];
const log = keptLog((line) => lines.push(line));
const said = (words: string): LogLine[] => lines.filter(({ msg }) => String(msg).includes(words));

describe.skipIf(!redisInstalled)('a Redis that goes away (needs redis-server)', () => {
  let servers: RedisServers;
  let server: RedisServer | undefined;
  let queue: JobQueue | undefined;

  beforeAll(async () => {
    servers = await redisServers();
  });
  afterAll(async () => {
    await queue?.close({ timeoutMs: 2_000 });
    await servers.close();
  });

  it('fails those who add at once, hangs nobody, and is used again when it is back, empty', async () => {
    const port = await freePort();
    server = await servers.start(port);
    const seen: string[] = [];
    const opened = await openQueue({
      databaseUrl: 'postgresql://not-used@127.0.0.1:1/none',
      redisUrl: `redis://127.0.0.1:${port}`,
      log,
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

    await server?.kill();
    const refusal = await waitFor(() =>
      opened.ping().then(
        () => undefined,
        (error: Error) => error.message,
      ),
    );
    expect(refusal).toMatch(/^Redis at .+ is not connected: .+; trying again$/);
    const began = Date.now();
    await expect(add()).rejects.toMatchObject({ code: 'queue-unavailable', retryable: true });
    expect(Date.now() - began).toBeLessThan(5_000);

    server = await servers.start(port);
    const later = await waitFor(add, { timeoutMs: 20_000, what: 'Redis to take jobs again' });
    await waitFor(() => seen.includes(later), { timeoutMs: 20_000 });
  });

  it('is looked at again when it is back: one that may evict is named, one that takes no writes is not ready', async () => {
    const opened = queue;
    if (opened === undefined || server === undefined) throw new Error('the first test opened none');
    const { port } = server;
    const unready = () =>
      opened.ping().then(
        () => undefined,
        (error: Error) => error.message,
      );
    const comeBack = async (...args: string[]): Promise<void> => {
      await server?.kill();
      await waitFor(unready);
      server = await servers.start(port, ...args);
    };
    expect(await opened.ping()).toBeUndefined();

    await comeBack('--maxmemory-policy', 'allkeys-lru');
    const remark = await waitFor(() => opened.ping().catch(() => undefined), { timeoutMs: 20_000 });
    expect(remark).toContain('Redis may evict jobs (allkeys-lru)');
    expect(remark).toContain('set maxmemory-policy noeviction');
    await comeBack('--maxmemory-policy', 'allkeys-lru');
    await waitFor(() => opened.ping().catch(() => undefined), { timeoutMs: 20_000 });
    expect(said('may evict jobs')).toHaveLength(1);

    await comeBack('--replicaof', '127.0.0.1', '1');
    await waitFor(async () => (await unready())?.includes('is a replica and takes no writes'), {
      timeoutMs: 20_000,
      what: 'the replica to be found out',
    });
    expect(said('cannot carry the queue')).toHaveLength(1);
    // A failover makes no new connection.
    const admin = new Redis(port, '127.0.0.1');
    await admin.replicaof('NO', 'ONE');
    await waitFor(async () => (await unready()) === undefined, { what: 'the promotion to be seen' });
    await admin.config('SET', 'maxmemory-policy', 'noeviction');
    admin.disconnect();
    await comeBack();
    await waitFor(async () => (await unready()) === undefined, { timeoutMs: 20_000 });
    expect(await opened.ping()).toBeUndefined();
  });

  it('does not keep anybody from stopping', async () => {
    await server?.kill();
    const began = Date.now();
    await queue?.close({ timeoutMs: 2_000 });
    expect(Date.now() - began).toBeLessThan(8_000);
  });
});
