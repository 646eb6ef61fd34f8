import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeMember } from '../../../src/features/access/member-store.js';
import { type BusyDesk, openBusyDesk, toldAfter, toldInForm } from './busy-desk.js';
import { whatStands } from './what-stands.js';

let desk: BusyDesk;
beforeAll(async () => {
  desk = await openBusyDesk();
  const { control } = desk.sandbox;
  control.addPerson({ email: 'nobody@example.com', name: 'No Body' });
  // They are in every channel, as in a channel that is shared with another company.
  for (const kind of [{ isRestricted: true }, { teamId: 'T0OTHER' }]) {
    const email = 'teamId' in kind ? 'other@example.com' : 'guest@example.com';
    const { id } = control.addPerson({ email, name: email, ...kind });
    for (const name of ['general', 'order-approvals', 'order-ops'])
      control.changeChannel(name, { members: [...control.channel(name).members, id] });
  }
}, 180_000);
afterAll(() => desk.close());

/** Everything that one can do with an order, a request, a refund, on what stands in the channels. */
const acts = (email: string): Readonly<Record<string, () => Promise<unknown>>> => {
  const person = desk.as(email);
  const { untouched, asked, owed } = desk;
  return {
    'looks it up': () => person.command(`/order ${untouched}`, 'general'),
    'looks for it': () => person.command('/order find acme', 'general'),
    'asks to cancel it': () => person.command(`/order cancel ${untouched}`, 'general'),
    'asks for its history': () => person.command(`/order history ${owed.number}`, 'general'),
    'asks what is pending': () => person.command('/order pending', 'general'),
    'asks for help': () => person.command('/order', 'general'),
    'looks up by shortcut': () => person.shortcut('look-up-order'),
    approves: () => person.click(asked.card, 'request.approve'),
    'says paid': () => person.click(owed.payout, 'payout.paid'),
    'says unpaid': () => person.click(owed.payout, 'payout.unpaid'),
    rejects: () => person.click(asked.card, 'request.reject'),
  };
};

const ORDER_FACTS = /Acme|Widget|\$\d|Sam Sales/;

describe('who is no member of the company', () => {
  for (const [who, email, answer] of [
    ['not known to us', 'nobody@example.com', /not registered with Countermand.*Ida Admin/],
    ['switched off', 'ole@example.com', /switched off.*Ida Admin/],
    ['a guest', 'guest@example.com', /full members of this workspace only/],
    ['of another workspace', 'other@example.com', /one workspace only|full members of this workspace only/],
  ] as const)
    it(`is told so whatever they do, sees nothing of any order and changes nothing (K3): ${who}`, async () => {
      const before = await whatStands(desk.db);
      for (const [what, act] of Object.entries(acts(email))) {
        const told = await toldAfter(desk, email, act, answer);
        expect(told, what).not.toMatch(ORDER_FACTS);
      }
      expect(await whatStands(desk.db)).toEqual(before);
    }, 120_000);

  it('is told so too by forms that were open when the account was switched off, here or in Slack', async () => {
    const max = desk.as('max@example.com');
    const here = () => writeMember(desk.db.prisma, { email: 'max@example.com', active: false });
    const inSlack = async () => desk.sandbox.control.changePerson(max.id, { deleted: true });
    for (const [message, button, field, switchOff, answer] of [
      [desk.asked.card, 'request.reject', 'request.reject-reason', here, /switched off/],
      [desk.owed.payout, 'payout.paid', 'payout.text', here, /switched off/],
      [desk.owed.payout, 'payout.unpaid', 'payout.text', inSlack, /full members of this workspace only/],
    ] as const) {
      await toldAfter(
        desk,
        'max@example.com',
        () => max.click(message, button),
        /requester|refund stays owed/,
      );
      await switchOff();
      const { member: _before, ...before } = await whatStands(desk.db);
      await toldInForm(desk, 'max@example.com', { [field]: 'because' }, answer);
      // Who left Slack is switched off here too: the member's row alone may say so.
      const { member: _after, ...after } = await whatStands(desk.db);
      expect(after).toEqual(before);
      await writeMember(desk.db.prisma, { email: 'max@example.com', active: true });
    }
  }, 120_000);
});

describe('an order that does not exist, or that one may not see', () => {
  it('is answered the same, by look-up, history and cancellation, and nothing is written', async () => {
    const before = await whatStands(desk.db);
    const eve = desk.as('eve@example.com');
    for (const verb of ['', 'show ', 'history ', 'cancel ']) {
      const answers: string[] = [];
      for (const number of [desk.untouched, 'SO-987'])
        answers.push(
          (
            await toldAfter(desk, 'eve@example.com', () => eve.command(`/order ${verb}${number}`, 'general'))
          ).replaceAll(number, 'SO-x'),
        );
      expect(answers[0], verb).toContain('There is no order SO-x that you can see');
      expect(answers[0], verb).toBe(answers[1]);
      expect(answers[0], verb).not.toMatch(ORDER_FACTS);
    }
    expect(
      await toldAfter(desk, 'eve@example.com', () => eve.command('/order find acme', 'general')),
    ).toContain('No order that you can see contains “acme”');
    expect(
      await toldAfter(desk, 'eve@example.com', () => eve.command('/order pending', 'general')),
    ).toContain('No cancellation is pending that you can see');
    expect(await whatStands(desk.db)).toEqual(before);
  });
});
