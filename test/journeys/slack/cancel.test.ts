import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/sandbox/acting/person.js';
import {
  at,
  companyAsks,
  dayThere,
  entered,
  goOn,
  importSecondCompany,
  openForm,
} from '../../support/cancel-journey.js';
import { ask, modalSaying, openSlackDesk, read, type SlackDesk } from '../../support/slack-desk.js';
import { waitFor } from '../../support/wait-for.js';

let desk: SlackDesk;
beforeAll(async () => {
  desk = await openSlackDesk({ seed: importSecondCompany });
});
afterAll(() => desk.close());

const tom = () => desk.as(at('tom.reed'));
const sara = () => desk.as(at('sara.north'));

const requestsOn = (number: string) =>
  desk.db.prisma.request.findMany({
    where: { cancellation: { order: { number } } },
    include: { cancellation: true, steps: { orderBy: { position: 'asc' } } },
    orderBy: { id: 'asc' },
  });
const auditOf = (requestId: string) => desk.db.prisma.auditEvent.findMany({ where: { requestId } });

describe('a customer who changed their mind', () => {
  it('is taken from the command to a request that a manager and finance have to decide', async () => {
    const form = await openForm(tom(), 'S-1012');
    const shown = read(form);
    for (const fact of [
      'Cancel S-1012',
      'S-1012 · Harbor & Pine Ltd',
      '*Total*\n$1,250.00',
      '*Paid*\n$750.55',
      '25 × ',
      'from MAIN A-01',
      'from MAIN B-01',
      '25 reserved pieces are released',
      '$350.55 goes back the way it was paid: bank transfer, PAY-1012-B, Feb 20, 2026',
      '$400.00 goes back the way it was paid: card, PAY-1012-A, Feb 5, 2026',
      'a manager, then finance, because money was paid',
      'How did the customer confirm?',
      'What becomes of the $750.55 paid?',
    ])
      expect(shown).toContain(fact);

    const summary = read(
      await goOn(tom(), {
        'cancel.confirmed-how': 'phone',
        'cancel.confirmed-on': dayThere(),
        'cancel.reason': 'changed_mind',
        'cancel.refund': 'bank_transfer',
        'cancel.note': 'She called twice.',
      }),
    );
    for (const fact of [
      '$400.00 is paid back by bank transfer. It was paid by card, PAY-1012-A',
      'the customer, confirmed by phone on',
      'Customer changed their mind',
      'To: joan@harbor-pine.example',
      'Subject: Your order S-1012 is cancelled',
      'We will pay back $750.55 by bank transfer.',
    ])
      expect(summary).toContain(fact);
    expect(await requestsOn('S-1012')).toEqual([]);

    const rootViewId = tom().modal()?.rootViewId;
    await tom().submit();
    const outcome = read(await modalSaying(tom(), 'is asked for'));
    expect(outcome).toContain('It waits for a manager, then finance');
    expect(outcome).toContain('/order S-1012');

    const [request, ...others] = await requestsOn('S-1012');
    expect(others).toEqual([]);
    expect(request).toMatchObject({ state: 'pending', idempotencyKey: rootViewId, previousId: null });
    expect(request?.steps.map(({ role }) => role)).toEqual(['manager', 'finance']);
    expect(request?.cancellation).toMatchObject({
      askedBy: 'customer',
      reason: 'changed_mind',
      confirmedHow: 'phone',
      confirmedOn: new Date(dayThere()),
      refundChoice: 'bank_transfer',
      refundNote: null,
      note: 'She called twice.',
      tellCustomer: true,
    });
    expect(await auditOf(request?.id ?? '')).toMatchObject([
      { action: 'cancellation.requested', outcome: 'done' },
    ]);
  });
});

describe('an order on which nobody has to decide', () => {
  it('is cancelled by policy at once, and without a word to a customer who has no address', async () => {
    const form = read(await openForm(sara(), 'S-1005'));
    expect(form).toContain('nobody has to decide');
    expect(form).toContain('no e-mail address is on record');
    expect(form).not.toContain('Tell the customer?');
    expect(form).not.toContain('What becomes of');
    const summary = read(await goOn(sara()));
    expect(summary).toContain('gets no mail');
    expect(summary).not.toContain('To:');
    await sara().submit();
    expect(read(await modalSaying(sara(), 'decided by policy'))).toContain('$49.90');
    expect(await requestsOn('S-1005')).toMatchObject([{ state: 'approved', steps: [] }]);
  });
});

