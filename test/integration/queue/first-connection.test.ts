import { afterEach, expect, it } from 'vitest';
import { openPostgresBackend } from '../../../src/platform/queue/postgres-backend.js';
import { createBlankDatabase } from '../../support/database.js';
import { openTcpProxy } from '../../support/tcp-proxy/tcp-proxy.js';
import { waitFor } from '../../support/wait-for.js';

const close: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of close.splice(0).reverse()) await end();
});

it('a worker whose first connection to PostgreSQL fails asks again in its own time, and works when PostgreSQL is back', async () => {
  const database = await createBlankDatabase();
  close.push(() => database.drop());
  const url = new URL(database.url);
  const line = await openTcpProxy({ port: Number(url.port) });
  close.push(() => line.close());
  url.port = String(line.port);
  const errors: Error[] = [];
  const backend = await openPostgresBackend({
    databaseUrl: url.toString(),
    poolSize: 6,
    onError: (error) => void errors.push(error),
  });
  close.push(() => backend.close());

  await line.refuse();
  await waitFor(() => errors.length > 0, { what: 'the pool to notice' });
  const done: string[] = [];
  const worker = backend.worker('first', async ({ name }) => void done.push(name), {});
  close.push(() => worker.close());
  const queue = backend.queue('first', {});
  close.push(() => queue.close());
  const add = () =>
    queue.addBulk([{ name: 'work', data: { kind: 'refresh', requestId: 'any' }, opts: { jobId: 'one' } }]);
  await expect(add()).rejects.toThrow();
  await line.heal();
  await waitFor(add, { what: 'the queue to take work again' });
  await waitFor(() => done.length > 0, { what: 'the work to be done', timeoutMs: 20_000 });
  expect(done).toEqual(['work']);
  // One that asks on without a pause says so thousands of times a second.
  expect(errors.length).toBeLessThan(100);
}, 60_000);
