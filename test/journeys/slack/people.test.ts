import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeMember } from '../../../src/features/access/member-store.js';
import { setMember } from '../../../src/features/access/set-member.js';
import { system } from '../../../src/kernel/actor.js';
import { systemClock } from '../../../src/kernel/clock.js';
import type { Database } from '../../../src/platform/db/client.js';
import { ask, modalSaying, openSlackDesk, read, type SlackDesk, said } from '../../support/slack-desk.js';
import { placeOrder, seedCompany } from '../../support/small-company.js';
import { waitFor } from '../../support/wait-for.js';

let desk: SlackDesk;
let number: string;
let minutesLater = 0;
const clock = { now: () => new Date(systemClock.now().getTime() + minutesLater * 60_000) };

const seed = async (db: Database): Promise<void> => {
  await seedCompany(db);
  await writeMember(db.prisma, { email: 'ida@example.com', name: 'Ida Admin', roles: ['admin'] });
  number = await placeOrder(db, { quantity: 30 });
};

beforeAll(async () => {
  desk = await openSlackDesk({ seed, clock });
});
beforeEach(() => {
  // Nobody is remembered from the test before.
  minutesLater += 11;
  desk.sandbox.control.clearFaults();
});
afterAll(() => desk.close());

const answerTo = async (email: string, command = `/order ${number}`): Promise<string> =>
  read(await ask(desk.as(email), command));

describe('who somebody is (K3)', () => {
  it('is matched by e-mail at first, whatever its case, and then bound by Slack’s id', async () => {
    desk.sandbox.control.addPerson({ email: 'NEW.Person@Example.com', name: 'New Person' });
    await writeMember(desk.db.prisma, {
      email: 'new.person@example.com',
      name: 'New',
      department: 'Sales',
      roles: ['sales'],
    });
    expect(await answerTo('new.person@example.com')).toContain(`${number} · Acme`);
    const member = await desk.person('new.person@example.com');
    expect(member.slackUserId).toBe(desk.as('new.person@example.com').id);
  });

  it('is unbound when the address in Slack changes', async () => {
    desk.sandbox.control.addPerson({ email: 'lea@example.com', name: 'Lea' });
    await writeMember(desk.db.prisma, {
      email: 'lea@example.com',
      name: 'Lea',
      department: 'Sales',
      roles: ['sales'],
    });
    expect(await answerTo('lea@example.com')).toContain(`${number} · Acme`);
    desk.sandbox.control.changePerson(desk.as('lea@example.com').id, { email: 'other@example.com' });
    minutesLater += 11;
    expect(await answerTo('other@example.com')).toContain('not registered with Countermand');
    expect((await desk.person('lea@example.com')).slackUserId).toBeNull();
  });

  it('is told whom to ask when their account was made anew with the same address, and served once it is unbound', async () => {
    const email = 'ann.ew@example.com';
    desk.sandbox.control.addPerson({ email, name: 'Ann Ew' });
    await writeMember(desk.db.prisma, { email, name: 'Ann', department: 'Sales', roles: ['sales'] });
    await desk.db.prisma.member.update({
      where: { email },
      data: { slackTeamId: desk.sandbox.credentials.teamId, slackUserId: 'UBEFORE' },
    });
    const told = await answerTo(email);
    expect(told).toContain('from another Slack account');
    expect(told).toContain('Ida Admin');
    expect(told).not.toContain('Acme');
    await setMember(desk.db, system('command-line'), { email, unbind: true });
    expect(await answerTo(email)).toContain(`${number} · Acme`);
  });

  it('tells who is no member so, and whom to ask, and nothing about the order', async () => {
    desk.sandbox.control.addPerson({ email: 'nobody@example.com', name: 'No Body' });
    for (const command of [
      `/order ${number}`,
      `/order find acme`,
      '/order pending',
      `/order history ${number}`,
      '/order',
    ])
      expect(await answerTo('nobody@example.com', command)).toBe(
        'You are not registered with Countermand, so it cannot show or do anything for you. Please ask Ida Admin to add you.',
      );
  });

  it('refuses members whose account is switched off, at once', async () => {
    await writeMember(desk.db.prisma, { email: 'sue@example.com', active: true });
    expect(await answerTo('sue@example.com')).toContain(`${number} · Acme`);
    await writeMember(desk.db.prisma, { email: 'sue@example.com', active: false });
    expect(await answerTo('sue@example.com')).toContain('is switched off');
  });

  it('refuses guests and people of other workspaces, though they bear a member’s address', async () => {
    for (const kind of [{ isRestricted: true }, { teamId: 'T0OTHER' }]) {
      const email = `eve+${Object.keys(kind)[0]}@example.com`.toLowerCase();
      await writeMember(desk.db.prisma, { email, name: 'Eve', department: 'Sales', roles: ['sales'] });
      const user = desk.sandbox.control.addPerson({ email, name: 'Eve', ...kind });
      const channel = desk.sandbox.control.channel('general');
      desk.sandbox.control.changeChannel('general', { members: [...channel.members, user.id] });
      const answer = await answerTo(email);
      expect(answer).toMatch(/full members of this workspace only|serves one workspace only/);
      expect(answer).not.toContain('Acme');
    }
  });

  it('is remembered for ten minutes, and asked again after that', async () => {
    const asked = () => desk.sandbox.control.calls('users.info').length;
    await answerTo('sam@example.com');
    const before = asked();
    minutesLater += 9;
    await answerTo('sam@example.com');
    expect(asked()).toBe(before);
    minutesLater += 2;
    await answerTo('sam@example.com');
    expect(asked()).toBe(before + 1);
  });

  it('does nothing for anybody while Slack cannot say who they are, and says so', async () => {
    for (const fault of [
      { kind: 'status', status: 500 },
      { kind: 'error', error: 'internal_error' },
      { kind: 'rate-limited', retryAfterSeconds: 30 },
      { kind: 'no-answer' },
    ] as const) {
      desk.sandbox.control.clearFaults();
      desk.sandbox.control.addFault({ method: 'users.info', ...fault });
      expect(await answerTo('sam@example.com')).toContain('Please try again in a minute');
    }
  });
});

