import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setMember } from '../../../src/features/access/set-member.js';
import { readRefunds } from '../../../src/features/finance/payout-store.js';
import { refundState } from '../../../src/features/finance/refund-state.js';
import { decideCancellation } from '../../../src/features/orders/cancel/decide-cancellation.js';
import { endPayout, type PayoutWord } from '../../../src/features/orders/payouts/end-payout.js';
import { readHistory } from '../../../src/features/orders/read-history.js';
import { verify } from '../../../src/features/verify/verify.js';
import { system } from '../../../src/kernel/actor.js';
import { carryOut } from '../../support/carry-out.js';
import { type Desk, openDesk, planning } from '../../support/desk.js';
import { placeOrder, seedCompany } from '../../support/small-company.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await seedCompany(desk.db);
});
afterAll(() => desk.close());

const MINUTE = 60_000;
const asked = async (number: string): Promise<string> => {
  const requested = await desk.request(number, 'sam@example.com');
  if (!requested.ok) throw new Error(JSON.stringify(requested.refusals));
  return requested.value.requestId;
};
const wrongNow = async () =>
  (await verify(desk.db)).checks.flatMap(({ name, failures }) => failures.map(({ code }) => [name, code]));

describe('processes whose clocks differ', () => {
  it('leave a refund payable that could not be paid at first, tried again by one whose clock is behind (M5)', async () => {
    const requestId = await asked(await placeOrder(desk.db, { quantity: 30, paid: 5_000n }));
    await desk.decide(requestId, 'mia@example.com');
    await desk.decide(requestId, 'fay@example.com');
    const executionId = await carryOut(desk.db, requestId);
    await desk.db.prisma.refundAttempt.updateMany({ data: { id: v7({ msecs: Date.now() + MINUTE }) } });
    const refund = async () => {
      const [only] = await readRefunds(desk.db.prisma, { executionId });
      if (only === undefined) throw new Error('nothing is owed');
      return only;
    };
    const actor = await desk.person('fay@example.com');
    const say = async (word: PayoutWord) =>
      (await endPayout(desk.db, { actor, refundId: (await refund()).id, word }, planning)).ok;
    expect(await say({ kind: 'unpaid', reason: 'account closed' })).toBe(true);
    expect(await say({ kind: 'try-again' })).toBe(true);
    expect(refundState(await refund())).toBe('due');
    expect(await say({ kind: 'paid', reference: 'BANK-1' })).toBe(true);
    expect(refundState(await refund())).toBe('paid');
  });

  it('break no rule of verify, whoever decided or lost a role first (A6)', async () => {
    const requestId = await asked(await placeOrder(desk.db, { quantity: 30, paid: 5_000n }));
    const ahead = { ...planning, clock: { now: () => new Date(Date.now() + MINUTE) } };
    const view = await desk.view(requestId);
    const ask = {
      actor: await desk.person('mia@example.com'),
      requestId,
      hints: { position: 1, hash12: view?.hash12 ?? '' },
      verdict: 'approved' as const,
      reason: null,
    };
    expect(await decideCancellation(desk.db, ask, ahead)).toMatchObject({ ok: true });
    expect(await desk.decide(requestId, 'fay@example.com')).toMatchObject({ ok: true });
    await setMember(desk.db, system('command-line'), { email: 'mia@example.com', roles: ['sales'] });
    expect(await wrongNow()).toEqual([]);
  });

  it('leave the history in the sequence in which it happened', async () => {
    const number = await placeOrder(desk.db, { quantity: 30 });
    const requestId = await asked(number);
    const { subjectId } = await desk.db.prisma.request.findUniqueOrThrow({ where: { id: requestId } });
    await desk.db.prisma.auditEvent.create({
      data: {
        id: v7({ msecs: Date.now() + MINUTE }),
        actor: 'worker',
        action: 'cancellation.decided',
        outcome: 'refused',
        subjectType: 'order',
        subjectId,
        requestId,
        details: { refusal: 'role-missing' },
      },
    });
    await desk.decide(requestId, 'max@example.com', 'rejected');
    const history = await readHistory(desk.db, await desk.person('sam@example.com'), number);
    expect(history).toMatchObject({ ok: true });
    const actions = history.ok
      ? history.value.lines.map(({ action, outcome }) => `${action} ${outcome}`)
      : [];
    expect(actions).toEqual([
      'cancellation.rejected done',
      'cancellation.decided refused',
      'cancellation.requested done',
    ]);
  });
});
