import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../src/kernel/ids.js';
import { type JobQueue, openQueue } from '../../../src/platform/queue/open-queue.js';
import { keptLog } from '../../support/log-scan/kept-log.js';
import {
  freePort,
  type RedisServer,
  type RedisServers,
  redisInstalled,
  redisServers,
} from '../../support/redis-servers.js';
import { waitFor } from '../../support/wait-for.js';

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
      log: keptLog(),
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
    const said = await waitFor(() =>
      opened.ping().then(
        () => undefined,
        (error: Error) => error.message,
      ),
    );
    expect(said).toMatch(/^Redis at .+ is not connected: .+; trying again$/);
    const began = Date.now();
    await expect(add()).rejects.toMatchObject({ code: 'queue-unavailable', retryable: true });
    expect(Date.now() - began).toBeLessThan(5_000);

    server = await servers.start(port);
    const later = await waitFor(add, { timeoutMs: 20_000, what: 'Redis to take jobs again' });
    await waitFor(() => seen.includes(later), { timeoutMs: 20_000 });
  });

  it('does not keep anybody from stopping', async () => {
    await server?.kill();
    const began = Date.now();
    await queue?.close({ timeoutMs: 2_000 });
    expect(Date.now() - began).toBeLessThan(8_000);
  });
});
