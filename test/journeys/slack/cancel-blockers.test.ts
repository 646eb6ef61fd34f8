import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../src/kernel/ids.js';
import type { Person } from '../../../src/sandbox/acting/person.js';
import { at, companyAsks, goOn, importSecondCompany, openForm } from '../../support/cancel-journey.js';
import { modalSaying, openSlackDesk, read, type SlackDesk } from '../../support/slack-desk.js';

let desk: SlackDesk;
beforeAll(async () => {
  desk = await openSlackDesk({ seed: importSecondCompany });
});
afterAll(() => desk.close());

const person = (name: string): Person => desk.as(at(name));

/** What is said instead of a form. */
const blocked = async (who: Person, number: string): Promise<string> => {
  await who.close(true);
  await who.command(`/order cancel ${number}`, 'general');
  return read(await modalSaying(who, 'cannot be cancelled now'));
};

const refusedRequests = () => desk.db.prisma.request.count();

describe('an order that cannot be cancelled', () => {
  for (const [number, owner, why] of [
    ['B-2001', 'tom.reed', 'A part of it was shipped (line 1). Ask the warehouse (Inés Vega)'],
    ['B-2002', 'mei.wang', 'It was shipped. Ask the warehouse (Inés Vega)'],
    ['B-2003', 'li.chen', 'It is completed: shipped and paid. Ask finance (Paul Marks, 佐藤由紀)'],
    ['B-2004', 'tom.reed', 'It is closed. Ask finance (Paul Marks, 佐藤由紀)'],
    ['B-2005', 'sara.north', 'It is cancelled already.'],
    ['B-2006', 'sara.north', 'No exchange rate for EUR is known'],
    ['B-2007', 'sara.north', 'A part of it was shipped. Ask the warehouse (Inés Vega)'],
    ['P-3001', 'wei.zhang', 'This is a purchase order. Only sales orders can be cancelled here so far'],
  ] as const)
    it(`says why, and what to do: ${number}`, async () => {
      const shown = await blocked(person(owner), number);
      expect(shown).toContain(why);
      expect(shown).not.toContain('Reason');
      expect(person(owner).modal()?.view.submit).toBeUndefined();
      expect(await refusedRequests()).toBe(0);
    });

  it('names every reason at once', async () => {
    await desk.db.prisma.order.update({ where: { number: 'B-2002' }, data: { archivedAt: new Date() } });
    const shown = await blocked(person('anna.holt'), 'B-2002');
    expect(shown).toContain('It was shipped.');
    expect(shown).toContain('It was archived on');
    expect(shown).toContain('王梅');
  });

  it('leads to the order itself', async () => {
    await blocked(person('tom.reed'), 'B-2004');
    await person('tom.reed').clickInModal('order.show');
    expect(read(await modalSaying(person('tom.reed'), '*Status*'))).toContain('Closed');
  });
});

describe('who may look, but not ask', () => {
  it('is told to ask the owner or a manager', async () => {
    for (const name of ['ines.vega', 'omar.haddad'])
      expect(await blocked(person(name), 'S-1001')).toContain('Ask its owner, Tom Reed, or a manager.');
  });
});

describe('an order that one may not see', () => {
  it('answers as one that does not exist', async () => {
    const sara = person('sara.north');
    const tried = async (number: string): Promise<string> => {
      await sara.close(true);
      await sara.command(`/order cancel ${number}`, 'general');
      return read(await modalSaying(sara, 'There is no order'));
    };
    // One digit from the same order that she may see.
    const unseen = await tried('S-1006');
    expect(unseen).not.toContain('深圳华强电子');
    expect(unseen.replaceAll('S-1006', 'S-1007')).toBe(await tried('S-1007'));
  });
});

