import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeMember } from '../../../src/features/access/member-store.js';
import { ask, modalSaying, read } from '../../support/slack-desk.js';
import { placeOrder, seedCompany } from '../../support/small-company.js';
import { waitFor } from '../../support/wait-for.js';
import { openWorkingDesk, type WorkingDesk } from '../../support/working-desk.js';

let desk: WorkingDesk;
beforeAll(async () => {
  desk = await openWorkingDesk({ seed: seedCompany });
});
afterAll(() => desk.close());

const asked = async (options: { quantity?: number; paid?: bigint; by?: string } = {}) => {
  const number = await placeOrder(desk.db, { quantity: 30, ...options });
  const requested = await desk.request(number, options.by ?? 'sam@example.com');
  if (!requested.ok) throw new Error(JSON.stringify(requested.refusals));
  const card = await desk.saying('order-approvals', 'mia@example.com', `Cancel ${number}?`);
  return { number, requestId: requested.value.requestId, card };
};
const state = async (requestId: string) => (await desk.view(requestId))?.state;
/** What was said to this person alone in the approvals channel. */
const heard = async (email: string, text: string) => desk.saying('order-approvals', email, text);

describe('a request in Slack', () => {
  it('is a card in the approvals channel and a direct message to those who may decide, and ends as a cancelled order', async () => {
    const { number, requestId, card } = await asked();
    expect(read(card)).toContain('Waits for a manager.');
    expect(read(card)).toContain('Approve');
    expect(read(card)).toContain('Duplicate');
    await waitFor(() =>
      desk
        .as('max@example.com')
        .messages()
        .some((message) => read(message).includes(number)),
    );
    expect(
      desk
        .as('fay@example.com')
        .messages()
        .some((message) => read(message).includes(number)),
    ).toBe(false);

    await desk.as('mia@example.com').click(card, 'request.approve');
    await waitFor(async () => (await state(requestId)) === 'done', { what: 'the order to be cancelled' });
    await desk.quiet();
    const order = await desk.db.prisma.order.findUniqueOrThrow({
      where: { number },
      include: { lines: { include: { reservations: true } } },
    });
    expect(order.status).toBe('cancelled');
    expect(order.lines.map((line) => [line.cancelled, line.reservations[0]?.quantity])).toEqual([[30, 0]]);
    const told = await waitFor(() =>
      desk
        .as('sam@example.com')
        .messages()
        .find((message) => read(message).includes(`${number}, `) && read(message).includes('cancelled')),
    );
    expect(read(told)).toContain('Nothing was paid');
    expect(await desk.broken()).toEqual([]);
  });

  it('shows on every copy who decided, without buttons, once it is decided (K4)', async () => {
    const { number, requestId, card } = await asked();
    await desk.as('mia@example.com').click(card, 'request.approve');
    await waitFor(async () => (await state(requestId)) === 'done');
    await desk.quiet();
    for (const copy of [
      await desk.saying('order-approvals', 'mia@example.com', number),
      await waitFor(() =>
        desk
          .as('max@example.com')
          .messages()
          .find((message) => read(message).includes(number)),
      ),
    ]) {
      expect(read(copy)).toContain('The order is cancelled.');
      expect(read(copy)).toContain('approved by Mia Manager');
      expect(read(copy)).not.toContain('Reject…');
    }
  });

  it('has one thread in the operations channel with the steps as they are done', async () => {
    const { number, requestId, card } = await asked({ paid: 5_000n });
    await desk.as('mia@example.com').click(card, 'request.approve');
    const next = await waitFor(async () => {
      const now = await desk.saying('order-approvals', 'fay@example.com', number);
      return read(now).includes('Waits for finance.') ? now : null;
    });
    await desk.as('fay@example.com').click(next, 'request.approve');
    await waitFor(async () => (await state(requestId)) === 'done');
    await desk.quiet();
    const ops = desk
      .as('will@example.com')
      .messages('order-ops')
      .filter((message) => read(message).includes(number) || read(message).includes('$50.00'));
    const roots = ops.filter((message) => read(message).includes(`Cancellation of ${number}`));
    expect(roots).toHaveLength(1);
    const thread = ops
      .filter((message) => message.threadTs === roots[0]?.ts && message.ts !== roots[0]?.ts)
      .map(read)
      .join('\n');
    expect(thread).toContain('Stock: 30 pieces released.');
    expect(thread).toContain('Books: $50.00 to be paid back.');
    expect(thread).toContain(`Order ${number} is cancelled.`);
  });

  it('is rejected with a reason that the requester reads, and can be asked again', async () => {
    const { number, requestId, card } = await asked();
    const mia = desk.as('mia@example.com');
    await mia.click(card, 'request.reject');
    await modalSaying(mia, `Reject ${number}?`);
    expect((await mia.submit({ 'request.reject-reason': '   ' })).outcome).not.toBe('timeout');
    expect(await state(requestId)).toBe('pending');
    await mia.submit({ 'request.reject-reason': 'Already <packed> & *gone* <!channel> 🚚' });
    await modalSaying(mia, 'Rejected.');
    await desk.quiet();
    const told = await waitFor(() =>
      desk
        .as('sam@example.com')
        .messages()
        .find((message) => read(message).includes(number)),
    );
    expect(read(told)).toContain('&lt;packed&gt; &amp; *gone* &lt;!channel&gt; 🚚');
    expect(read(told)).toContain('Ask again…');
    expect(await state(requestId)).toBe('rejected');
  });

  it('answers a reason of 5,000 characters with the limit, and changes nothing', async () => {
    const { requestId, card } = await asked();
    const mia = desk.as('mia@example.com');
    await mia.click(card, 'request.reject');
    await modalSaying(mia, 'Reason');
    const seen = await mia.submit({ 'request.reject-reason': 'x'.repeat(2_500) });
    expect(JSON.stringify(seen)).toContain('at most 2000 characters');
    expect(await state(requestId)).toBe('pending');
    await mia.close(true);
  });
});

