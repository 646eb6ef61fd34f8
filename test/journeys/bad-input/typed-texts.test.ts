import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { submitForm } from '../../support/cancel-journey.js';
import { ask, modalSaying, read, said } from '../../support/slack-desk.js';
import { waitFor } from '../../support/wait-for.js';
import {
  askedFor,
  type BusyDesk,
  cancelledWithRefund,
  openBusyDesk,
  toldAfter,
  toldInForm,
} from './busy-desk.js';
import { whatStands } from './what-stands.js';

let desk: BusyDesk;
beforeAll(async () => {
  desk = await openBusyDesk();
}, 180_000);
afterAll(() => desk.close());

const LOUD = '<!channel> <!here> <@U0000000001> & <b>"x"</b> *bold* `code` 🚚👩‍👩‍👧';
const LOUD_ESCAPED = '&lt;!channel&gt; &lt;!here&gt; &lt;@U0000000001&gt; &amp; &lt;b&gt;"x"&lt;/b&gt;';

/** Texts that Slack interprets, of every message and view that stands anywhere. */
const interpreted = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(interpreted);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && value.type === 'mrkdwn' && 'text' in value ? [String(value.text)] : [];
  return [...own, ...Object.values(value).flatMap(interpreted)];
};

const sam = () => desk.as('sam@example.com');
const mia = () => desk.as('mia@example.com');
const fay = () => desk.as('fay@example.com');

/** The forms that ask for one text, each with how it is opened and how long a text may be. */
const FORMS = [
  [
    'the reason to reject',
    'mia@example.com',
    () => desk.asked.card,
    'request.reject',
    'request.reject-reason',
    2_000,
  ],
  ['the reference of a payout', 'fay@example.com', () => desk.owed.payout, 'payout.paid', 'payout.text', 140],
  [
    'why it could not be paid',
    'fay@example.com',
    () => desk.owed.payout,
    'payout.unpaid',
    'payout.text',
    2_000,
  ],
] as const;

describe('a text that is refused is said under its field, and nothing changes:', () => {
  it.each(FORMS)('%s', async (_what, email, message, button, field, limit) => {
    const person = desk.as(email);
    const before = await whatStands(desk.db);
    await toldAfter(desk, email, () => person.click(message(), button), /requester|refund stays owed/);
    for (const [typed, answer] of [
      // What is longer than any field of Slack's takes never leaves the person's window.
      ['x'.repeat(5_000), /shorten this to 3000 characters/],
      ['x'.repeat(3_000), new RegExp(`at most ${limit} characters; this has 3000`)],
      ['🙂'.repeat(limit + 1), new RegExp(`at most ${limit} characters; this has ${limit + 1}`)],
      ['\u200F \n\t\u0007', /.+/],
    ] as const) {
      const seen = await person.submit({ [field]: typed });
      expect(seen.errors[field], typed.slice(0, 9)).toMatch(answer);
      expect(person.modal()?.values[field]?.[field]).toMatchObject({ value: typed });
    }
    expect(await whatStands(desk.db)).toEqual(before);
  });

  it('what is looked for in the form, and by command', async () => {
    const before = await whatStands(desk.db);
    await sam().close(true);
    await sam().shortcut('look-up-order');
    await modalSaying(sam(), 'Order number, customer or SKU');
    const seen = await sam().submit({ 'look-up.words': 'x'.repeat(5_000) });
    expect(Object.values(seen.errors).join()).toMatch(/.+/);
    await sam().close(true);
    for (const verb of ['find', 'show', 'cancel', 'history', 'dance', '']) {
      const told = await toldAfter(desk, 'sam@example.com', () =>
        sam().command(`/order ${verb} ${'x'.repeat(5_000)}`, 'general'),
      );
      expect(told, verb).toMatch(/at most 200 characters|There is no order|I do not know/);
      expect(told.length).toBeLessThan(4_000);
    }
    expect(await whatStands(desk.db)).toEqual(before);
  });
});