describe('what is released', () => {
  it('names each location and what is backorder', async () => {
    const shown = read(await openForm(sara(), 'S-1041'));
    expect(shown).toMatch(/\d+ from MAIN [AB]-0\d.*on backorder/s);
    expect(shown).toContain('are no longer awaited');
    expect(read(await openForm(tom(), 'S-1042'))).toContain(
      'Nothing is reserved. 10 pieces on backorder are no longer awaited.',
    );
  });
});

describe('the form', () => {
  it('shows how the customer confirmed only when they asked, and loses nothing that was typed', async () => {
    await openForm(tom(), 'S-1004');
    await tom().fill({ 'cancel.note': 'typed before', 'cancel.reason': 'price' });
    await tom().fill({ 'cancel.asked-by': 'company' });
    await waitFor(() => !read(tom().modal()).includes('How did the customer confirm?'));
    expect(entered(tom())).toMatchObject({ 'cancel.note': 'typed before', 'cancel.reason': 'price' });
    await tom().fill({ 'cancel.asked-by': 'customer' });
    await modalSaying(tom(), 'How did the customer confirm?');
    await tom().fill({ 'cancel.confirmed-how': 'email' });
    await tom().fill({ 'cancel.asked-by': 'company' });
    await modalSaying(tom(), 'Not used while we are the ones who ask.');
    expect(entered(tom())).toMatchObject({
      'cancel.note': 'typed before',
      'cancel.confirmed-how': 'email',
      'cancel.asked-by': 'company',
    });
  });

  it('asks why money is kept, and follows choices that come faster than it can draw', async () => {
    await openForm(tom(), 'S-1015');
    await tom().fill({ 'cancel.asked-by': 'company', 'cancel.refund': 'keep' });
    await modalSaying(tom(), 'Why is the money kept?');
    await modalSaying(tom(), '$33.33 is kept and not paid back');
    await waitFor(() => !read(tom().modal()).includes('How did the customer confirm?'));
    expect(entered(tom())).toMatchObject({ 'cancel.asked-by': 'company', 'cancel.refund': 'keep' });
    const refused = await tom().submit({ 'cancel.reason': 'fraud' });
    expect(refused.errors).toEqual({ 'cancel.refund-note': 'Please complete this required field.' });
    const summary = read(await goOn(tom(), { 'cancel.refund-note': 'The deposit is forfeit.' }));
    expect(summary).toContain('$33.33 is kept and not paid back');
    expect(summary).toContain('gets no mail');
    expect(entered(tom())).toEqual({ 'cancel.refund-note-again': 'The deposit is forfeit.' });
    await tom().submit();
    await modalSaying(tom(), 'is asked for');
    expect((await requestsOn('S-1015'))[0]?.cancellation).toMatchObject({
      refundChoice: 'keep',
      refundNote: 'The deposit is forfeit.',
      tellCustomer: false,
    });
  });

  it('does not warn a customer who is suspected of fraud, unless the person wants to', async () => {
    await openForm(tom(), 'S-1034');
    await tom().fill({ 'cancel.asked-by': 'company' });
    expect(entered(tom())).toMatchObject({ 'cancel.tell': ['yes'] });
    await tom().fill({ 'cancel.reason': 'fraud' });
    await modalSaying(tom(), 'a mail would warn them');
    expect(entered(tom())).toMatchObject({ 'cancel.tell-suspect': [] });
    expect(read(await goOn(tom(), { 'cancel.tell-suspect': ['yes'] }))).toContain('gets the mail below');
    // Without waiting for the form to be drawn again.
    await openForm(tom(), 'S-1034');
    expect(read(await goOn(tom(), { ...companyAsks, 'cancel.reason': 'fraud' }))).toContain('gets no mail');
  });

  it('comes back with every answer when the person wants to change one', async () => {
    await openForm(tom(), 'S-1034');
    await goOn(tom(), {
      'cancel.confirmed-how': 'letter',
      'cancel.confirmed-on': '2026-02-20',
      'cancel.reason': 'other',
      'cancel.refund': 'bank_transfer',
      'cancel.note': '王伟 & <b> 🙂',
      'cancel.tell': [],
    });
    await tom().clickInModal('cancel.back');
    await modalSaying(tom(), 'What cancelling does');
    expect(entered(tom())).toEqual({
      'cancel.asked-by': 'customer',
      'cancel.confirmed-how': 'letter',
      'cancel.confirmed-on': '2026-02-20',
      'cancel.reason': 'other',
      'cancel.refund': 'bank_transfer',
      'cancel.note': '王伟 & <b> 🙂',
      'cancel.tell': [],
    });
  });

  it('opens from the order card as well', async () => {
    await tom().close(true);
    const card = await ask(tom(), '/order S-1032');
    await tom().click(card, 'order.cancel');
    expect(read(await modalSaying(tom(), 'What cancelling does'))).toContain('S-1032');
  });

  it('takes the place of the card where that stands in a modal, and is asked for from there', async () => {
    await tom().close(true);
    await tom().shortcut('look-up-order');
    await modalSaying(tom(), 'Look up an order');
    await tom().submit({ 'look-up.words': 'S-1031' });
    await modalSaying(tom(), 'Cancel order…');
    await tom().clickInModal('order.cancel');
    await modalSaying(tom(), 'What cancelling does');
    await goOn(tom());
    expect(tom().modals()).toHaveLength(1);
    await tom().submit();
    await modalSaying(tom(), 'decided by policy');
    const [request] = await requestsOn('S-1031');
    expect(request?.idempotencyKey).toBe(tom().modal()?.rootViewId);
  });
});

