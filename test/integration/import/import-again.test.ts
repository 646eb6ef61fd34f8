import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureAdmins } from '../../../src/features/access/ensure-admins.js';
import { joinWorkspace } from '../../../src/features/access/join-workspace.js';
import { writeMember } from '../../../src/features/access/member-store.js';
import { rememberTeam } from '../../../src/features/access/workspace-store.js';
import { holdsDemoData, takeImportLock } from '../../../src/features/import/company-store.js';
import { importFolder } from '../../../src/features/import/import-folder.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { readTable } from '../../support/expected-company.js';
import { withFolder } from '../../support/import-folder-files.js';
import { SECOND_DATA_SET } from '../../support/second-data-set/second-data-set.js';

let own: TestDatabase;
let db: Database;

beforeEach(async () => {
  own = await createTestDatabase();
  db = openDatabase({ url: own.url, poolSize: 4, onError: () => undefined });
});
afterEach(async () => {
  await db.close();
  await own.drop();
});

/** One file of the second company with the cells of one row changed, as CSV. */
const changed = (file: string, key: Record<string, string>, change: Record<string, string>): string => {
  const rows = readTable(SECOND_DATA_SET, file).map((row) =>
    Object.entries(key).every(([column, value]) => row[column] === value) ? { ...row, ...change } : row,
  );
  const quote = (value: string): string => `"${value.replaceAll('"', '""')}"`;
  const header = Object.keys(rows[0] ?? {});
  return [
    header.join(','),
    ...rows.map((row) => header.map((column) => quote(row[column] ?? '')).join(',')),
  ].join('\n');
};

const importOne = (file: string, content: string) =>
  withFolder({ [`${file}.csv`]: content }, (folder) => importFolder(db, { folder }));

