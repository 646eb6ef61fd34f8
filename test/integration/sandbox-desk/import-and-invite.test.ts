import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandboxDesk } from '../../../src/compose/sandbox-desk/create-sandbox-desk.js';
import { loadDemo } from '../../../src/features/demo/load-demo.js';
import { systemClock } from '../../../src/kernel/clock.js';
import { DeskUnavailable, type ImportAnswer } from '../../../src/sandbox/desk-port.js';
import { keptLog } from '../../support/log-scan/kept-log.js';
import { hasNorthwind, NORTHWIND } from '../../support/northwind.js';
import { operate } from '../../support/sandbox/operate.js';
import { SECOND_DATA_SET } from '../../support/second-data-set/second-data-set.js';
import { ask } from '../../support/slack-desk.js';
import { waitFor } from '../../support/wait-for.js';
import { openWorkingDesk, type WorkingDesk } from '../../support/working-desk.js';

interface SentFile {
  readonly name: string;
  readonly base64: string;
}

/** A folder's files as a browser sends them, one of them changed. */
const filesOf = (folder: string, change: (name: string, text: string) => string = (_, text) => text) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .map(
      (name): SentFile => ({
        name,
        base64: Buffer.from(change(name, readFileSync(join(folder, name), 'utf8'))).toString('base64'),
      }),
    );

let desk: WorkingDesk;
beforeAll(async () => {
  desk = await openWorkingDesk({
    seed: async (db) => {
      await loadDemo(db, systemClock);
    },
  });
});
afterAll(() => desk.close());

const load = async (files: readonly SentFile[], how: object = {}): Promise<ImportAnswer> =>
  (await operate<ImportAnswer>(desk.sandbox, 'import-files', { files, ...how })).body;
const emails = (): (string | null)[] => desk.sandbox.control.users().map(({ email }) => email);

describe('inviting a person', () => {
  const invitation = {
    name: 'Noor Haddad',
    email: 'noor@demo.example',
    locale: 'en-US',
    timezone: 'Europe/Amsterdam',
  };
  const invite = async (change: object) =>
    (await operate(desk.sandbox, 'invite', { ...invitation, ...change })).body;

  it('says at each field what is wrong with it, and invites nobody', async () => {
    expect(await invite({ name: ' ', email: 'noor', timezone: 'Europe/Nowhere' })).toEqual({
      ok: false,
      errors: { name: 'required', email: 'not-an-email', timezone: 'unknown' },
    });
    expect(
      await invite({ email: 'SARA.lindholm@demo.example', member: { department: '', roles: [] } }),
    ).toEqual({ ok: false, errors: { email: 'taken', roles: 'required', department: 'required' } });
    expect(emails()).not.toContain(invitation.email);
  });

  it('lets a member do at once what their role allows, and is told to whoever audits', async () => {
    const member = { department: 'Sales Europe', roles: ['manager'] };
    expect(await invite({ member })).toMatchObject({ ok: true });
    const noor = desk.as(invitation.email);
    expect(noor.user).toMatchObject({ name: 'Noor Haddad', title: 'Sales Europe', roles: ['manager'] });
    const order = await desk.db.prisma.order.findFirstOrThrow({
      where: { kind: 'sales', status: 'new', owner: { department: 'Sales Europe' } },
    });
    const answer = await ask(noor, `/order ${order.number}`);
    expect(JSON.stringify(answer.versions)).toContain(order.number);
    expect(await desk.db.prisma.auditEvent.count({ where: { action: 'member.set' } })).toBe(1);
  });

  it('invites once who is sent twice at the same moment', async () => {
    const twice = { email: 'twin@demo.example', member: { department: 'Sales Europe', roles: ['sales'] } };
    expect(await Promise.all([invite(twice), invite(twice)])).toContainEqual({
      ok: false,
      errors: { email: 'taken' },
    });
    expect(emails().filter((email) => email === twice.email)).toHaveLength(1);
  });

  it('lets a guest in who is nobody to the company', async () => {
    await invite({ email: 'gus@guest.example', name: 'Gus Guest', guest: true });
    const gus = desk.as('gus@guest.example');
    await gus.command('/order pending');
    const answer = await waitFor(() => gus.messages().at(-1), { what: 'an answer to the guest' });
    expect(JSON.stringify(answer.versions)).toMatch(/guest/i);
  });
});

