import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberByEmail } from '../../../src/features/access/member-store.js';
import { importFolder } from '../../../src/features/import/import-folder.js';
import { previewCancellation } from '../../../src/features/orders/cancel/preview-cancellation.js';
import { verify } from '../../../src/features/verify/verify.js';
import { systemClock } from '../../../src/kernel/clock.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { expectedAccounts, expectedStock, expectedTotals } from '../../support/expected-company.js';
import { readAccounts, readLevels } from '../../support/read-company.js';
import { BLOCKED, CANCELLABLE, SECOND_DATA_SET } from '../../support/second-data-set/second-data-set.js';

describe('importing the second company', () => {
  let own: TestDatabase;
  let db: Database;
  let imported: Awaited<ReturnType<typeof importFolder>>;

  beforeAll(async () => {
    own = await createTestDatabase();
    db = openDatabase({ url: own.url, poolSize: 3, onError: () => undefined });
    imported = await importFolder(db, { folder: SECOND_DATA_SET });
  });
  afterAll(async () => {
    await db.close();
    await own.drop();
  });

  const preview = async (owner: string, number: string) => {
    const actor = await memberByEmail(db.prisma, `${owner}@brightwater.example`);
    if (actor === null) throw new Error(`no member ${owner}`);
    return previewCancellation(
      db,
      { actor, number, choices: { refundChoice: 'original', reason: 'price' } },
      { clock: systemClock, baseCurrency: 'USD' },
    );
  };

  it('reserves from the locations of the order’s warehouse by name, the earliest required first, and says what is missing', async () => {
    const { levels, missing } = expectedStock(SECOND_DATA_SET);
    expect(await readLevels(db)).toEqual(levels);
    if (!imported.ok) throw new Error(JSON.stringify(imported.refusals));
    expect(
      Object.fromEntries(
        imported.value.backorders.map(({ order, line, missing: pieces }) => [`${order}/${line}`, pieces]),
      ),
    ).toEqual(missing);
    expect(imported.value.backorders).toContainEqual({
      order: 'S-1042',
      line: 1,
      sku: 'BW-110',
      missing: 10,
    });
  });

  it('books payments and shipped orders in their own currencies', async () => {
    expect(await readAccounts(db)).toEqual(expectedAccounts(SECOND_DATA_SET));
  });

  it('leaves a database in which every invariant holds', async () => {
    expect((await verify(db)).checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  it.each(CANCELLABLE)(
    '$number can be cancelled, at its total, and asks for the steps of the policy (A3)',
    async (expected) => {
      const result = await preview(expected.owner, expected.number);
      if (!result.ok) throw new Error(JSON.stringify(result.refusals));
      const { plan } = result.value;
      expect(plan.openTotal).toBe(expected.total);
      expect(expectedTotals(SECOND_DATA_SET)[expected.number]).toBe(expected.total);
      expect(plan.refundTotal).toBe(expected.paid);
      expect(plan.steps.map(({ role }) => role)).toEqual(expected.decidedBy);
    },
  );

  it.each(BLOCKED)('$number cannot be cancelled: $because (C1)', async ({ owner, number, because }) => {
    const result = await preview(owner, number);
    expect(result.ok ? [] : result.refusals.map(({ code }) => code)).toContain(because);
  });

  it('keeps Chinese names and names with marks as they were written', async () => {
    expect(await db.prisma.customer.findUnique({ where: { code: 'C-002' } })).toMatchObject({
      name: '上海明德贸易有限公司',
      contact: '王伟',
      city: '上海',
    });
    expect(await db.prisma.customer.findUnique({ where: { code: 'C-007' } })).toMatchObject({
      name: 'O\'Brien, "Quick" & Sons <Export>',
    });
  });
});
