import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandContext } from '../../../src/edges/cli/command.js';
import { runCommandLine } from '../../../src/edges/cli/run-command-line.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { withFolder } from '../../support/import-folder-files.js';
import { SECOND_DATA_SET } from '../../support/second-data-set/second-data-set.js';

describe('the command line', () => {
  let own: TestDatabase;
  let db: Database;
  let context: CommandContext;

  beforeAll(async () => {
    own = await createTestDatabase();
    db = openDatabase({ url: own.url, poolSize: 2, onError: () => undefined });
    const notHere = (): never => {
      throw new Error('not for these commands');
    };
    context = {
      workingFolder: dirname(dirname(SECOND_DATA_SET)),
      projectFolder: '/',
      settings: () => ({ sandbox: true, baseCurrency: 'USD', admins: [] }),
      withDatabase: (work) => work(db),
      migrate: notHere,
      serve: notHere,
      bench: notHere,
      progress: () => undefined,
    };
  });
  afterAll(async () => {
    await db.close();
    await own.drop();
  });

  const runIn = async (locale: string | undefined, ...typed: string[]) => {
    const out: string[] = [];
    const err: string[] = [];
    const exitCode = await runCommandLine(typed, context, {
      out: (text) => out.push(text),
      err: (text) => err.push(text),
      stack: false,
      locale,
    });
    return { exitCode, out: out.join('\n'), err: err.join('\n') };
  };
  const run = (...typed: string[]) => runIn(undefined, ...typed);

  it('lists every wrong row of an import with file, line, column and reason, in words and as JSON, and exits with 1', async () => {
    await withFolder(
      { 'members.csv': 'email,name,department,roles\nsue,Sue,Sales,chef\n' },
      async (folder) => {
        const words = await run('import', folder);
        expect(words).toMatchObject({ exitCode: 1 });
        expect(words.out.split('\n')).toEqual([
          '2 things are wrong; nothing was imported.',
          'members.csv:2 email: "sue" is no e-mail address',
          'members.csv:2 roles: "chef" is none of: sales, manager, finance, warehouse, admin, auditor',
        ]);

        const json = await run('import', folder, '--json');
        expect(json.exitCode).toBe(1);
        expect(JSON.parse(json.out)).toMatchObject({
          ok: false,
          error: 'wrong-rows',
          problems: [
            { file: 'members.csv', line: 2, column: 'email', reason: '"sue" is no e-mail address' },
            { file: 'members.csv', line: 2, column: 'roles' },
          ],
        });
      },
    );
  });

  it('lists the first hundred of very many wrong rows and says how many more there are; --json lists them all', async () => {
    const rows = Array.from({ length: 160 }, (_, index) => `a,Sue ${index},Sales,sales\n`).join('');
    await withFolder({ 'members.csv': `email,name,department,roles\n${rows}` }, async (folder) => {
      const lines = (await run('import', folder)).out.split('\n');
      expect(lines).toHaveLength(102);
      expect(lines[0]).toBe('160 things are wrong; nothing was imported.');
      expect(lines.at(-1)).toBe('… and 60 more; --json lists all of them.');
      expect((await runIn('zh_CN', 'import', folder)).out).toContain('60');
      expect(JSON.parse((await run('import', folder, '--json')).out).problems).toHaveLength(160);
    });
  });

  it('says what a dry run would do, and does it without --dry-run; folders start where the person stands', async () => {
    const dry = await run('import', 'second-data-set/company', '--dry-run');
    expect(dry.exitCode).toBe(0);
    expect(dry.out).toContain('orders: 31 created');
    expect(dry.out).toContain('backorder: S-1042 line 1, 10 of BW-110 not in stock');
    expect(await db.prisma.order.count()).toBe(0);

    const real = await run('import', 'second-data-set/company', '--json');
    expect(real.exitCode).toBe(0);
    expect(JSON.parse(real.out)).toMatchObject({ ok: true, dryRun: false });
    expect(await db.prisma.order.count()).toBe(31);
  });

  it('refuses to replace demo data where there is none, with exit code 1', async () => {
    expect(await run('import', 'second-data-set/company', '--replace-demo')).toMatchObject({
      exitCode: 1,
      out: 'There is no demo company to replace: import without --replace-demo.',
    });
    expect(await run('import', 'nowhere')).toMatchObject({ exitCode: 1 });
    expect(await run('import')).toMatchObject({ exitCode: 2 });
  });

  it('lists members and sets their roles; an unknown role or no address is wrong usage', async () => {
    const set = await run(
      'member',
      'set',
      'New@Brightwater.example',
      '--roles',
      'sales, manager',
      '--name',
      'Nina New',
      '--department',
      'Retail',
      '--json',
    );
    expect(set.exitCode).toBe(0);
    expect(JSON.parse(set.out)).toMatchObject({
      ok: true,
      created: true,
      newDepartment: false,
      member: {
        email: 'new@brightwater.example',
        name: 'Nina New',
        roles: ['sales', 'manager'],
        department: 'Retail',
      },
    });
    expect((await run('member', 'set', 'new@brightwater.example', '--roles', 'finance')).out).toBe(
      'new@brightwater.example was changed: finance in Retail',
    );
    const list = JSON.parse((await run('member', 'list', '--json')).out);
    expect(list.members).toHaveLength(12);
    expect(list.members).toContainEqual(
      expect.objectContaining({ email: 'new@brightwater.example', roles: ['finance'], department: 'Retail' }),
    );
    expect(await db.prisma.auditEvent.count({ where: { action: 'member.set', actor: 'command-line' } })).toBe(
      2,
    );

    expect(
      (await run('member', 'set', 'x@brightwater.example', '--roles', 'sales', '--department', 'Retial')).out,
    ).toBe(
      'New member x@brightwater.example was created: sales in Retial\n"Retial" is a new department: nobody else is in it.',
    );
    expect((await run('member', 'set', 'x@brightwater.example', '--department', 'Retail')).out).toBe(
      'x@brightwater.example was changed: sales in Retail',
    );

    expect(await run('member', 'set', 'x@y.example', '--roles', 'boss')).toMatchObject({ exitCode: 2 });
    expect(await run('member', 'set', 'nobody', '--roles', 'sales')).toMatchObject({ exitCode: 2 });
    expect(await run('member', 'set', 'x@y.example')).toMatchObject({ exitCode: 2 });
  });

  it('switches a member off and on, takes every role, and parts them from a Slack account; a mistyped address makes nobody', async () => {
    const email = 'tom.reed@brightwater.example';
    await db.prisma.member.update({ where: { email }, data: { slackTeamId: 'T1', slackUserId: 'U1' } });
    expect(await run('member', 'set', email, '--inactive', '--unbind')).toMatchObject({
      exitCode: 0,
      out: `${email} was changed: sales in Sales East (inactive)`,
    });
    expect(await db.prisma.member.findUnique({ where: { email } })).toMatchObject({
      active: false,
      slackTeamId: null,
      slackUserId: null,
    });
    expect(await run('member', 'set', email, '--active', '--roles', '', '--department', '')).toMatchObject({
      exitCode: 0,
      out: `${email} was changed: no role`,
    });
    expect(await run('member', 'set', 'tim.reed@brightwater.example', '--inactive')).toMatchObject({
      exitCode: 1,
      out: expect.stringContaining('There is no member tim.reed@brightwater.example.'),
    });
    expect(await db.prisma.member.count({ where: { email: { startsWith: 'tim' } } })).toBe(0);
  });

  it('verifies and reconciles: 0 when all is well, 1 and the rows when it is not', async () => {
    const well = await run('verify', '--json');
    expect(well.exitCode).toBe(0);
    const report = JSON.parse(well.out);
    expect(report.ok).toBe(true);
    expect(report.checks.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining([
        'stock-ledger',
        'line-quantities',
        'journal-balance',
        'refund-ceiling',
        'step-receipts',
        'outbox-drained',
        'approvals-legal',
      ]),
    );
    expect(report.checks[0]).toEqual({
      name: 'stock-ledger',
      ok: true,
      checked: 15,
      failed: 0,
      failures: [],
    });
    expect(await run('reconcile', '--json')).toMatchObject({
      exitCode: 0,
      out: '{"ok":true,"differences":[]}',
    });

    await db.prisma.$transaction([
      db.prisma.$executeRaw`SET LOCAL session_replication_role = 'replica'`,
      db.prisma.$executeRaw`UPDATE stock_level SET reserved = reserved + 1 WHERE location = 'B-04'`,
    ]);
    const ill = await run('verify');
    expect(ill.exitCode).toBe(1);
    expect(ill.out).toMatch(
      /FAILED Stock is the sum of its movements \(stock-ledger\): 15 checked, 2 wrong\n\s+[0-9a-f-]{36}: BW-130 at MAIN B-04/,
    );
    expect(await run('reconcile')).toMatchObject({
      exitCode: 1,
      out: 'stock-level BW-130 MAIN B-04: reserved is 1, the ledger says 0',
    });

    // Each person in their own words; a program reads the same whoever runs it.
    const illJson = JSON.parse((await run('verify', '--json')).out);
    expect(illJson.checks[0].failures).toContainEqual({
      id: expect.any(String),
      code: 'level-not-reserved',
      details: { sku: 'BW-130', warehouse: 'MAIN', location: 'B-04', reserved: '1', total: '0' },
      problem: 'BW-130 at MAIN B-04: reserved 1; its reservations add up to 0',
    });
    expect((await runIn('zh_CN', 'verify')).out).toMatch(
      /未通过 库存等于各笔变动之和（stock-ledger）：已检查 15 项，其中 2 项有误\n\s+[0-9a-f-]{36}：MAIN B-04 的 BW-130：在库 \d+，预留 1；库存流水为 \d+ 和 0/,
    );
    expect((await runIn('zh_CN', 'verify', '--json')).out).toBe(JSON.stringify(illJson));
    expect(await runIn('zh_CN', 'reconcile')).toMatchObject({
      exitCode: 1,
      out: '库存数量 BW-130 MAIN B-04：预留 为 1，而明细账为 0',
    });
    expect(JSON.parse((await runIn('zh_CN', 'reconcile', '--json')).out).differences).toEqual([
      {
        projection: 'stock-level',
        id: expect.any(String),
        subject: 'BW-130 MAIN B-04',
        field: 'reserved',
        shows: '1',
        ledger: '0',
      },
    ]);
  });
});