describe('marks and signs that a person types', () => {
  it('are shown as typed wherever they are looked for, and call nobody', async () => {
    const before = await whatStands(desk.db);
    for (const verb of ['find', 'show', 'history', 'cancel', 'dance', '']) {
      const told = await toldAfter(desk, 'sam@example.com', () =>
        sam().command(`/order ${verb} ${LOUD}`, 'general'),
      );
      expect(told, verb).not.toMatch(/<!channel>|<!here>|<@U0000000001>|<b>/);
      expect(told, verb).toMatch(
        /&lt;!channel&gt;|I do not know|There is no order|No order that you can see/,
      );
    }
    expect(await whatStands(desk.db)).toEqual(before);
  });

  it('find what has them in its name, and nothing by wildcards or quotes of the database', async () => {
    expect(read(await ask(sam(), '/order find <Ltd> & Söhne'))).toContain('orders contain');
    for (const number of ['S_-1', '%', 'SO-%'])
      for (const verb of ['show', 'history', 'cancel'])
        await toldAfter(
          desk,
          'sam@example.com',
          () => sam().command(`/order ${verb} ${number}`, 'general'),
          /There is no order/,
        );
    for (const words of ['%', '_', "' OR 1=1 --", '\\', 'SO-_', '%%%', '{{words}}', '$t(lookup.notFound)'])
      expect(read(await ask(sam(), `/order find ${words}`)), words).toMatch(
        /No order that you can see contains/,
      );
  });

  it('reach the requester, the thread and the audit as they were meant, when a request is rejected', async () => {
    const { number, requestId, card } = await askedFor(desk, { quantity: 30 });
    await toldAfter(desk, 'mia@example.com', () => mia().click(card, 'request.reject'), /Reject SO-/);
    await toldInForm(desk, 'mia@example.com', { 'request.reject-reason': LOUD }, /Rejected\./);
    await desk.quiet();
    const told = await waitFor(() =>
      sam()
        .messages()
        .findLast((message) => read(message).includes(number)),
    );
    expect(read(told)).toContain(LOUD_ESCAPED);
    expect(await desk.db.prisma.decision.findMany({ where: { requestId } })).toMatchObject([
      { reason: LOUD },
    ]);
    expect(read(await ask(sam(), `/order history ${number}`))).toContain('&lt;!channel&gt;');
  });

  it('reach the payout and its requester as they were meant', async () => {
    const { requestId, payout } = await cancelledWithRefund(desk);
    await toldAfter(desk, 'fay@example.com', () => fay().click(payout, 'payout.unpaid'), /Why it could/);
    await toldInForm(desk, 'fay@example.com', { 'payout.text': LOUD }, /Recorded\./);
    await desk.quiet();
    await said(fay(), () => fay().click(payout, 'payout.try-again'), 'order-ops');
    await desk.quiet();
    await toldAfter(desk, 'fay@example.com', () => fay().click(payout, 'payout.paid'), /Reference/);
    await toldInForm(desk, 'fay@example.com', { 'payout.text': LOUD }, /Recorded as paid/);
    await desk.quiet();
    expect(await desk.view(requestId)).toMatchObject({ refunds: [{ state: 'paid', reference: LOUD }] });
    expect(sam().messages().map(read).join('\n')).toContain(LOUD_ESCAPED);
  });

  it('stand on the card of a request as they were typed into the form', async () => {
    await sam().close(true);
    await sam().command(`/order cancel ${desk.untouched}`, 'general');
    await modalSaying(sam(), 'What cancelling does');
    await submitForm(sam(), {
      'cancel.confirmed-how': 'phone',
      'cancel.reason': 'other',
      'cancel.note': LOUD,
    });
    await modalSaying(sam(), 'This is what will happen');
    await sam().submit();
    await modalSaying(sam(), 'is asked for');
    const card = await desk.saying('order-approvals', 'mia@example.com', `Cancel ${desk.untouched}?`);
    expect(read(card)).toContain(`Note: ${LOUD}`);
    expect(read(card)).toContain('Sam Sales, for the customer, confirmed by phone on');
  });

  it('have called nobody in any channel, and broken no message', async () => {
    await desk.quiet();
    expect(desk.sandbox.control.everybodyCalls()).toEqual([]);
    const messages = ['order-approvals', 'order-ops', 'general'].flatMap((channel) =>
      desk.sandbox.control.allMessages(channel),
    );
    const texts = messages.flatMap(({ versions }) => [
      ...versions.map(({ text }) => text),
      ...interpreted(versions),
    ]);
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.filter((text) => /<[!@]U0000000001|<!(channel|here)|<b>/.test(text))).toEqual([]);
    expect(desk.sandbox.control.calls().filter(({ error }) => error === 'invalid_blocks')).toEqual([]);
    expect(await desk.broken()).toEqual([]);
  });
});
