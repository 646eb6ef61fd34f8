import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decidersFor } from '../../../src/features/access/deciders.js';
import { identify } from '../../../src/features/access/identify.js';
import { memberByEmail, writeMember } from '../../../src/features/access/member-store.js';
import { endPayout } from '../../../src/features/orders/payouts/end-payout.js';
import { inTransaction } from '../../../src/platform/db/in-transaction.js';
import { carryOut } from '../../support/carry-out.js';
import { type Desk, openDesk, planning } from '../../support/desk.js';
import { placeOrder, seedCompany } from '../../support/small-company.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await seedCompany(desk.db);
});
afterAll(() => desk.close());

const asked = async (by: string, paid?: bigint): Promise<string> => {
  const number = await placeOrder(desk.db, { quantity: 30, ...(paid === undefined ? {} : { paid }) });
  const requested = await desk.request(number, by);
  if (!requested.ok) throw new Error(JSON.stringify(requested.refusals));
  return requested.value.requestId;
};
const refusal = (result: { ok: boolean; refusals?: ReadonlyArray<{ code: string }> }) =>
  result.ok ? 'done' : result.refusals?.map((one) => one.code).join();
const state = async (requestId: string) => (await desk.view(requestId))?.state;

describe('one person with several members', () => {
  it('takes a person who became another member by a new address in Slack for the one who asked or decided (A1, A2)', async () => {
    const profile = (email: string, userId = 'U-two-addresses') => ({
      teamId: 'T1',
      userId,
      email,
      locale: 'en-US',
      timezone: 'UTC',
      excluded: null,
    });
    const roles = ['manager', 'finance'] as const;
    for (const email of ['before@example.com', 'after@example.com'])
      await writeMember(desk.db.prisma, { email, name: email, department: 'Sales', roles: [...roles] });
    await identify(desk.db, profile('before@example.com'), 'T1');
    const own = await asked('before@example.com', 5_000n);
    const half = await asked('sam@example.com', 5_000n);
    expect(refusal(await desk.decide(half, 'before@example.com'))).toBe('done');

    expect(await identify(desk.db, profile('after@example.com'), 'T1')).toMatchObject({
      ok: true,
      member: { email: 'after@example.com' },
    });
    expect(refusal(await desk.decide(own, 'after@example.com'))).toBe('own-request');
    expect(refusal(await desk.decide(half, 'after@example.com'))).toBe('decided-earlier-step');
    expect([await state(own), await state(half)]).toEqual(['pending', 'pending']);
    // The database refuses it by itself too.
    const after = await memberByEmail(desk.db.prisma, 'after@example.com');
    const request = await desk.db.prisma.request.findUniqueOrThrow({
      where: { id: own },
      include: { steps: true },
    });
    await expect(
      desk.db.prisma.decision.create({
        data: {
          requestId: request.id,
          stepId: request.steps[0]?.id ?? '',
          requestedById: request.requestedById,
          memberId: after?.memberId ?? '',
          verdict: 'approved',
          planHash: request.planHash,
        },
      }),
    ).rejects.toThrow('would be decided by a person who asked for it');
    // Nor by way of a third: the second account of the one is the first of the next.
    await desk.db.prisma.member.updateMany({
      where: { email: 'after@example.com' },
      data: { slackUserId: 'U-third' },
    });
    await desk.db.prisma.member.updateMany({
      where: { email: 'after@example.com' },
      data: { slackUserId: null },
    });
    await writeMember(desk.db.prisma, {
      email: 'at-last@example.com',
      name: 'At last',
      department: 'Sales',
      roles: [...roles],
    });
    await identify(desk.db, profile('at-last@example.com', 'U-third'), 'T1');
    expect(refusal(await desk.decide(own, 'at-last@example.com'))).toBe('own-request');
    expect(refusal(await desk.decide(own, 'mia@example.com'))).toBe('done');
    expect(refusal(await desk.decide(own, 'fay@example.com'))).toBe('done');
    // Nor do they confirm that their customer's money went out.
    const executionId = await carryOut(desk.db, own);
    const { id: refundId } = await desk.db.prisma.refund.findFirstOrThrow({ where: { executionId } });
    for (const email of ['before@example.com', 'after@example.com', 'at-last@example.com']) {
      const actor = await desk.person(email);
      const word = { kind: 'paid', reference: 'BANK-1' } as const;
      expect(refusal(await endPayout(desk.db, { actor, refundId, word }, planning))).toBe('own-request');
    }
    for (const email of ['before@example.com', 'after@example.com', 'at-last@example.com'])
      await writeMember(desk.db.prisma, { email, active: false });
  });

  it('does not count on somebody to decide who is the requester under another address (A1)', async () => {
    const former = { teamId: 'T1', userId: 'U-former', locale: 'en-US', timezone: 'UTC', excluded: null };
    const members = { department: 'Sales', active: true };
    for (const email of ['former@example.com', 'present@example.com']) {
      await writeMember(desk.db.prisma, { ...members, email, roles: ['manager'] });
      await identify(desk.db, { ...former, email }, 'T1');
    }
    const requester = await desk.person('present@example.com');
    const near = { role: 'manager', department: 'Sales', except: [requester.memberId] } as const;
    const whom = await inTransaction(desk.db, (tx) => decidersFor(tx, near));
    expect(whom.map(({ email }) => email)).toEqual(['max@example.com', 'mia@example.com']);
    for (const { email } of whom) await writeMember(desk.db.prisma, { email, active: false });
    const number = await placeOrder(desk.db, { quantity: 30 });
    expect(refusal(await desk.request(number, 'present@example.com'))).toBe('nobody-can-decide');
    for (const { email } of whom) await writeMember(desk.db.prisma, { email, active: true });
  });

  it('says before anything is asked that the only manager and the only one in finance are one person (A2)', async () => {
    const { prisma } = desk.db;
    const others = await prisma.member.findMany({
      where: { active: true, OR: [{ roles: { has: 'manager' } }, { roles: { has: 'finance' } }] },
    });
    for (const { email } of others) await writeMember(prisma, { email, active: false });
    for (const [email, role] of [
      ['one.manager@example.com', 'manager'],
      ['one.finance@example.com', 'finance'],
    ] as const) {
      await writeMember(prisma, { email, name: email, department: 'Sales', roles: [role] });
      const profile = { teamId: 'T1', userId: 'U-one', locale: 'en-US', timezone: 'UTC', excluded: null };
      await identify(desk.db, { ...profile, email }, 'T1');
    }
    const number = await placeOrder(desk.db, { quantity: 30, paid: 5_000n });
    expect(await desk.request(number, 'sam@example.com')).toMatchObject({
      ok: false,
      refusals: [{ code: 'nobody-can-decide', role: 'finance' }],
    });
    // Somebody else in finance is enough.
    await writeMember(prisma, { email: 'fay@example.com', active: true });
    expect(await desk.request(number, 'sam@example.com')).toMatchObject({ ok: true });
    for (const { email } of others) await writeMember(prisma, { email, active: true });
  });
});