describe('a request that is open already', () => {
  it('is named with who asked and since when, and so is a refund that is not settled', async () => {
    const asked = await desk.request('S-1013', at('mei.wang'));
    expect(asked).toMatchObject({ ok: true });
    const mine = await blocked(person('mei.wang'), 'S-1013');
    expect(mine).toContain('You have asked to cancel it already');
    expect(mine).toContain('Withdraw it from the order card');
    const open = await blocked(person('li.chen'), 'S-1013');
    expect(open).toContain('王梅 has asked to cancel it already, <!date^');

    const requestId = asked.ok ? asked.value.requestId : '';
    expect(await desk.decide(requestId, at('anna.holt'))).toMatchObject({ ok: true });
    expect(await desk.decide(requestId, at('paul.marks'))).toMatchObject({ ok: true });
    const execution = await desk.db.prisma.execution.findFirstOrThrow({ where: { requestId } });
    const payment = await desk.db.prisma.payment.findFirstOrThrow({ where: { reference: 'PAY-1013-B' } });
    await desk.db.prisma.refund.create({
      data: {
        id: newId(),
        orderId: payment.orderId,
        paymentId: payment.id,
        executionId: execution.id,
        amount: payment.amount,
        currency: payment.currency,
        method: 'original',
      },
    });
    const both = await blocked(person('li.chen'), 'S-1013');
    expect(both).toContain('has asked to cancel it already');
    expect(both).toContain(
      'An earlier refund of this order is not settled. Ask finance (Paul Marks, 佐藤由紀)',
    );
  });

  it('is one, when two people ask for the same order at once', async () => {
    const [mei, li] = [person('mei.wang'), person('li.chen')];
    await openForm(mei, 'S-1023');
    await openForm(li, 'S-1023');
    await goOn(mei);
    await goOn(li);
    await Promise.all([mei.submit(), li.submit()]);
    const screens = await Promise.all([mei, li].map(async (one) => read(await modalSaying(one, 'S-1023'))));
    expect(screens.filter((text) => text.includes('is asked for'))).toHaveLength(1);
    expect(screens.filter((text) => text.includes('has asked to cancel it already'))).toHaveLength(1);
    expect(await desk.db.prisma.cancellation.count({ where: { order: { number: 'S-1023' } } })).toBe(1);
  });
});

describe('a company in which nobody could decide', () => {
  const demoted = ['anna.holt', 'wei.zhang', 'paul.marks', 'yuki.sato'].map(at);
  const rolesOf = new Map<string, readonly ('sales' | 'manager' | 'finance')[]>();
  beforeEach(async () => {
    for (const email of demoted) {
      const member = await desk.db.prisma.member.findUniqueOrThrow({ where: { email } });
      // Only these three occur among the people above.
      rolesOf.set(email, member.roles as ('sales' | 'manager' | 'finance')[]);
    }
  });
  afterEach(async () => {
    for (const [email, roles] of rolesOf)
      await desk.db.prisma.member.update({ where: { email }, data: { roles: [...roles] } });
  });

  it('is told who can give somebody the role', async () => {
    const demote = (emails: readonly string[]) =>
      desk.db.prisma.member.updateMany({
        where: { email: { in: [...emails] } },
        data: { roles: ['warehouse'] },
      });
    await demote(demoted.slice(2));
    expect(await blocked(person('tom.reed'), 'S-1012')).toContain(
      'Finance has to decide, and there is nobody for it but you or the manager who decides. Ask Ada Klein',
    );
    await demote(demoted);
    expect(await blocked(person('tom.reed'), 'S-1012')).toContain('A manager has to decide');
  });
});

describe('an order that changes while the form is open', () => {
  it('is shown as it is now, before anything is asked for', async () => {
    const tom = person('tom.reed');
    await openForm(tom, 'S-1004');
    await goOn(tom, companyAsks);
    await desk.db.prisma.orderLine.updateMany({
      where: { order: { number: 'S-1004' }, line: 2 },
      data: { quantity: 3 },
    });
    await tom.submit();
    const again = read(await modalSaying(tom, 'The order has changed since you looked.'));
    expect(again).toContain('$5,000.03');
    expect(await desk.db.prisma.cancellation.count({ where: { order: { number: 'S-1004' } } })).toBe(0);
    await tom.submit();
    await modalSaying(tom, 'is asked for');
    expect(await desk.db.prisma.cancellation.count({ where: { order: { number: 'S-1004' } } })).toBe(1);
  });

  it('names the blocker where it can no longer be cancelled at all', async () => {
    const tom = person('tom.reed');
    await openForm(tom, 'S-1033');
    await goOn(tom, companyAsks);
    await desk.db.prisma.order.update({ where: { number: 'S-1033' }, data: { archivedAt: new Date() } });
    await tom.submit();
    expect(read(await modalSaying(tom, 'cannot be cancelled now'))).toContain('It was archived on');
    const refused = await desk.db.prisma.auditEvent.findMany({
      where: { action: 'cancellation.requested', outcome: 'refused' },
      orderBy: { id: 'desc' },
    });
    expect(refused[0]?.details).toMatchObject({ refusals: ['archived'] });
  });
});
