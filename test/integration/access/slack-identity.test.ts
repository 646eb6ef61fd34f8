import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureAdmins } from '../../../src/features/access/ensure-admins.js';
import { identify, type SlackProfile } from '../../../src/features/access/identify.js';
import { writeMember } from '../../../src/features/access/member-store.js';
import { type SetMemberWish, setMember } from '../../../src/features/access/set-member.js';
import { system } from '../../../src/kernel/actor.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

const TEAM = 'T1';
const EMAIL = 'sue@x.example';

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

const profile = (userId: string, change: Partial<SlackProfile> = {}): SlackProfile => ({
  teamId: TEAM,
  userId,
  email: EMAIL,
  locale: 'en-US',
  timezone: 'UTC',
  excluded: null,
  ...change,
});
const come = (userId: string, change: Partial<SlackProfile> = {}) =>
  identify(db, profile(userId, change), TEAM);
const set = (wish: Omit<SetMemberWish, 'email'>, email = EMAIL) =>
  setMember(db, system('command-line'), { email, ...wish });
const audited = async () =>
  (
    await db.prisma.auditEvent.findMany({
      orderBy: { id: 'asc' },
      select: { actor: true, action: true, details: true },
    })
  ).map(({ actor, action, details }) => [actor, action, details]);

describe('a Slack account', () => {
  beforeEach(async () => {
    await writeMember(db.prisma, { email: EMAIL, name: 'Sue', department: 'Sales', roles: ['sales'] });
  });

  it('is bound at the first match by e-mail, once, and that is on record', async () => {
    await Promise.all([come('U1'), come('U1'), come('U1')]);
    expect(await come('U1')).toMatchObject({ ok: true, member: { email: EMAIL, slackUserId: 'U1' } });
    expect(await audited()).toEqual([['slack', 'member.bound', { slackTeamId: TEAM, slackUserId: 'U1' }]]);
  });

  it('that changed its address is unbound, and that is on record', async () => {
    await come('U1');
    expect(await come('U1', { email: 'other@x.example' })).toEqual({
      ok: false,
      refusal: { code: 'not-a-member' },
    });
    expect((await audited()).slice(1)).toEqual([
      [
        'slack',
        'member.unbound',
        { slackTeamId: TEAM, slackUserId: 'U1', because: 'another address in Slack' },
      ],
    ]);
  });

  it('made anew with the same address is told so, and serves its person once an admin unbinds the old one', async () => {
    await come('U1');
    expect(await come('U2')).toEqual({ ok: false, refusal: { code: 'bound-elsewhere' } });
    expect(await come('U1')).toMatchObject({ ok: true });

    expect(await set({ unbind: true })).toMatchObject({ ok: true, value: { created: false } });
    expect(await come('U2')).toMatchObject({ ok: true, member: { slackUserId: 'U2', roles: ['sales'] } });
    expect(await come('U1')).toEqual({ ok: false, refusal: { code: 'bound-elsewhere' } });
    expect(await audited()).toEqual([
      ['slack', 'member.bound', { slackTeamId: TEAM, slackUserId: 'U1' }],
      ['command-line', 'member.unbound', { slackTeamId: TEAM, slackUserId: 'U1' }],
      ['slack', 'member.bound', { slackTeamId: TEAM, slackUserId: 'U2' }],
    ]);
  });
});

describe('an admin on the command line', () => {
  beforeEach(async () => {
    await writeMember(db.prisma, { email: EMAIL, name: 'Sue', department: 'Sales', roles: ['sales'] });
  });

  it('switches a member off and on again, on record, and roles and department stay', async () => {
    expect(await set({ active: false })).toMatchObject({
      ok: true,
      value: { member: { active: false, roles: ['sales'], department: 'Sales' } },
    });
    expect(await come('U1')).toEqual({ ok: false, refusal: { code: 'member-inactive' } });
    await set({ active: true });
    expect(await come('U1')).toMatchObject({ ok: true });
    expect((await audited()).slice(0, 2)).toEqual([
      ['command-line', 'member.set', { active: false, before: { active: true } }],
      ['command-line', 'member.set', { active: true, before: { active: false } }],
    ]);
  });

  it('gives a member another name, on record', async () => {
    const member = await db.prisma.member.findFirstOrThrow();
    await set({ name: 'Sue Summers', roles: ['sales'] });
    expect(await audited()).toEqual([
      [
        'command-line',
        'member.set',
        { name: 'Sue Summers', roles: ['sales'], before: { name: member.name, roles: ['sales'] } },
      ],
    ]);
  });

  it('takes every role from a member, on record', async () => {
    expect(await set({ roles: [] })).toMatchObject({ ok: true, value: { member: { roles: [] } } });
    expect(await audited()).toEqual([
      ['command-line', 'member.set', { roles: [], before: { roles: ['sales'] } }],
    ]);
  });

  it('does not make a new member by a mistyped address: that needs roles', async () => {
    for (const wish of [{ active: false }, { unbind: true }, { department: 'Sales' }, { roles: [] }]) {
      expect(await set(wish, 'seu@x.example')).toEqual({
        ok: false,
        refusals: [{ kind: 'unknown-member', email: 'seu@x.example' }],
      });
    }
    expect(await set({})).toEqual({ ok: false, refusals: [{ kind: 'nothing-to-set' }] });
    expect(await db.prisma.member.count()).toBe(1);
    expect(await audited()).toEqual([]);
  });
});

describe('an admin named by the configuration', () => {
  it('is made one once, on record, whether new, without the role or switched off', async () => {
    await writeMember(db.prisma, { email: EMAIL, name: 'Sue', roles: ['sales'], active: false });
    for (const _ of [1, 2]) await ensureAdmins(db, [EMAIL, 'new@x.example']);
    expect(await audited()).toEqual([
      [
        'configuration',
        'member.made-admin',
        { roles: ['sales', 'admin'], active: true, before: { roles: ['sales'], active: false } },
      ],
      ['configuration', 'member.made-admin', { roles: ['admin'], active: true }],
    ]);
    expect(await db.prisma.member.findMany({ select: { roles: true, active: true } })).toEqual([
      { roles: ['sales', 'admin'], active: true },
      { roles: ['admin'], active: true },
    ]);
  });
});