describe('who may not decide is told so, and nothing changes:', () => {
  const refused = async (email: string, options: Parameters<typeof asked>[0], text: string) => {
    const { requestId, card } = await asked(options);
    await desk.as(email).click(card, 'request.approve');
    await heard(email, text);
    expect(await state(requestId)).toBe('pending');
  };

  it('the requester, in whatever role (A1)', () =>
    refused('mia@example.com', { by: 'mia@example.com' }, 'You asked for this yourself'));
  it('somebody without the role, who is told whom to ask', () =>
    refused('will@example.com', {}, 'Please ask Max Both, Mia Manager'));
  it('and nobody is named to ask who asked for it, whatever their role', () =>
    refused('will@example.com', { by: 'mia@example.com' }, 'Please ask Max Both. Nothing was changed.'));
  it('a member who was switched off (A6)', async () => {
    await writeMember(desk.db.prisma, {
      email: 'off@example.com',
      name: 'Olaf Off',
      department: 'Sales',
      roles: ['manager'],
    });
    await desk.sandbox.control.readPeople();
    const { requestId, card } = await asked();
    await writeMember(desk.db.prisma, { email: 'off@example.com', active: false });
    await desk.as('off@example.com').click(card, 'request.approve');
    await heard('off@example.com', 'switched off');
    expect(await state(requestId)).toBe('pending');
  });

  it('the same person a second time on the next step (A2)', async () => {
    const { number, requestId, card } = await asked({ paid: 5_000n });
    await desk.as('max@example.com').click(card, 'request.approve');
    const next = await waitFor(async () => {
      const now = await desk.saying('order-approvals', 'max@example.com', number);
      return read(now).includes('Waits for finance.') ? now : null;
    });
    await desk.as('max@example.com').click(next, 'request.approve');
    await heard('max@example.com', 'You decided on this request before, as Manager');
    expect(await state(requestId)).toBe('pending');
  });
});

