import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/sandbox/acting/person.js';
import { ask, modalSaying, read, said } from '../../support/slack-desk.js';
import { placeOrder, seedCompany } from '../../support/small-company.js';
import { waitFor } from '../../support/wait-for.js';
import { openWorkingDesk, type WorkingDesk } from '../../support/working-desk.js';

let desk: WorkingDesk;
beforeAll(async () => {
  desk = await openWorkingDesk({ seed: seedCompany });
});
afterAll(() => desk.close());

const asked = async (options: { paid?: bigint } = {}) => {
  const number = await placeOrder(desk.db, { quantity: 30, ...options });
  const requested = await desk.request(number, 'sam@example.com');
  if (!requested.ok) throw new Error(JSON.stringify(requested.refusals));
  return { number, requestId: requested.value.requestId };
};
const state = async (requestId: string) => (await desk.view(requestId))?.state;
const comesTo = (requestId: string, wanted: string) =>
  waitFor(async () => (await state(requestId)) === wanted, { what: `the request to be ${wanted}` });
const owed = async () => {
  const { number, requestId } = await asked({ paid: 5_000n });
  await desk.decide(requestId, 'mia@example.com');
  await desk.decide(requestId, 'max@example.com');
  await comesTo(requestId, 'done');
  await desk.quiet();
  const refund = async () => (await desk.view(requestId))?.refunds[0];
  return { number, requestId, refund };
};
const home = async (person: Person): Promise<string> => {
  const before = person.home()?.version;
  await person.openHome();
  await waitFor(() => person.home()?.version !== before, { what: 'the Home' });
  return read(person.home());
};
const homeSays = (person: Person, done: (text: string) => boolean) =>
  waitFor(() => done(read(person.home())), { what: 'the Home to be drawn again' });

describe('without the card that was posted', () => {
  const mia = () => desk.as('mia@example.com');
  const fay = () => desk.as('fay@example.com');

  it('a manager approves from the list of what is pending', async () => {
    const { requestId } = await asked();
    const list = await ask(mia(), '/order pending');
    expect(read(list)).toContain('Approve\nReject…');
    expect(read(await said(mia(), () => mia().click(list, 'request.approve')))).toContain('Approved');
    await comesTo(requestId, 'done');
    await desk.quiet();
  });

  it('a manager approves on the order itself, in a message and in a modal, where the answer takes its place', async () => {
    const first = await asked();
    const card = await ask(mia(), `/order ${first.number}`);
    await mia().click(card, 'request.approve');
    await comesTo(first.requestId, 'done');
    const second = await asked();
    await mia().shortcut('look-up-order');
    await modalSaying(mia(), 'Look up an order');
    await mia().submit({ 'look-up.words': second.number });
    await modalSaying(mia(), 'Approve');
    await mia().clickInModal('request.approve');
    await modalSaying(mia(), 'Approved');
    await mia().close(true);
    await comesTo(second.requestId, 'done');
    await desk.quiet();
  });

  it('a manager rejects from the Home, which then shows that nothing waits any more', async () => {
    const { number, requestId } = await asked();
    expect(await home(mia())).toContain(`*${number}*`);
    await mia().act({ where: { home: true }, actionId: 'request.reject' });
    await modalSaying(mia(), 'Reason');
    await mia().submit({ 'request.reject-reason': 'packed already' });
    await modalSaying(mia(), 'Rejected.');
    expect(await state(requestId)).toBe('rejected');
    await homeSays(mia(), (text) => text.includes('Nothing waits for your decision.'));
    await mia().close(true);
    await desk.quiet();
  });

  it('who may not decide is offered no button', async () => {
    const { number, requestId } = await asked();
    for (const email of ['sam@example.com', 'fay@example.com', 'will@example.com']) {
      expect(read(await ask(desk.as(email), '/order pending'))).not.toContain('Approve');
      expect(read(await ask(desk.as(email), `/order ${number}`))).not.toContain('Approve');
    }
    await desk.decide(requestId, 'mia@example.com', 'rejected');
    await desk.quiet();
  });

  it('finance finds every refund that is owed, and says of it what became of it', async () => {
    const { number, refund } = await owed();
    const list = await ask(fay(), '/order pending');
    expect(read(list)).toContain('1 refund is owed');
    expect(read(list)).toContain(`*${number}*`);
    expect(read(list)).toContain('$50.00 the way it was paid');
    await fay().click(list, 'payout.unpaid');
    await modalSaying(fay(), 'Why it could not be paid');
    await fay().submit({ 'payout.text': 'account closed' });
    await modalSaying(fay(), 'Recorded.');
    await fay().close(true);

    expect(await home(fay())).toContain('could not be paid, says Fay Finance');
    await fay().act({ where: { home: true }, actionId: 'payout.try-again' });
    await waitFor(async () => (await refund())?.state === 'due');
    await homeSays(fay(), (text) => text.includes('Paid…'));

    const card = await ask(fay(), `/order ${number}`);
    await fay().click(card, 'payout.paid');
    await modalSaying(fay(), 'Reference');
    await fay().submit({ 'payout.text': 'SEPA-1' });
    await modalSaying(fay(), 'Recorded as paid');
    await fay().close(true);
    expect((await refund())?.state).toBe('paid');
    expect(read(await ask(fay(), '/order pending'))).not.toContain(`*${number}*`);
    expect(read(await ask(fay(), `/order ${number}`))).not.toContain('Paid…');
    await desk.quiet();
  });

  it('nobody else is shown what is owed, and who asked for it is shown it without buttons', async () => {
    const number = await placeOrder(desk.db, { quantity: 30, paid: 5_000n });
    const requested = await desk.request(number, 'fay@example.com');
    if (!requested.ok) throw new Error(JSON.stringify(requested.refusals));
    const { requestId } = requested.value;
    await desk.decide(requestId, 'mia@example.com');
    await desk.decide(requestId, 'max@example.com');
    await comesTo(requestId, 'done');
    await desk.quiet();
    expect(read(await ask(mia(), '/order pending'))).not.toContain(`*${number}*`);
    const own = read(await ask(fay(), '/order pending'));
    expect(own).toContain(`*${number}*`);
    expect(own).not.toContain('Paid…');
  });
});
