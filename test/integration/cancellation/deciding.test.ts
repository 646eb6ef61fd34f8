import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberByEmail, writeMember } from '../../../src/features/access/member-store.js';
import { withdrawCancellation } from '../../../src/features/orders/cancel/withdraw-cancellation.js';
import { newId } from '../../../src/kernel/ids.js';
import { customerChangedMind, type Desk, openDesk, planning } from '../../support/desk.js';
import { placeOrder, seedCompany } from '../../support/small-company.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await seedCompany(desk.db);
});
afterAll(() => desk.close());

const asked = async (
  options: { quantity?: number; paid?: bigint; by?: string } = {},
): Promise<{ number: string; requestId: string }> => {
  const number = await placeOrder(desk.db, { quantity: 30, ...options });
  const requested = await desk.request(number, options.by ?? 'sam@example.com');
  if (!requested.ok) throw new Error(JSON.stringify(requested.refusals));
  return { number, requestId: requested.value.requestId };
};
const refusal = (result: { ok: boolean; refusals?: ReadonlyArray<{ code: string }> }) =>
  result.ok ? 'done' : result.refusals?.map((one) => one.code).join();
const state = async (requestId: string) => (await desk.view(requestId))?.state;
const untouched = async (number: string) => {
  const order = await desk.db.prisma.order.findUniqueOrThrow({
    where: { number },
    include: { lines: { include: { reservations: true } } },
  });
  return {
    status: order.status,
    cancelled: order.lines.map((line) => line.cancelled),
    held: order.lines.flatMap((line) => line.reservations.map((held) => held.quantity)),
    executions: await desk.db.prisma.execution.count({ where: { subjectId: order.id } }),
  };
};