describe('an approver who left between two steps', () => {
  it('does not carry the final decision: Slack is asked about them again, and the request is closed (A6)', async () => {
    await writeMember(desk.db.prisma, {
      email: 'lea@example.com',
      name: 'Lea Leaver',
      department: 'Sales',
      roles: ['manager'],
    });
    await desk.sandbox.control.readPeople();
    const { number, requestId, card } = await asked({ paid: 5_000n });
    await desk.as('lea@example.com').click(card, 'request.approve');
    const next = await waitFor(async () => {
      const now = await desk.saying('order-approvals', 'fay@example.com', number);
      return read(now).includes('Waits for finance.') ? now : null;
    });
    desk.sandbox.control.changePerson(desk.as('lea@example.com').id, { deleted: true });
    await desk.as('fay@example.com').click(next, 'request.approve');
    await heard('fay@example.com', 'Approved by somebody who may no longer do so: Lea Leaver');
    expect(await state(requestId)).toBe('stale');
    await desk.saying('order-approvals', 'fay@example.com', 'Closed: an earlier approval no longer counts.');
    await waitFor(
      () =>
        desk
          .as('sam@example.com')
          .messages()
          .some((message) => read(message).includes('because an earlier approval no longer counts')),
      { what: 'the requester to be told why' },
    );
    const lea = await desk.db.prisma.member.findUniqueOrThrow({ where: { email: 'lea@example.com' } });
    expect(lea.active).toBe(false);
    const history = read(await ask(desk.as('fay@example.com'), `/order history ${number}`));
    expect(history).toContain('approved, but an earlier approval no longer counted: the request was closed');
    expect(history).not.toContain('the order had changed');
  });
});

describe('two people at once', () => {
  it('decide once, ten times, and the other is told who did; fifty times without Slack in deciding.test.ts (A7)', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { requestId, card } = await asked({ quantity: 21 });
      await Promise.all([
        desk.as('mia@example.com').click(card, 'request.approve'),
        desk.as('max@example.com').click(card, 'request.approve'),
      ]);
      await waitFor(async () => (await state(requestId)) !== 'pending');
      expect(await desk.db.prisma.decision.count({ where: { requestId } })).toBe(1);
      expect(await desk.db.prisma.execution.count({ where: { requestId } })).toBe(1);
    }
    await waitFor(() => {
      const told = ['mia@example.com', 'max@example.com'].flatMap((email) =>
        desk
          .as(email)
          .messages('order-approvals')
          .filter((message) => read(message).includes('Nothing was changed by your click')),
      );
      return told.length >= 10;
    });
    await desk.quiet();
    expect(await desk.broken()).toEqual([]);
    // Ten whole requests: long on a busy machine, and nothing here depends on how long.
  }, 240_000);
});

describe('the payout', () => {
  it('is recorded by finance, first as not possible, then as paid, and the requester is told each time (M5)', async () => {
    const { number, requestId, card } = await asked({ paid: 5_000n });
    await desk.as('mia@example.com').click(card, 'request.approve');
    const next = await waitFor(async () => {
      const now = await desk.saying('order-approvals', 'fay@example.com', number);
      return read(now).includes('Waits for finance.') ? now : null;
    });
    await desk.as('max@example.com').click(next, 'request.approve');
    await waitFor(async () => (await state(requestId)) === 'done');
    await desk.quiet();
    const fay = desk.as('fay@example.com');
    const payout = () =>
      waitFor(() =>
        fay.messages('order-ops').find((message) => read(message).includes(`Pay back for ${number}`)),
      );
    await fay.click(await payout(), 'payout.unpaid');
    await modalSaying(fay, 'Why it could not be paid');
    await fay.submit({ 'payout.text': 'account closed' });
    await modalSaying(fay, 'Recorded.');
    await desk.quiet();
    expect(read(await payout())).toContain('could not be paid, says Fay Finance');
    await fay.close(true);
    await fay.click(await payout(), 'payout.try-again');
    await waitFor(async () => (await desk.view(requestId))?.refunds[0]?.state === 'due');
    await desk.quiet();
    await fay.click(await payout(), 'payout.paid');
    await modalSaying(fay, 'Reference');
    await fay.submit({ 'payout.text': 'SEPA-4711' });
    await modalSaying(fay, 'Recorded as paid');
    await desk.quiet();
    expect(read(await payout())).toContain('reference SEPA-4711');
    expect(read(await payout())).not.toContain('Paid…');
    const sam = desk.as('sam@example.com').messages().map(read).join('\n');
    expect(sam).toContain('$50.00 could not be paid back yet');
    expect(sam).toContain('$50.00 was paid back');
    expect(
      await desk.db.prisma.refundAttempt.count({ where: { refund: { execution: { requestId } } } }),
    ).toBe(2);
    expect(await desk.broken()).toEqual([]);
  });
});