describe('before the app has found that the database is its own', () => {
  it('neither invites nor imports, and says to try again', async () => {
    const early = createSandboxDesk(desk.db, { admins: [], baseCurrency: 'USD', log: keptLog() });
    const member = {
      name: 'Early',
      email: 'early@demo.example',
      department: 'Finance',
      roles: ['admin'] as const,
    };
    await expect(early.addMember(member, 'en')).rejects.toThrow(DeskUnavailable);
    const files = [{ name: 'members.csv', bytes: Buffer.from('email,name,department,roles\n') }];
    for (const replaceDemo of [false, true])
      await expect(
        early.importFiles(files, { dryRun: false, replaceDemo }, async () => undefined, 'en'),
      ).rejects.toThrow(DeskUnavailable);
    await expect(early.startOver(async () => undefined, 'en')).rejects.toThrow(DeskUnavailable);
    expect(await desk.db.prisma.member.count({ where: { email: member.email } })).toBe(0);
  });
});

describe('importing a folder from the browser', () => {
  it('takes no path, and nothing that is no CSV file', async () => {
    for (const name of ['../members.csv', 'a/members.csv', 'members.txt', '.csv', 'members.csv/..'])
      expect(
        await operate(desk.sandbox, 'import-files', { files: [{ name, base64: '' }], dryRun: true }),
      ).toMatchObject({ status: 400 });
    expect(await load([{ name: 'notes.csv', base64: '' }], { dryRun: true, replaceDemo: true })).toEqual({
      kind: 'nothing-to-import',
    });
  });

  it('leaves the demo company alone while nobody said that it may go', async () => {
    expect(await load(filesOf(SECOND_DATA_SET))).toEqual({ kind: 'demo-changed' });
    expect(emails()).toContain('sara.lindholm@demo.example');
  });

  it.skipIf(!hasNorthwind)(
    'names the wrong row in the reader’s language, then brings the company and its people in (needs the Northwind sample)',
    async () => {
      const wrong = filesOf(NORTHWIND, (name, text) =>
        name === 'orders.csv' ? text.replace(/,USD,/, ',XXX1,') : text,
      );
      const before = await desk.db.prisma.order.count();
      const answer = await load(wrong, { dryRun: true, replaceDemo: true, locale: 'zh-CN' });
      expect(answer).toMatchObject({
        kind: 'wrong-rows',
        total: 1,
        rows: [{ file: 'orders.csv', line: 2, column: 'currency', reason: expect.stringMatching(/[一-鿿]/) }],
      });
      const files = filesOf(NORTHWIND);
      const report = await load(files, { dryRun: true, replaceDemo: true });
      expect(report).toMatchObject({ kind: 'report', dryRun: true });
      expect(await desk.db.prisma.order.count()).toBe(before);

      const loaded = await load(files, { replaceDemo: true });
      expect(loaded).toEqual({ ...report, dryRun: false });
      expect(loaded).toMatchObject({
        files: expect.arrayContaining([expect.objectContaining({ file: 'orders', created: 844 })]),
      });
      expect(emails()).not.toContain('sara.lindholm@demo.example');
      expect((await operate(desk.sandbox, 'company')).body).toMatchObject({ demo: false });

      // One of the new people looks an order of theirs up.
      const order = await desk.db.prisma.order.findFirstOrThrow({
        where: {
          kind: 'sales',
          owner: { active: true, email: { in: emails().filter((email) => email !== null) } },
        },
        include: { owner: true },
      });
      const shown = await ask(desk.as(order.owner.email), `/order ${order.number}`);
      expect(JSON.stringify(shown.versions)).toContain(order.number);
      expect((await operate(desk.sandbox, 'check-books')).body).toEqual(
        expect.not.arrayContaining([expect.objectContaining({ ok: false })]),
      );
    },
    60_000,
  );
});