describe('deciding on a cancellation', () => {
  it('starts one execution when the manager approves what needs the manager alone, and changes no stock or status yet', async () => {
    const { number, requestId } = await asked();
    expect(await desk.decide(requestId, 'mia@example.com')).toMatchObject({
      ok: true,
      value: { final: true },
    });
    expect(await state(requestId)).toBe('approved');
    expect(await untouched(number)).toEqual({ status: 'new', cancelled: [0], held: [30], executions: 1 });
  });

  it('asks finance after the manager where money was paid, and each decides their own step', async () => {
    const { number, requestId } = await asked({ paid: 5_000n });
    expect(refusal(await desk.decide(requestId, 'fay@example.com'))).toBe('role-missing');
    expect(await desk.decide(requestId, 'mia@example.com')).toMatchObject({
      ok: true,
      value: { final: false },
    });
    expect(await state(requestId)).toBe('pending');
    expect((await untouched(number)).executions).toBe(0);
    expect(await desk.decide(requestId, 'fay@example.com')).toMatchObject({
      ok: true,
      value: { final: true },
    });
  });

  it('never lets the requester decide, in whatever role (A1)', async () => {
    const { requestId } = await asked({ by: 'mia@example.com' });
    expect(refusal(await desk.decide(requestId, 'mia@example.com'))).toBe('own-request');
    expect(await state(requestId)).toBe('pending');
    expect(refusal(await desk.decide(requestId, 'max@example.com'))).toBe('done');
  });

  it('lets one person with two roles decide one step at most (A2)', async () => {
    const { requestId } = await asked({ paid: 5_000n });
    expect(refusal(await desk.decide(requestId, 'max@example.com'))).toBe('done');
    expect(refusal(await desk.decide(requestId, 'max@example.com'))).toBe('decided-earlier-step');
    expect(await state(requestId)).toBe('pending');
  });

  it('refuses a rejection without a reason, and keeps the reason of one that has it (A9)', async () => {
    const { number, requestId } = await asked();
    expect(refusal(await desk.decide(requestId, 'mia@example.com', 'rejected', { reason: '  ' }))).toBe(
      'reason-missing',
    );
    expect(
      refusal(
        await desk.decide(requestId, 'mia@example.com', 'rejected', { reason: 'goods are on the lorry' }),
      ),
    ).toBe('done');
    const view = await desk.view(requestId);
    expect(view?.state).toBe('rejected');
    expect(view?.steps[0]).toMatchObject({
      state: 'rejected',
      reason: 'goods are on the lorry',
      by: 'Mia Manager',
    });
    expect(await untouched(number)).toEqual({ status: 'new', cancelled: [0], held: [30], executions: 0 });
  });

  it('links the request that is asked again to the rejected one (A9)', async () => {
    const { number, requestId } = await asked();
    await desk.decide(requestId, 'mia@example.com', 'rejected');
    const again = await desk.request(number, 'sam@example.com', { previousId: requestId });
    expect(again.ok && (await desk.view(again.value.requestId))?.previousId).toBe(requestId);
  });

  it('refuses a button that was drawn for another plan or another step (K2)', async () => {
    const { requestId } = await asked({ paid: 5_000n });
    expect(
      refusal(await desk.decide(requestId, 'mia@example.com', 'approved', { hash12: '000000000000' })),
    ).toBe('card-outdated');
    expect(refusal(await desk.decide(requestId, 'mia@example.com', 'approved', { hash12: '' }))).toBe(
      'card-outdated',
    );
    await desk.decide(requestId, 'mia@example.com');
    expect(refusal(await desk.decide(requestId, 'fay@example.com', 'approved', { position: 1 }))).toBe(
      'step-already-approved',
    );
    expect(await state(requestId)).toBe('pending');
  });

  it('closes the request as stale when the order changed after it, tells what changed, and cancels nothing (A5)', async () => {
    const { number, requestId } = await asked();
    await desk.db.prisma.orderLine.updateMany({ where: { order: { number } }, data: { quantity: 31 } });
    const decided = await desk.decide(requestId, 'mia@example.com');
    expect(decided).toMatchObject({
      ok: false,
      refusals: [{ code: 'went-stale', changes: [{ code: 'lines', lines: [1] }, { code: 'total' }] }],
    });
    expect((await desk.view(requestId))?.ended).toMatchObject({ code: 'stale' });
    expect(await untouched(number)).toMatchObject({ status: 'new', cancelled: [0], executions: 0 });
  });

  it.each([
    [
      'a shipment',
      (orderId: string) =>
        desk.db.prisma.shipment.create({
          data: { orderId, carrier: 'DHL', tracking: newId(), shippedOn: new Date() },
        }),
      'blocked',
    ],
    [
      'a payment',
      (orderId: string) =>
        desk.db.prisma.payment.create({
          data: {
            orderId,
            method: 'card',
            amount: 100n,
            currency: 'USD',
            paidOn: new Date(),
            reference: newId(),
          },
        }),
      'money',
    ],
    [
      'a new owner',
      async (orderId: string) =>
        desk.db.prisma.order.update({
          where: { id: orderId },
          data: { ownerId: (await desk.person('sue@example.com')).memberId },
        }),
      'order-edited',
    ],
  ] as const)('closes the request as stale after %s (A5, C2)', async (_what, change, code) => {
    const { number, requestId } = await asked();
    const { id } = await desk.db.prisma.order.findUniqueOrThrow({ where: { number } });
    await change(id);
    expect(await desk.decide(requestId, 'mia@example.com')).toMatchObject({
      refusals: [{ code: 'went-stale', changes: [{ code }] }],
    });
    expect(await state(requestId)).toBe('stale');
  });

  it('does not rest a final decision on an earlier approver who has left since (A6)', async () => {
    const { requestId } = await asked({ paid: 5_000n });
    const leaver = await writeMember(desk.db.prisma, {
      email: 'leaver@example.com',
      name: 'Lea',
      department: 'Sales',
      roles: ['manager'],
    });
    await desk.decide(requestId, leaver.email);
    await writeMember(desk.db.prisma, { email: leaver.email, active: false });
    expect(await desk.decide(requestId, 'fay@example.com')).toMatchObject({
      refusals: [{ code: 'went-stale', changes: [{ code: 'approver-lapsed', names: ['Lea'] }] }],
    });
  });

  it('refuses somebody who is no longer active, whatever they were when they opened Slack (A6)', async () => {
    const { requestId } = await asked();
    const gone = await writeMember(desk.db.prisma, {
      email: 'gone@example.com',
      name: 'Gus',
      department: 'Sales',
      roles: ['manager'],
    });
    await writeMember(desk.db.prisma, { email: gone.email, active: false });
    expect(refusal(await desk.decide(requestId, gone.email))).toBe('member-inactive');
    expect(await state(requestId)).toBe('pending');
  });

  it('decides once when two people decide at the same time, 50 times, and tells the other who did (A7)', async () => {
    for (let round = 0; round < 50; round += 1) {
      const { number, requestId } = await asked();
      const results = await Promise.all([
        desk.decide(requestId, 'mia@example.com', round % 2 === 0 ? 'approved' : 'rejected'),
        desk.decide(requestId, 'max@example.com', 'approved'),
      ]);
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      const loser = results.find((result) => !result.ok);
      expect(loser).toMatchObject({
        refusals: [{ code: 'already-decided', by: results[0]?.ok ? 'Mia Manager' : 'Max Both' }],
      });
      expect(await desk.db.prisma.decision.count({ where: { requestId } })).toBe(1);
      expect((await untouched(number)).executions).toBe((await state(requestId)) === 'approved' ? 1 : 0);
    }
  });

  it('records every refusal and every decision in the audit (C5)', async () => {
    const { requestId } = await asked();
    await desk.decide(requestId, 'sam@example.com');
    await desk.decide(requestId, 'mia@example.com');
    const lines = await desk.db.prisma.auditEvent.findMany({ where: { requestId }, orderBy: { id: 'asc' } });
    expect(lines.map((line) => `${line.action} ${line.outcome}`)).toEqual([
      'cancellation.requested done',
      'cancellation.decided refused',
      'cancellation.approved done',
    ]);
    await expect(desk.db.prisma.auditEvent.deleteMany({ where: { requestId } })).rejects.toThrow(
      /append-only/,
    );
  });
});

