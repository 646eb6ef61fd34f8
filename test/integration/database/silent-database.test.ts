import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { inTransaction } from '../../../src/platform/db/in-transaction.js';
import { openPool } from '../../../src/platform/db/open-pool.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { openTcpProxy, type TcpProxy } from '../../support/tcp-proxy/tcp-proxy.js';

describe('a database that keeps its connections and says nothing any more', () => {
  let own: TestDatabase;
  let proxy: TcpProxy;
  let db: Database;
  beforeAll(async () => {
    own = await createTestDatabase();
    const url = new URL(own.url);
    proxy = await openTcpProxy({ port: Number(url.port) });
    url.host = `127.0.0.1:${proxy.port}`;
    db = openDatabase({ url: url.toString(), poolSize: 1, onError: () => undefined });
  });
  afterAll(async () => {
    await proxy.heal();
    await db.close();
    await proxy.close();
    await own.drop();
  });

  const connection = async (): Promise<unknown> =>
    (await db.prisma.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`)[0]?.pid;

  it('keeps nobody waiting for ever, and is asked over a new connection afterwards', async () => {
    const before = await connection();
    const asked = inTransaction(
      db,
      async (tx) => {
        proxy.stall();
        return tx.$queryRaw`SELECT 1`;
      },
      { timeoutMs: 100 },
    );
    await expect(asked).rejects.toMatchObject({ retryable: true });
    await proxy.heal();
    expect(await connection()).not.toBe(before);
  });
});

describe('a connection of which several things are wanted at once', () => {
  it('is asked one after the other, as pg will want it', async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error): void => void warnings.push(warning);
    process.on('warning', listen);
    const own = await createTestDatabase();
    const pool = openPool({ url: own.url, max: 1, onError: () => undefined });
    const client = await pool.connect();
    const answers = await Promise.all([1, 2, 3].map((n) => client.query('SELECT $1::int AS n', [n])));
    client.release();
    await pool.end();
    await own.drop();
    process.off('warning', listen);
    expect(answers.map(({ rows }) => rows)).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]]);
    expect(warnings).toEqual([]);
  });
});