describe('importing a folder that has changed', () => {
  beforeEach(async () => {
    await importFolder(db, { folder: SECOND_DATA_SET });
  });

  it.each([
    [
      'members',
      { email: 'tom.reed@brightwater.example' },
      { department: 'Sales West', roles: 'sales;manager' },
    ],
    ['customers', { code: 'C-001' }, { email: 'new@harbor-pine.example' }],
    ['suppliers', { code: 'V-001' }, { city: 'Lund' }],
    ['products', { sku: 'BW-100' }, { unit_price: '275.00' }],
    ['rates', { currency: 'KWD' }, { base_per_unit: '3.30' }],
  ])('updates %s, one row of them and no other', async (file, key, change) => {
    const result = await importOne(file, changed(file, key, change));
    const all = readTable(SECOND_DATA_SET, file).length;
    expect(result).toMatchObject({
      ok: true,
      value: { files: [{ file, created: 0, updated: 1, unchanged: all - 1 }] },
    });
    const again = await importOne(file, changed(file, key, change));
    expect(again).toMatchObject({ value: { files: [{ updated: 0, unchanged: all }] } });
  });

  it.each([
    ['orders', { number: 'S-1001' }, { freight: '1.00' }, 'number'],
    ['order_lines', { order_number: 'S-1001', line: '1' }, { quantity: '6' }, 'line'],
    ['payments', { reference: 'PAY-1011' }, { amount: '61.00' }, 'reference'],
    ['shipments', { tracking: 'FF-2001' }, { carrier: 'Slow Freight' }, 'tracking'],
    ['stock', { sku: 'BW-100', location: 'A-01' }, { on_hand: '21' }, 'sku'],
  ])('refuses a changed row of %s and changes nothing', async (file, key, change, column) => {
    const line =
      readTable(SECOND_DATA_SET, file).findIndex((row) =>
        Object.entries(key).every(([name, value]) => row[name] === value),
      ) + 2;
    const result = await importOne(file, changed(file, key, change));
    expect(result).toMatchObject({
      ok: false,
      refusals: [{ rows: [{ file: `${file}.csv`, line, column, reason: 'other-values' }] }],
    });
  });

  it('takes the same row for the same whatever its zeros, its letters in an address and its columns’ order', async () => {
    const result = await withFolder(
      {
        'members.csv':
          'roles,email,name,department\nsales,TOM.REED@Brightwater.example,Tom Reed,Sales East\n',
        'products.csv':
          'sku,name,category,unit,unit_price,currency,supplier_code\nBW-100,Oak desk,Furniture,piece,250.0,USD,V-001\n',
        'payments.csv':
          'order_number,method,amount,currency,paid_on,reference\nS-1011,card,60,USD,2026-02-05,PAY-1011\n',
      },
      (folder) => importFolder(db, { folder }),
    );
    expect(result).toMatchObject({
      ok: true,
      value: { files: [{ unchanged: 1 }, { unchanged: 1 }, { unchanged: 1 }] },
    });
  });

  it('adds a later payment to an order that is there, and books it', async () => {
    const before = await db.prisma.order.findUniqueOrThrow({ where: { number: 'S-1001' } });
    const result = await importOne(
      'payments',
      'order_number,method,amount,currency,paid_on,reference\nS-1001,card,10.00,USD,2026-03-01,LATER\n',
    );
    expect(result).toMatchObject({ ok: true, value: { files: [{ created: 1 }] } });
    const payment = await db.prisma.payment.findFirstOrThrow({ where: { reference: 'LATER' } });
    const entry = await db.prisma.journalEntry.findFirstOrThrow({
      where: { sourceId: payment.id },
      include: { lines: true },
    });
    expect(entry.rule).toBe('customer-deposit');
    expect(entry.lines.map(({ account, debit, credit }) => [account, debit, credit])).toEqual(
      expect.arrayContaining([
        ['bank', 1000n, 0n],
        ['customer_deposits', 0n, 1000n],
      ]),
    );
    // A plan made before it is stale (A5).
    const after = await db.prisma.order.findUniqueOrThrow({ where: { number: 'S-1001' } });
    expect(after.version).toBeGreaterThan(before.version);
  });

  it('refuses a line or a shipment for an order that is there: it would bypass stock and books', async () => {
    const result = await withFolder(
      {
        'order_lines.csv':
          'order_number,line,sku,quantity,unit_price,discount,shipped_quantity\nS-1001,9,BW-110,1,40.00,0,0\n',
        'shipments.csv':
          'order_number,carrier,tracking,shipped_on,delivered_on\nS-1001,DHL,T-1,2026-03-01,\n',
      },
      (folder) => importFolder(db, { folder }),
    );
    expect(result).toMatchObject({
      refusals: [{ rows: [{ reason: 'order-already-there' }, { reason: 'order-already-there' }] }],
    });
  });

  it('reserves for new orders only what earlier ones left', async () => {
    const result = await withFolder(
      {
        'orders.csv':
          'number,kind,party_code,owner_email,placed_on,required_on,currency,freight,status,warehouse\n' +
          'S-9001,sales,C-001,tom.reed@brightwater.example,2026-03-01,2026-03-02,USD,0,new,MAIN\n',
        'order_lines.csv':
          'order_number,line,sku,quantity,unit_price,discount,shipped_quantity\nS-9001,1,BW-100,10,1.00,0,0\n',
      },
      (folder) => importFolder(db, { folder }),
    );
    // 35 at MAIN, of which 28 are held.
    expect(result).toMatchObject({
      ok: true,
      value: { reserved: 7, backorders: [{ order: 'S-9001', line: 1, sku: 'BW-100', missing: 3 }] },
    });
  });
});

