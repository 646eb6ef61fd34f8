import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decidersFor } from '../../../src/features/access/deciders.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { inTransaction } from '../../../src/platform/db/in-transaction.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { seedCompany } from '../../support/small-company.js';

describe('whom to ask for a decision', () => {
  let own: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    own = await createTestDatabase();
    db = openDatabase({ url: own.url, poolSize: 2, onError: () => undefined });
    await seedCompany(db);
    await db.prisma.member.create({
      data: { email: 'nia@example.com', name: 'Nia', department: '', roles: ['manager'] },
    });
  });
  afterAll(async () => {
    await db.close();
    await own.drop();
  });

  const asked = async (department: string): Promise<string[]> =>
    (await inTransaction(db, (tx) => decidersFor(tx, { role: 'manager', department, except: [] }))).map(
      ({ email }) => email,
    );

  it.each([
    ['those of the owner’s department', 'Sales', ['max@example.com', 'mia@example.com']],
    ['everybody where it has none', 'Export', ['max@example.com', 'mia@example.com', 'nia@example.com']],
    [
      'everybody where the owner has no department',
      '',
      ['max@example.com', 'mia@example.com', 'nia@example.com'],
    ],
  ])('is %s', async (_, department, expected) => {
    expect(await asked(department)).toEqual(expected);
  });
});
