import { afterAll, beforeAll, expect, it } from 'vitest';
import { importFolder } from '../../../src/features/import/import-folder.js';
import { reconcile } from '../../../src/features/verify/reconcile.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { SECOND_DATA_SET } from '../../support/second-data-set/second-data-set.js';

let own: TestDatabase;
let db: Database;

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase({ url: own.url, poolSize: 2, onError: () => undefined });
  await importFolder(db, { folder: SECOND_DATA_SET });
});
afterAll(async () => {
  await db.close();
  await own.drop();
});

it('finds no difference between levels and ledger after an import (S1)', async () => {
  expect(await reconcile(db)).toEqual({ ok: true, differences: [] });
});

it('says which level and which reservation differ, by how much, and repairs nothing (S1)', async () => {
  await db.prisma.$transaction([
    db.prisma.$executeRaw`SET LOCAL session_replication_role = 'replica'`,
    db.prisma.$executeRaw`UPDATE stock_level SET on_hand = on_hand - 2 WHERE location = 'A-01'`,
    db.prisma.$executeRaw`UPDATE reservation SET quantity = quantity + 1 WHERE order_line_id =
      (SELECT l.id FROM order_line l JOIN "order" o ON o.id = l.order_id WHERE o.number = 'S-1001')`,
  ]);
  const expected = [
    {
      projection: 'reservation',
      details: { order: 'S-1001', line: '1', warehouse: 'MAIN', location: 'A-02' },
      field: 'quantity',
      shows: '6',
      ledger: '5',
    },
    {
      projection: 'stock-level',
      details: { sku: 'BW-100', warehouse: 'MAIN', location: 'A-01' },
      field: 'on_hand',
      shows: '18',
      ledger: '20',
    },
  ].map((difference) => expect.objectContaining(difference));

  expect(await reconcile(db)).toEqual({ ok: false, differences: expected });
  expect(await reconcile(db)).toEqual({ ok: false, differences: expected });
});
