import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFolder } from '../../../src/features/import/import-folder.js';
import { verify } from '../../../src/features/verify/verify.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { expectedAccounts, expectedStock, readTable } from '../../support/expected-company.js';
import { hasNorthwind, NORTHWIND } from '../../support/northwind.js';
import { readAccounts, readLevels } from '../../support/read-company.js';

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

  it('puts on every shelf what the file says and reserves what unshipped orders need (S1)', async () => {
    expect(await readLevels(db)).toEqual(expectedStock(NORTHWIND).levels);
  });

  it('books every payment and every shipped order', async () => {
    expect(await readAccounts(db)).toEqual(expectedAccounts(NORTHWIND));
  });

  it('leaves a database in which every invariant holds', async () => {
    const report = await verify(db);
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.checks.find(({ name }) => name === 'stock-ledger')).toMatchObject({ checked: 77 });
  });

  it('changes nothing when the same folder comes again', async () => {
    const before = await everything(db);
    const report = await importFolder(db, { folder: NORTHWIND });

    expect(report.ok && report.value.files.every((file) => file.created + file.updated === 0)).toBe(true);
    expect(report).toMatchObject({ value: { reserved: 0, backorders: [] } });
    expect(await everything(db)).toEqual(before);
  });
});

/** A checksum of every table, so that not even a version or a time can change unseen. */
const everything = async (db: Database): Promise<unknown> => {
  const tables = await db.prisma.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1`;
  const sums = [];
  for (const { name } of tables) {
    sums.push(
      await db.prisma.$queryRawUnsafe(
        `SELECT '${name}' AS name, md5(string_agg(row_text, ',' ORDER BY row_text)) AS sum FROM (SELECT t::text AS row_text FROM ${name} t) rows`,
      ),
    );
  }
  return sums;
};