describe('demo data', () => {
  it('loads only into an empty database and marks it', async () => {
    expect(await importFolder(db, { folder: SECOND_DATA_SET, asDemo: true })).toMatchObject({ ok: true });
    expect(await db.prisma.workspace.findUnique({ where: { id: 1 } })).toMatchObject({ demo: true });
    expect(await importFolder(db, { folder: SECOND_DATA_SET, asDemo: true })).toMatchObject({
      refusals: [{ kind: 'not-empty' }],
    });
  });

  it('loads beside an admin whom the configuration named, and that admin alone outlives its replacement', async () => {
    const boss = 'boss@real.example';
    await ensureAdmins(db, [boss]);
    expect(await importFolder(db, { folder: SECOND_DATA_SET, asDemo: true })).toMatchObject({ ok: true });
    // Who was made an admin while the demo was tried out is none of the company that comes, and neither are more roles.
    await writeMember(db.prisma, { email: 'invited@real.example', roles: ['admin', 'finance'] });
    await writeMember(db.prisma, { email: boss, roles: ['admin', 'finance'] });
    await withFolder(
      { 'members.csv': 'email,name,department,roles\nboss@real.example,The Boss,Board,manager\n' },
      (folder) => importFolder(db, { folder, replaceDemo: true, admins: [boss] }),
    );
    expect(await db.prisma.member.findMany({ select: { email: true, name: true, roles: true } })).toEqual([
      { email: boss, name: 'The Boss', roles: ['manager', 'admin'] },
    ]);
    expect(await db.prisma.auditEvent.count({ where: { action: 'member.made-admin' } })).toBe(1);
  });

  it('is not mixed with a company’s own: that needs --replace-demo, which throws everything of the demo away', async () => {
    await importFolder(db, { folder: SECOND_DATA_SET, asDemo: true });
    await joinWorkspace(db, { teamId: 'TSANDBOX', sandbox: true });
    const files = { 'customers.csv': 'code,name,contact,email,phone,country,city\nMINE,Mine,,,,,\n' };
    expect(await withFolder(files, (folder) => importFolder(db, { folder }))).toMatchObject({
      refusals: [{ kind: 'holds-demo-data' }],
    });
    expect(
      await withFolder(files, (folder) => importFolder(db, { folder, replaceDemo: true, dryRun: true })),
    ).toMatchObject({ ok: true });
    expect(await db.prisma.order.count()).toBeGreaterThan(0);

    expect(
      await withFolder(files, (folder) => importFolder(db, { folder, replaceDemo: true })),
    ).toMatchObject({ ok: true });
    expect(await db.prisma.customer.findMany({ select: { code: true } })).toEqual([{ code: 'MINE' }]);
    const left = await db.prisma.$queryRaw<{ name: string }[]>`
      SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
      WHERE c.relkind = 'r' AND (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I', c.relname), false, true, '')))[1]::text <> '0'
      ORDER BY 1`;
    expect(left.map(({ name }) => name)).toEqual([
      '_prisma_migrations',
      'audit_event',
      'customer',
      'search_name',
      'workspace',
    ]);
    expect(await db.prisma.searchName.findMany({ select: { names: true } })).toEqual([
      { names: expect.arrayContaining(['mine']) },
    ]);
    expect(await db.prisma.workspace.findUnique({ where: { id: 1 } })).toMatchObject({ demo: false });
    // The sandbox was the demo's workspace; what is there now may serve a real one.
    await joinWorkspace(db, { teamId: 'TREAL', sandbox: false });
    await expect(joinWorkspace(db, { teamId: 'TOTHER', sandbox: false })).rejects.toThrow('TREAL');
  });

  it('is not replaced where there is none', async () => {
    await importFolder(db, { folder: SECOND_DATA_SET });
    expect(await importFolder(db, { folder: SECOND_DATA_SET, replaceDemo: true })).toMatchObject({
      refusals: [{ kind: 'no-demo-data' }],
    });
    expect(await db.prisma.order.count()).toBe(31);
  });
});

describe('two imports at once', () => {
  it('become one and a refusal to try again later, never half of each', async () => {
    const results = await Promise.allSettled([
      importFolder(db, { folder: SECOND_DATA_SET }),
      importFolder(db, { folder: SECOND_DATA_SET }),
    ]);
    const failed = results.filter((result) => result.status === 'rejected');
    for (const { reason } of failed)
      expect(reason).toMatchObject({ code: 'import-running', retryable: true });
    expect(failed.length).toBeLessThan(2);
    expect(await db.prisma.order.count()).toBe(31);
    expect(await db.prisma.stockMovement.count({ where: { cause: 'opening' } })).toBe(14);
  });

  it('leave a starting server alone: it gets no demo company and no failure, and can note its workspace', async () => {
    const other = openDatabase({ url: own.url, poolSize: 2, onError: () => undefined });
    try {
      await db.prisma.$transaction(
        async (tx) => {
          expect(await takeImportLock(tx)).toBe(true);
          expect(await holdsDemoData(tx)).toBe(false);
          expect(await importFolder(other, { folder: SECOND_DATA_SET, asDemo: true })).toMatchObject({
            refusals: [{ kind: 'not-empty' }],
          });
          expect(await rememberTeam(other, 'T1')).toBe('T1');
        },
        { timeout: 30_000 },
      );
    } finally {
      await other.close();
    }
  });
});
