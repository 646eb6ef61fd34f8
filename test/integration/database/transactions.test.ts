import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureAdmins } from '../../../src/features/access/ensure-admins.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { assertOutsideTransaction, inTransaction } from '../../../src/platform/db/in-transaction.js';
import { trigramsKnowChinese } from '../../../src/platform/db/trigrams-know-chinese.js';
import { reachDatabase } from '../../../src/platform/reach-database.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { keptLog } from '../../support/log-scan/kept-log.js';
import { waitFor } from '../../support/wait-for.js';

describe('A transaction', () => {
  let database: TestDatabase;
  let db: Database;
  const broken: Error[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    db = openDatabase({ url: database.url, poolSize: 5, onError: (error) => broken.push(error) });
    await db.prisma.$executeRaw`CREATE TABLE jar (id int PRIMARY KEY, coins int NOT NULL)`;
    await db.prisma.$executeRaw`INSERT INTO jar SELECT n, 0 FROM generate_series(1, 9) n`;
  });

  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  const coins = async (id: number): Promise<unknown> =>
    db.prisma.$queryRaw`SELECT coins FROM jar WHERE id = ${id}`;

  it('answers what its work answers and keeps what it wrote', async () => {
    const answer = await inTransaction(db, async (tx) => {
      await tx.$executeRaw`UPDATE jar SET coins = 5 WHERE id = 1`;
      return 'done';
    });
    expect(answer).toBe('done');
    expect(await coins(1)).toEqual([{ coins: 5 }]);
  });

  it('keeps nothing of what it wrote when its work fails, and tells the failure as it was', async () => {
    const problem = new Error('no');
    const run = inTransaction(db, async (tx) => {
      await tx.$executeRaw`UPDATE jar SET coins = 5 WHERE id = 2`;
      throw problem;
    });
    await expect(run).rejects.toBe(problem);
    expect(await coins(2)).toEqual([{ coins: 0 }]);
  });

  it('C2: two that lock the same rows the other way round both succeed in the end', async () => {
    let tries = 0;
    let bothHoldOne = 0;
    const take = (first: number, second: number): Promise<void> =>
      inTransaction(db, async (tx) => {
        tries += 1;
        await tx.$executeRaw`UPDATE jar SET coins = coins + 1 WHERE id = ${first}`;
        bothHoldOne += 1;
        if (tries <= 2) await waitFor(() => bothHoldOne >= 2);
        await tx.$executeRaw`UPDATE jar SET coins = coins + 1 WHERE id = ${second}`;
      });
    await Promise.all([take(3, 4), take(4, 3)]);
    expect(tries).toBeGreaterThan(2);
    expect(await coins(3)).toEqual([{ coins: 2 }]);
    expect(await coins(4)).toEqual([{ coins: 2 }]);
  });

  it('C2: serializable ones that contradict each other are run again until the result is a serial order', async () => {
    let tries = 0;
    let bothRead = 0;
    const add = (): Promise<void> =>
      inTransaction(
        db,
        async (tx) => {
          tries += 1;
          const jar = await tx.$queryRaw<{ coins: number }[]>`SELECT coins FROM jar WHERE id = 5`;
          bothRead += 1;
          if (tries <= 2) await waitFor(() => bothRead >= 2);
          await tx.$executeRaw`UPDATE jar SET coins = ${(jar[0]?.coins ?? 0) + 1} WHERE id = 5`;
        },
        { isolation: 'Serializable' },
      );
    await Promise.all([add(), add()]);
    expect(tries).toBeGreaterThan(2);
    expect(await coins(5)).toEqual([{ coins: 2 }]);
  });

  it('M12: no call of the network happens inside one, also not deep down and not after an await', async () => {
    const callProvider = async (): Promise<string> => {
      await pause(1);
      assertOutsideTransaction('a call of the payment provider');
      return 'called';
    };
    const inside = inTransaction(db, async (tx) => {
      await tx.$executeRaw`UPDATE jar SET coins = 9 WHERE id = 6`;
      return callProvider();
    });
    await expect(inside).rejects.toMatchObject({
      code: 'network-in-transaction',
      message: expect.stringContaining('a call of the payment provider'),
    });
    expect(await coins(6)).toEqual([{ coins: 0 }]);
    await expect(callProvider()).resolves.toBe('called');
  });

  it('M12: what was started inside and runs on after the end may call', async () => {
    let later: Promise<string> | undefined;
    let ended = false;
    await inTransaction(db, async () => {
      later = waitFor(() => ended).then(() => {
        assertOutsideTransaction('a late call');
        return 'called';
      });
    });
    ended = true;
    await expect(later).resolves.toBe('called');
  });

  it('is refused inside another one', async () => {
    const nested = inTransaction(db, () => inTransaction(db, async () => 'never'));
    await expect(nested).rejects.toMatchObject({ code: 'nested-transaction', retryable: false });
  });

  it('answers retryable failures while the database is away, and works again afterwards', async () => {
    const away = openDatabase({ url: 'postgresql://x:y@127.0.0.1:1/none', poolSize: 1, onError: () => {} });
    await expect(away.ping()).rejects.toMatchObject({ code: 'database-unavailable', retryable: true });
    const run = inTransaction(away, (tx) => tx.$queryRaw`SELECT 1`);
    await expect(run).rejects.toMatchObject({ code: 'database-unavailable', retryable: true });
    await away.close();
  });

  it('tells of connections that the server ended, and goes on with new ones', async () => {
    await db.ping();
    const other = openDatabase({ url: database.url, poolSize: 1, onError: () => {} });
    await other.prisma.$queryRaw`
      SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`;
    await waitFor(() => broken.length > 0, { what: 'the broken connection to be told' });
    // Several were ended; one whose end is not yet noticed may be handed out once more.
    await waitFor(() => db.ping().then(() => true));
    await other.close();
  });

  it('logs one line when they all break, and one when the server takes new ones', async () => {
    const lines: string[] = [];
    const reached = await reachDatabase({
      url: database.url,
      home: '/nowhere',
      mode: 'visitor',
      preparation: 'as-is',
      poolSize: 4,
      onProgress: () => {},
      log: keptLog(({ msg }) => lines.push(String(msg))),
    });
    const own = reached.database;
    const onEveryConnection = () =>
      Promise.all(Array.from({ length: 4 }, () => own.prisma.$queryRaw`SELECT pg_sleep(0.1)::text`));
    await onEveryConnection();
    const other = openDatabase({ url: database.url, poolSize: 1, onError: () => {} });
    await other.prisma.$queryRaw`
      SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`;
    const [begun, over] = ['idle connections to the database broke', 'the database takes connections again'];
    await waitFor(() => lines.includes(begun), { what: 'the broken connections to be told' });
    await waitFor(async () => (await onEveryConnection()) && lines.at(-1) === over);
    // One that breaks late, when another is there already, is an outage of its own.
    expect(lines).toEqual(lines.map((_line, at) => (at % 2 === 0 ? begun : over)));
    await other.close();
    await reached.release();
  });

  it('asks one thing after the other on its connection, of which pg would warn every operator otherwise', async () => {
    const warnings: string[] = [];
    const hear = (warning: Error): void => void warnings.push(warning.message);
    process.on('warning', hear);
    await ensureAdmins(db, ['ada@example.com']);
    const relations = { orders: true, requests: true, decisions: true, accounts: true } as const;
    await inTransaction(db, (tx) => tx.member.findMany({ include: relations }));
    process.off('warning', hear);
    expect(warnings).toEqual([]);
  });

  it('finds Chinese names by their trigrams', async () => {
    expect(await trigramsKnowChinese(db)).toBe(true);
  });
});
