import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { memberByEmail, writeMember } from '../../../src/features/access/member-store.js';
import { foldPlain } from '../../../src/features/orders/find/fold.js';
import { searchOrders } from '../../../src/features/orders/find/search-orders.js';
import type { MemberActor } from '../../../src/kernel/actor.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let own: TestDatabase;
let db: Database;
let manager: MemberActor;

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase({ url: own.url, poolSize: 3, onError: () => undefined });
  await writeMember(db.prisma, { email: 'mia@x.example', name: 'Mia', roles: ['manager'] });
  const member = await memberByEmail(db.prisma, 'mia@x.example');
  if (member === null) throw new Error('nobody');
  manager = member;
});
afterAll(async () => {
  await db.close();
  await own.drop();
});

it('folds what is typed as the database folds names, without asking it where every database does the same', async () => {
  const character = fc.oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0x4e00, max: 0x9fa5 }));
  const typed = fc.array(
    character.map((code) => String.fromCodePoint(code)),
    { maxLength: 8 },
  );
  const words = fc.sample(typed, 300).map((characters) => characters.join(''));
  const rows = await db.prisma.$queryRaw<{ word: string; text: string; grams: string[] }[]>`
    SELECT word, countermand_fold(word) AS text, countermand_grams(countermand_fold(word)) AS grams
    FROM unnest(${words}::text[]) AS word`;
  for (const { word, text, grams } of rows) {
    const folded = foldPlain(word);
    expect(folded === undefined).toBe(word.includes('I'));
    if (folded !== undefined)
      expect({ ...folded, grams: [...folded.grams].sort() }).toEqual({ text, grams: grams.sort() });
  }
});

it('stops what takes too long, and asks for more letters', async () => {
  const locker = new pg.Client({ connectionString: own.url });
  await locker.connect();
  try {
    await locker.query('BEGIN; LOCK TABLE search_name IN ACCESS EXCLUSIVE MODE');
    const asked = { text: 'a b c', page: 0, pageSize: 6, patienceMs: 100 };
    const refused = await searchOrders(db, manager, asked);
    expect(refused).toEqual({ ok: false, refusals: [{ code: 'too-slow' }] });
  } finally {
    await locker.end();
  }
  const found = await searchOrders(db, manager, { text: 'a', page: 0, pageSize: 6 });
  expect(found).toMatchObject({ ok: true, value: { total: 0 } });
});