/** Sends the person a message with the button, as the one about a rejection has it, and has them click it. */
const clickAskAgain = async (person: Person, requestId: string): Promise<void> => {
  const text = { type: 'plain_text' as const, text: 'Ask again' };
  const posted = await desk.deps.interactive.chat.postMessage({
    channel: person.id,
    text: 'Rejected',
    blocks: [
      {
        type: 'actions',
        elements: [{ type: 'button', action_id: 'request.ask-again', value: requestId, text }],
      },
    ],
  });
  await person.close(true);
  await person.click({ channel: posted.channel ?? '', ts: posted.ts ?? '' }, 'request.ask-again');
};

describe('asking again', () => {
  it('fills in what was asked before and keeps the link to it', async () => {
    await openForm(sara(), 'S-1011');
    await sara().fill({ 'cancel.refund': 'keep' });
    await modalSaying(sara(), 'Why is the money kept?');
    await goOn(sara(), {
      ...companyAsks,
      'cancel.refund-note': 'Agreed on the phone.',
      'cancel.note': 'Second copy.',
    });
    await sara().submit();
    await modalSaying(sara(), 'is asked for');
    const [first] = await requestsOn('S-1011');
    expect(await desk.decide(first?.id ?? '', at('anna.holt'), 'rejected')).toMatchObject({ ok: true });

    await clickAskAgain(sara(), first?.id ?? '');
    const form = read(await modalSaying(sara(), 'What cancelling does'));
    expect(form).toContain('Asked before by Sara North');
    expect(form).toContain('rejected');
    expect(entered(sara())).toMatchObject({
      'cancel.asked-by': 'company',
      'cancel.reason': 'duplicate',
      'cancel.refund': 'keep',
      'cancel.refund-note': 'Agreed on the phone.',
      'cancel.note': 'Second copy.',
    });
    await goOn(sara(), {});
    await sara().submit();
    await modalSaying(sara(), 'is asked for');
    expect((await requestsOn('S-1011')).map(({ previousId }) => previousId)).toEqual([null, first?.id]);
  });

  it('tells nothing about requests that one may not see, and nothing about what is none', async () => {
    const asked = await desk.request('S-1006', at('li.chen'));
    const requestId = asked.ok ? asked.value.requestId : '';
    expect(await desk.decide(requestId, at('anna.holt'), 'rejected')).toMatchObject({ ok: true });
    for (const value of [requestId, '0190a4a4-0000-7000-8000-000000000000', 'no id']) {
      await clickAskAgain(sara(), value);
      const shown = read(await modalSaying(sara(), 'There is no earlier request that you can ask again.'));
      expect(shown).not.toContain('S-1006');
    }
  });

  it('says whose request bars another one while that is still open', async () => {
    const asked = await desk.request('S-1022', at('mei.wang'));
    await clickAskAgain(desk.as(at('li.chen')), asked.ok ? asked.value.requestId : '');
    const shown = read(await modalSaying(desk.as(at('li.chen')), 'cannot be cancelled now'));
    expect(shown).toContain('王梅 has asked to cancel it already');
  });
});
