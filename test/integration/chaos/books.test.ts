import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFolder } from '../../../src/features/import/import-folder.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { booksAsCalculated } from '../../chaos/checks/books.js';
import { type Company, writeCompany } from '../../chaos/company.js';
import { type Ledger, readLedger } from '../../chaos/ledger.js';
import { createRandom } from '../../chaos/random.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let own: TestDatabase;
let db: Database;
let company: Company;
let ledger: Ledger;
const folder = mkdtempSync(join(tmpdir(), 'countermand-chaos-books-'));

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase({ url: own.url, poolSize: 2, onError: () => undefined });
  company = await writeCompany(folder, createRandom('books'), 20);
  const imported = await importFolder(db, { folder });
  expect(imported.ok).toBe(true);
  ledger = await readLedger(own.url);
});
afterAll(async () => {
  await db.close();
  await own.drop();
  rmSync(folder, { recursive: true });
});

const found = async (told: Ledger = ledger): Promise<string[]> =>
  (await booksAsCalculated(own.url, company, told)).map(({ kind, what }) => `${kind}: ${what}`);

/** Does this behind the back of every rule of the database, looks, and puts it back. */
const foundAfter = async (damage: string, mend: string): Promise<string[]> => {
  const behindTheRules = async (sql: string): Promise<void> => {
    await db.prisma.$transaction([
      db.prisma.$executeRaw`SET LOCAL session_replication_role = replica`,
      db.prisma.$executeRawUnsafe(sql),
    ]);
  };
  await behindTheRules(damage);
  const seen = await found();
  await behindTheRules(mend);
  return seen;
};

describe('stock and books after a run are held against the import folder', () => {
  it('finds nothing where they are as calculated', async () => {
    expect(await found()).toEqual([]);
  });

  it('finds a shelf, a reservation and an account that are off by one, and an order whose cancellation left no trace', async () => {
    const first = 'id = (SELECT min(id::text)::uuid FROM';
    expect(
      await foundAfter(
        `UPDATE stock_level SET on_hand = on_hand + 1 WHERE ${first} stock_level)`,
        `UPDATE stock_level SET on_hand = on_hand - 1 WHERE ${first} stock_level)`,
      ),
    ).toEqual([expect.stringMatching(/^books: shelf P-\d+ MAIN \S+ is .* instead of /)]);
    expect(
      await foundAfter(
        `UPDATE reservation SET quantity = quantity + 1 WHERE ${first} reservation)`,
        `UPDATE reservation SET quantity = quantity - 1 WHERE ${first} reservation)`,
      ),
    ).toEqual([expect.stringMatching(/^books: reservation SO-\d+\/\d P-\d+ MAIN \S+ is \d+ instead of /)]);
    expect(
      await foundAfter(
        `UPDATE journal_line SET debit = debit + 1 WHERE ${first} journal_line WHERE debit > 0)`,
        `UPDATE journal_line SET debit = debit - 1 WHERE ${first} journal_line WHERE debit > 0)`,
      ),
    ).toEqual([expect.stringMatching(/^books: account \w+ (?:USD|EUR) is "\d+" instead of "\d+"$/)]);
    const order = company.orders.find(({ paid }) => paid);
    const done = { ...ledger, requests: [{ number: order?.number, state: 'done', keeps: false }] };
    // Safe: the books are calculated from these columns alone.
    const uncancelled = await found(done as unknown as Ledger);
    expect(uncancelled.filter((what) => what.startsWith('books: reservation'))).not.toEqual([]);
    expect(uncancelled.filter((what) => what.startsWith('books: account'))).not.toEqual([]);
  });

  it('finds a step that was not done, or done twice', async () => {
    const step = { executionId: 'e', number: 'SO-0001', step: 'stock', error: null };
    expect(
      await found({
        ...ledger,
        steps: [
          { ...step, state: 'done', receipts: 1 },
          { ...step, state: 'owed', receipts: 0 },
          { ...step, state: 'done', receipts: 2 },
        ],
      }),
    ).toEqual([
      'lost: the step stock is owed with 0 receipts',
      'doubled: the step stock is done with 2 receipts',
    ]);
  });
});
