import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFolder } from '../../../src/features/import/import-folder.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { hasNorthwind, NORTHWIND } from '../../support/northwind.js';
import { readTable } from './read-table.js';

const title = hasNorthwind
  ? 'importing the Northwind company'
  : 'importing the Northwind company (not run: ../shared/data/northwind is not there)';

describe.runIf(hasNorthwind)(title, () => {
  let own: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    own = await createTestDatabase();
    db = openDatabase({ url: own.url, poolSize: 3, onError: () => undefined });
  });
  afterAll(async () => {
    await db.close();
    await own.drop();
  });

  it('a dry run reports everything and writes nothing', async () => {
    const report = await importFolder(db, { folder: NORTHWIND, dryRun: true });

    expect(report).toMatchObject({ ok: true, value: { dryRun: true } });
    expect(await db.prisma.member.count()).toBe(0);
    expect(await db.prisma.auditEvent.count()).toBe(0);
  });

  it('creates every row of every file', async () => {
    const report = await importFolder(db, { folder: NORTHWIND });

    expect(report).toMatchObject({ ok: true, value: { dryRun: false, backorders: [], warnings: [] } });
    if (!report.ok) return;
    for (const { file, created, updated, unchanged } of report.value.files) {
      expect({ file, created, updated, unchanged }).toEqual({
        file,
        created: readTable(NORTHWIND, file).length,
        updated: 0,
        unchanged: 0,
      });
    }
    expect(await db.prisma.order.count({ where: { kind: 'sales' } })).toBe(830);
    expect(await db.prisma.order.count({ where: { kind: 'purchase' } })).toBe(14);
    expect(await db.prisma.orderLine.count({ where: { order: { kind: 'sales' } } })).toBe(2155);
    expect(await db.prisma.shipment.count()).toBe(809);
  });
});
