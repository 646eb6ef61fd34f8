import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/sandbox/acting/person.js';
import { ask, modalSaying, read } from '../../support/slack-desk.js';
import { placeOrder, seedCompany } from '../../support/small-company.js';
import { waitFor } from '../../support/wait-for.js';
import { openWorkingDesk, type WorkingDesk } from '../../support/working-desk.js';

let desk: WorkingDesk;
beforeAll(async () => {
  desk = await openWorkingDesk({ seed: seedCompany });
});
afterAll(() => desk.close());

const fay = () => desk.as('fay@example.com');
const max = () => desk.as('max@example.com');

const owed = async () => {
  const number = await placeOrder(desk.db, { quantity: 30, paid: 5_000n });
  const requested = await desk.request(number, 'sam@example.com');
  if (!requested.ok) throw new Error(JSON.stringify(requested.refusals));
  const { requestId } = requested.value;
  await desk.decide(requestId, 'mia@example.com');
  await desk.decide(requestId, 'max@example.com');
  await waitFor(async () => (await desk.view(requestId))?.state === 'done', {
    what: 'the refund to be owed',
  });
  const card = await desk.saying('order-ops', 'fay@example.com', `Pay back for ${number}`);
  return { number, requestId, card };
};
const open = async (person: Person, card: { channel: string; ts: string }, action: string, text: string) => {
  await person.click(card, action);
  return read(await modalSaying(person, text));
};

describe('the form in which finance says what became of a payout', () => {
  it('names the order, whose it is, how much and which payment', async () => {
    const { number, card } = await owed();
    for (const [action, text] of [
      ['payout.paid', 'Reference of the bank'],
      ['payout.unpaid', 'Why it could not be paid'],
    ] as const) {
      const form = await open(fay(), card, action, text);
      expect(form).toContain(`*${number}* · Acme &lt;Ltd&gt; &amp; Söhne\n$50.00 the way it was paid`);
      expect(form).toContain(`card, PAY-${number}`);
      await fay().close(true);
    }
  });

  it('is not shown to who may not say it, nor of a refund that is paid', async () => {
    const { number, card } = await owed();
    expect(await open(desk.as('mia@example.com'), card, 'payout.paid', 'recorded by finance')).not.toContain(
      number,
    );
    await open(fay(), card, 'payout.paid', 'Reference of the bank');
    // Two of them have it open: the second is told what the first has said.
    await open(max(), card, 'payout.paid', 'Reference of the bank');
    await fay().submit({ 'payout.text': 'SEPA-1' });
    await modalSaying(fay(), 'Recorded as paid');
    await max().submit({ 'payout.text': 'SEPA-2' });
    const late = read(await modalSaying(max(), 'Already recorded as paid, reference SEPA-1'));
    expect(late).toContain('If you have paid as well, the money has left twice: your reference SEPA-2');
    expect(read(await ask(fay(), `/order history ${number}`))).toContain(
      'Max Both tried to record a payout with reference SEPA-2; it was refused',
    );
    await Promise.all([fay().close(true), max().close(true)]);
  });

  it('warns after the same reference was recorded for another refund, and records it all the same', async () => {
    const first = await owed();
    const second = await owed();
    await open(fay(), first.card, 'payout.paid', 'Reference of the bank');
    await fay().submit({ 'payout.text': 'Batch_%77' });
    expect(read(await modalSaying(fay(), 'Recorded as paid'))).not.toContain('recorded before');
    await fay().close(true);
    const list = await ask(fay(), `/order ${second.number}`);
    await open(fay(), list, 'payout.paid', 'Reference of the bank');
    await fay().submit({ 'payout.text': 'batch_%77' });
    const told = read(await modalSaying(fay(), 'Recorded as paid, reference batch_%77'));
    expect(told).toContain(`This reference was recorded before for ${first.number}.`);
    expect((await desk.view(second.requestId))?.refunds[0]?.state).toBe('paid');
    await fay().close(true);
    await desk.quiet();
    expect(await desk.broken()).toEqual([]);
  });
});