describe('an answer', () => {
  const saidTo = async (channel: string | undefined, act: () => Promise<unknown>) => {
    const sam = desk.as('sam@example.com');
    const before = sam.messages(channel).length;
    await act();
    return waitFor(() => sam.messages(channel)[before], { what: 'an answer' });
  };

  it('goes into the channel where Slack does not take it by response_url, still for the person alone', async () => {
    const sam = desk.as('sam@example.com');
    desk.sandbox.control.addFault({ method: 'response_url', kind: 'status', status: 500 });
    const answer = await saidTo('order-ops', () => sam.command(`/order ${number}`, 'order-ops'));
    expect(read(answer)).toContain(`${number} · Acme`);
    expect(answer.ephemeralTo).toBe(sam.id);
  });

  it('goes by direct message where the bot is not in the channel either', async () => {
    const sam = desk.as('sam@example.com');
    desk.sandbox.control.addChannel('backroom', 'private', [sam.id]);
    desk.sandbox.control.addFault({ method: 'response_url', kind: 'drop' });
    const answer = await saidTo(undefined, () => sam.command(`/order ${number}`, 'backroom'));
    expect(read(answer)).toContain(`${number} · Acme`);
  });
});

describe('a modal', () => {
  it('that Slack does not open for its rate limit, an error or silence is told by a message', async () => {
    const sam = desk.as('sam@example.com');
    const card = await ask(sam, `/order ${number}`);
    for (const fault of [
      { kind: 'rate-limited', retryAfterSeconds: 30 },
      { kind: 'status', status: 500 },
      { kind: 'no-answer' },
    ] as const) {
      desk.sandbox.control.clearFaults();
      desk.sandbox.control.addFault({ method: 'views.open', ...fault });
      const told = await said(sam, () => sam.click(card, 'order.history'));
      expect(read(told)).toContain('Nothing was changed');
    }
  });

  it('that cannot be filled is told by a message', async () => {
    const sam = desk.as('sam@example.com');
    const card = await ask(sam, `/order ${number}`);
    desk.sandbox.control.addFault({ method: 'views.update', kind: 'status', status: 500 });
    const told = await said(sam, () => sam.click(card, 'order.history'));
    expect(read(told)).toMatch(/Incident [0-9a-f]{8}/);
    await sam.close();
  });

  it('that cannot be opened in time is told by a message, and nothing is changed', async () => {
    const sam = desk.as('sam@example.com');
    const card = await ask(sam, `/order ${number}`);
    desk.sandbox.control.ageTriggers(4_000);
    await sam.click(card, 'order.history');
    await waitFor(
      () => sam.messages('general').some((message) => read(message).includes('could not be opened in time')),
      {
        what: 'the way to go on',
      },
    );
    expect(sam.modal()).toBeUndefined();
  });

  it('opens before anybody knows who it is for, and tells who is no member in it', async () => {
    desk.sandbox.control.addPerson({ email: 'guest2@example.com', name: 'Guest' });
    const guest = desk.as('guest2@example.com');
    await guest.command(`/order cancel ${number}`, 'general');
    const view = await modalSaying(guest, 'not registered');
    expect(read(view)).not.toContain('Acme');
  });

  it('that was closed early is no error', async () => {
    const sam = desk.as('sam@example.com');
    const card = await ask(sam, `/order ${number}`);
    const errors = () => desk.lines.filter(({ level }) => Number(level) >= 50).length;
    const before = errors();
    const lock = desk.db.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`LOCK TABLE "order" IN ACCESS EXCLUSIVE MODE`;
      await sam.click(card, 'order.history');
      await waitFor(() => sam.modal());
      await sam.close();
    });
    await lock;
    await waitFor(() => desk.sandbox.control.calls('views.update').at(-1)?.error === 'not_found', {
      what: 'the answer to a view that is gone',
    });
    // What would be said about it is said before the next answer.
    await ask(sam, '/order help');
    expect(errors()).toBe(before);
    expect(sam.modal()).toBeUndefined();
  });
});

describe('a slow database (K1)', () => {
  it('delays the answer, never the acknowledgement, and loading is shown meanwhile', async () => {
    const sam = desk.as('sam@example.com');
    const card = await ask(sam, `/order ${number}`);
    await desk.db.prisma.$transaction(
      async (tx) => {
        await tx.$executeRaw`LOCK TABLE member, "order" IN ACCESS EXCLUSIVE MODE`;
        for (const act of [
          () => sam.command(`/order ${number}`, 'general'),
          () => sam.shortcut('look-up-order'),
          () => sam.command(`/order cancel ${number}`, 'general'),
          () => sam.click(card, 'order.history'),
        ]) {
          const seen = await act();
          expect(seen.outcome).toBe('acknowledged');
          expect(seen.acknowledgedAfterMs).toBeLessThan(1_000);
        }
        await waitFor(() => read(sam.modal()).includes('One moment…'), { what: 'the loading view' });
      },
      { timeout: 10_000 },
    );
    await waitFor(() => !read(sam.modal()).includes('One moment…'), { what: 'the answer' });
  });
});
