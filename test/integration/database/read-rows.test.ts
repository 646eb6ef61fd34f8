import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { waitFor } from '../../support/wait-for.js';

let own: TestDatabase;
let db: Database;

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase({ url: own.url, poolSize: 2, onError: () => undefined });
});
afterAll(async () => {
  await db.close();
  await own.drop();
});

const options = { withinMs: 20_000, kept: false } as const;

it('stops in the database what takes too long to read, and reads the next thing', async () => {
  const slow = { text: 'SELECT pg_sleep(60) AS slept', values: [] };
  await expect(db.read(slow, { ...options, withinMs: 100 })).rejects.toMatchObject({ code: 'read-too-long' });
  const sleeping = {
    text: `SELECT 1 AS one FROM pg_stat_activity WHERE state = 'active' AND query = $1`,
    values: [slow.text],
  };
  await waitFor(async () => (await db.read(sleeping, options)).length === 0);
});

it('keeps the plan of what may keep it, beside those of Prisma on the same connection', async () => {
  const held = { text: 'SELECT $1::int AS number', values: [7] };
  for (let time = 0; time < 3; time += 1) {
    await db.prisma.$queryRaw`SELECT ${time}::int AS other`;
    expect(await db.read(held, { ...options, kept: true })).toEqual([{ number: 7 }]);
    expect(await db.read({ text: 'SELECT 8 AS number', values: [] }, options)).toEqual([{ number: 8 }]);
  }
  const kept = await db.read<{ statement: string }>(
    { text: 'SELECT statement FROM pg_prepared_statements', values: [] },
    options,
  );
  const said = kept.map(({ statement }) => statement);
  expect(said).toContain(held.text);
  expect(said).not.toContain('SELECT 8 AS number');
});
