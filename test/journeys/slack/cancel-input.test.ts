import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  at,
  companyAsks,
  dayThere,
  entered,
  goOn,
  importSecondCompany,
  openForm,
  submitForm,
} from '../../support/cancel-journey.js';
import { modalSaying, openSlackDesk, read, type SlackDesk } from '../../support/slack-desk.js';

let desk: SlackDesk;
beforeAll(async () => {
  desk = await openSlackDesk({ seed: importSecondCompany });
});
afterAll(() => desk.close());

const tom = () => desk.as(at('tom.reed'));
const asked = () => desk.db.prisma.cancellation.findFirst({ orderBy: { requestId: 'desc' } });

describe('a form with something missing or wrong', () => {
  it('requires to know how a customer who asks has confirmed, and takes it for today', async () => {
    await openForm(tom(), 'S-1012');
    const seen = await tom().submit({ 'cancel.reason': 'price' });
    expect(seen.errors).toEqual({
      'cancel.confirmed-how': 'Please complete this required field.',
    });
    expect(entered(tom())).toMatchObject({
      'cancel.reason': 'price',
      'cancel.confirmed-on': dayThere(),
    });
  });

  it('takes no day that has not come', async () => {
    await openForm(tom(), 'S-1012');
    const seen = await tom().submit({
      'cancel.reason': 'price',
      'cancel.confirmed-how': 'email',
      'cancel.confirmed-on': dayThere(2),
    });
    expect(seen.errors).toEqual({
      'cancel.confirmed-on': 'This date is in the future: choose today or an earlier day.',
    });
  });

  it('takes no day before that of the order', async () => {
    await openForm(tom(), 'S-1012');
    await submitForm(tom(), {
      'cancel.reason': 'price',
      'cancel.confirmed-how': 'email',
      'cancel.confirmed-on': '2019-01-01',
    });
    await modalSaying(tom(), 'cannot have confirmed before the order was placed');
  });

  it('asks for a note where the reason is none of the list, also when it is taken out again at the end', async () => {
    await openForm(tom(), 'S-1012');
    const seen = await submitForm(tom(), { 'cancel.asked-by': 'company', 'cancel.reason': 'other' });
    expect(seen.errors).toEqual({ 'cancel.note': 'Please explain the reason in a few words.' });
    const blank = await tom().submit({ 'cancel.note': ' \u200F\n ' });
    expect(blank.errors).toEqual({ 'cancel.note': 'Please explain the reason in a few words.' });
    await goOn(tom(), { 'cancel.note': 'Moved away' });
    const again = await tom().submit({ 'cancel.note-again': '   ' });
    expect(again.errors).toEqual({ 'cancel.note-again': 'Please explain the reason in a few words.' });
  });

  it('wants a reason', async () => {
    await openForm(tom(), 'S-1012');
    const seen = await submitForm(tom(), { 'cancel.asked-by': 'company' });
    expect(Object.keys(seen.errors)).toEqual(['cancel.reason']);
  });

  it('names the limit of a text that is too long, and keeps the text', async () => {
    const long = '🙂'.repeat(2_001);
    for (const field of ['cancel.note', 'cancel.refund-note']) {
      await openForm(tom(), 'S-1012');
      await tom().fill({ ...companyAsks, 'cancel.refund': 'keep' });
      await modalSaying(tom(), 'Why is the money kept?');
      const seen = await tom().submit({ 'cancel.refund-note': 'Agreed.', [field]: long });
      expect(seen.errors).toEqual({ [field]: 'Please use at most 2000 characters; this has 2001.' });
      expect(entered(tom())).toMatchObject({ [field]: long });
      const huge = await tom().submit({ [field]: 'x'.repeat(5_000) });
      expect(Object.keys(huge.errors)).toEqual([field]);
    }
  });
});

describe('whatever somebody types', () => {
  for (const [kind, number, typed, kept] of [
    ['a call to everybody', 'S-1031', '<!channel> <@U1> @here & <b>"x"</b>', undefined],
    ['2,000 emoji', 'S-1032', '👩‍👩‍👧'.repeat(400), undefined],
    ['text from right to left', 'S-1033', 'شكرا \u202Eevil\u202C', 'شكرا evil'],
    ['control characters', 'S-1034', 'a\u0000b\u0007\tc\r\nd', 'ab c\nd'],
    ['template marks', 'S-1015', '{{name}} $t(cancel.title) %s `code`', undefined],
  ] as const)
    it(`is kept as it was meant, and does nothing: ${kind}`, async () => {
      await openForm(tom(), number);
      const paid = read(tom().modal()).includes('What becomes of');
      if (paid) {
        await tom().fill({ 'cancel.refund': 'keep' });
        await modalSaying(tom(), 'Why is the money kept?');
      }
      await goOn(tom(), {
        ...companyAsks,
        'cancel.reason': 'other',
        'cancel.note': typed,
        ...(paid ? { 'cancel.refund-note': typed } : {}),
      });
      const meant = kept ?? typed;
      expect(entered(tom())).toEqual({
        'cancel.note-again': meant,
        ...(paid ? { 'cancel.refund-note-again': meant } : {}),
      });
      await tom().clickInModal('cancel.back');
      await modalSaying(tom(), 'What cancelling does');
      expect(entered(tom())).toMatchObject({ 'cancel.note': meant });
      await goOn(tom(), {});
      await tom().submit();
      await modalSaying(tom(), 'S-10');
      await modalSaying(tom(), 'Where it stands');
      expect(await asked()).toMatchObject({ note: meant, refundNote: paid ? meant : null });
    });

  it('shows the marks in a customer’s name as marks', async () => {
    const sara = desk.as(at('sara.north'));
    await openForm(sara, 'S-1041');
    expect(read(await goOn(sara))).toContain('O\'Brien, "Quick" &amp; Sons &lt;Export&gt;');
  });

  it('shows an order of many lines and payments within what Slack takes, and sums up the rest', async () => {
    const order = await desk.db.prisma.order.findUniqueOrThrow({ where: { number: 'S-1051' } });
    const { productId } = await desk.db.prisma.orderLine.findFirstOrThrow({ where: { orderId: order.id } });
    await desk.db.prisma.orderLine.createMany({
      data: Array.from({ length: 200 }, (_, index) => ({
        orderId: order.id,
        line: index + 2,
        productId,
        quantity: 1,
        unitPrice: '1',
      })),
    });
    await desk.db.prisma.payment.createMany({
      data: Array.from({ length: 20 }, (_, index) => ({
        orderId: order.id,
        method: '<&>'.repeat(30),
        amount: 100n,
        currency: 'USD',
        paidOn: new Date('2026-02-20'),
        reference: `${index} ${'&'.repeat(200)}`,
      })),
    });
    const wei = desk.as(at('wei.zhang'));
    const form = read(await openForm(wei, 'S-1051'));
    expect(form).toContain('… 193 more lines');
    expect(form).toContain('14 more payments likewise, $14.00 together');
    expect(await goOn(wei)).toBeDefined();
    expect(read(wei.modal())).toContain('14 more payments likewise, $14.00 together');
  });
});