describe('asking for a cancellation', () => {
  it('makes one request of a form that is submitted twice, also at once (K5)', async () => {
    const number = await placeOrder(desk.db, { quantity: 30 });
    const key = randomUUID();
    const both = await Promise.all([
      desk.request(number, 'sam@example.com', { key }),
      desk.request(number, 'sam@example.com', { key }),
    ]);
    const third = await desk.request(number, 'sam@example.com', {
      key,
      hash: both[0]?.ok ? ((await desk.view(both[0].value.requestId))?.hash12 ?? '') : '',
    });
    const ids = [...both, third].map((result) => (result.ok ? result.value.requestId : refusal(result)));
    expect(new Set(ids).size).toBe(1);
    expect(await desk.db.prisma.request.count({ where: { idempotencyKey: key } })).toBe(1);
  });

  it('lets one of two people who ask at once have the request, and names it to the other', async () => {
    const number = await placeOrder(desk.db, { quantity: 30 });
    const both = await Promise.all([
      desk.request(number, 'sam@example.com'),
      desk.request(number, 'sue@example.com'),
    ]);
    expect(both.filter((result) => result.ok)).toHaveLength(1);
    expect(both.find((result) => !result.ok)).toMatchObject({ refusals: [{ code: 'request-open' }] });
  });

  it('is decided by the policy where nobody has to decide, and says so in the audit', async () => {
    const number = await placeOrder(desk.db, { quantity: 1 });
    const requested = await desk.request(number, 'sam@example.com');
    expect(requested).toMatchObject({ ok: true, value: { state: 'approved' } });
    expect((await untouched(number)).executions).toBe(1);
    expect(
      await desk.db.prisma.auditEvent.count({ where: { actor: 'policy', action: 'cancellation.approved' } }),
    ).toBe(1);
  });

  it('refuses what was confirmed on another plan than the one that holds, and shows the new one', async () => {
    const number = await placeOrder(desk.db, { quantity: 30 });
    const seen = await desk.preview(number, 'sam@example.com');
    await desk.db.prisma.orderLine.updateMany({ where: { order: { number } }, data: { quantity: 29 } });
    const requested = await desk.request(number, 'sam@example.com', { hash: seen.ok ? seen.value.hash : '' });
    expect(requested).toMatchObject({ ok: false, refusals: [{ code: 'plan-changed' }] });
    expect(await desk.db.prisma.cancellation.count({ where: { order: { number } } })).toBe(0);
  });

  it('answers an order of another department exactly as one that does not exist', async () => {
    const number = await placeOrder(desk.db, { quantity: 30 });
    const hidden = await desk.request(number, 'eve@example.com');
    const missing = await desk.request('SO-NONE', 'eve@example.com');
    expect(refusal(hidden)).toBe('order-not-found');
    expect(refusal(missing)).toBe('order-not-found');
  });

  it('names every field that is wrong at once', async () => {
    const number = await placeOrder(desk.db, { quantity: 30, paid: 500n });
    const choices = {
      ...customerChangedMind,
      askedBy: 'customer' as const,
      reason: 'other' as const,
      refundChoice: 'keep' as const,
      tellCustomer: true,
    };
    const requested = await desk.request(number, 'sam@example.com', { choices });
    expect(refusal(requested)?.split(',').sort()).toEqual([
      'confirmation-required',
      'confirmation-required',
      'no-mail-address',
      'note-required',
      'refund-note-required',
    ]);
  });
});

describe('withdrawing a request', () => {
  const withdraw = async (requestId: string, email: string) =>
    withdrawCancellation(desk.db, { actor: await desk.person(email), requestId }, planning);

  it('is the requester’s alone, also between two steps, and frees the order for another request', async () => {
    const { number, requestId } = await asked({ paid: 5_000n });
    expect(refusal(await withdraw(requestId, 'sue@example.com'))).toBe('not-the-requester');
    await desk.decide(requestId, 'mia@example.com');
    expect(refusal(await withdraw(requestId, 'sam@example.com'))).toBe('done');
    expect(await state(requestId)).toBe('withdrawn');
    expect(refusal(await desk.decide(requestId, 'fay@example.com', 'approved', { position: 2 }))).toBe(
      'already-decided',
    );
    expect(refusal(await desk.request(number, 'sue@example.com'))).toBe('done');
  });

  it('is refused once it is decided', async () => {
    const { requestId } = await asked();
    await desk.decide(requestId, 'mia@example.com');
    expect(refusal(await withdraw(requestId, 'sam@example.com'))).toBe('not-pending');
    expect(await state(requestId)).toBe('approved');
  });

  it('and approving at once end in one of the two, never in both (C2)', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { number, requestId } = await asked();
      const [withdrawn, decided] = await Promise.all([
        withdraw(requestId, 'sam@example.com'),
        desk.decide(requestId, 'mia@example.com'),
      ]);
      expect([withdrawn?.ok, decided?.ok].filter(Boolean)).toHaveLength(1);
      expect((await untouched(number)).executions).toBe(decided?.ok ? 1 : 0);
    }
  });
});

it('keeps a member’s own address apart from the case it was typed in', async () => {
  expect((await memberByEmail(desk.db.prisma, ' SAM@Example.com'))?.name).toBe('Sam Sales');
});
