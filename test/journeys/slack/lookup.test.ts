import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeMember } from '../../../src/features/access/member-store.js';
import type { Database } from '../../../src/platform/db/client.js';
import { ask, modalSaying, openSlackDesk, read, type SlackDesk, said } from '../../support/slack-desk.js';
import { placeOrder, seedCompany } from '../../support/small-company.js';
import { waitFor } from '../../support/wait-for.js';

let desk: SlackDesk;
let number: string;
const seed = async (db: Database): Promise<void> => {
  await seedCompany(db);
  number = await placeOrder(db, { quantity: 30, paid: 5_000n });
  for (let more = 0; more < 14; more += 1) await placeOrder(db, { quantity: 2 });
};

beforeAll(async () => {
  desk = await openSlackDesk({ seed });
});
afterAll(() => desk.close());

const sam = () => desk.as('sam@example.com');
const textOf = (message: Awaited<ReturnType<typeof ask>>): string => message.versions.at(-1)?.text ?? '';

describe('the order card', () => {
  it('shows lines, amounts, what is paid, held and whose it is, to the person alone', async () => {
    const card = await ask(sam(), `/order ${number}`);
    expect(card.ephemeralTo).toBe(sam().id);
    const shown = read(card);
    for (const fact of [
      `${number} · Acme <Ltd> & Söhne`,
      '*Status*\nNew',
      '*Owner*\nSam Sales, Sales',
      '*Total*\n$300.00',
      '*Paid*\n$50.00',
      '*Goods*\n30 reserved',
      'Placed Jan 5, 2026',
      'Widget (P-1)',
      '30 × $10.00',
      'Cancel order…',
      'History',
    ])
      expect(shown).toContain(fact);
    expect(textOf(card)).toBe(
      `Order ${number}, Acme &lt;Ltd&gt; &amp; Söhne: New. Total $300.00, paid $50.00. 30 reserved. Owner Sam Sales.`,
    );
  });

  it('is found however the number is written', async () => {
    const digits = number.replace('SO-', '');
    for (const typed of [
      number.toLowerCase(),
      `＃${digits}`,
      `“ＳＯ－${digits}”`,
      `SO${digits}.`,
      `so ${digits}`,
      digits,
      `show　${number}`,
    ])
      expect(read(await ask(sam(), `/order ${typed}`)), typed).toContain(`${number} · Acme`);
  });

  it('is not opened where the digits alone are the number of several orders: all are offered', async () => {
    for (const several of ['SO-7770', 'BB-7770', '2026/7770', 'SO-17770']) {
      const other = await placeOrder(desk.db, { quantity: 1 });
      await desk.db.prisma.order.update({ where: { number: other }, data: { number: several } });
    }
    const offered = read(await ask(sam(), '/order 7770'));
    expect(offered).toContain('Several orders have the number 7770. Please choose one:');
    for (const several of ['SO-7770', 'BB-7770', '2026/7770'])
      expect(offered).toMatch(new RegExp(`\\*${several}\\* · Acme.*\n\\*\\$10\\.00\\* · New`));
    expect(offered).not.toContain('17770');
    await sam().command('/order cancel 7770', 'general');
    await modalSaying(sam(), 'Several orders have the number 7770');
    await sam().close();
    await sam().shortcut('look-up-order');
    await modalSaying(sam(), 'Look up an order');
    await sam().submit({ 'look-up.words': '7770' });
    await modalSaying(sam(), 'Several orders have the number 7770');
    await sam().close();
    expect(read(await ask(sam(), '/order so 7770'))).toContain('SO-7770 · Acme');
    expect(read(await ask(sam(), '/order 17770'))).toContain('SO-17770 · Acme');
  });

  it('offers what the viewer may do, and names an open request, since when and whom it waits for', async () => {
    const other = await placeOrder(desk.db, { quantity: 30 });
    expect(read(await ask(desk.as('will@example.com'), `/order ${other}`))).not.toContain('Cancel order…');
    expect(await desk.request(other, 'sam@example.com')).toMatchObject({ ok: true });
    const own = read(await ask(sam(), `/order ${other}`));
    expect(own).toContain('Cancellation asked for by Sam Sales');
    expect(own).toContain('<!date^');
    expect(own).toContain('Waits for a manager.');
    expect(own).toContain('Withdraw');
    expect(own).not.toContain('Cancel order…');
    expect(read(await ask(desk.as('sue@example.com'), `/order ${other}`))).not.toContain('Withdraw');
  });

  it('leads to the form to cancel, from a message and in the place of the card in a modal', async () => {
    const other = await placeOrder(desk.db, { quantity: 30 });
    const card = await ask(sam(), `/order ${other}`);
    await sam().click(card, 'order.cancel');
    await modalSaying(sam(), `Cancel ${other}`);
    await sam().close();
    await sam().shortcut('look-up-order');
    await modalSaying(sam(), 'Look up an order');
    await sam().submit({ 'look-up.words': other });
    await modalSaying(sam(), 'Cancel order…');
    await sam().clickInModal('order.cancel');
    await modalSaying(sam(), `Cancel ${other}`);
    expect(sam().modals()).toHaveLength(1);
    await sam().close();
  });

  it('lets the requester withdraw from the card, in a message and in a modal, and says so there', async () => {
    for (const where of ['message', 'modal']) {
      const other = await placeOrder(desk.db, { quantity: 30 });
      const requested = await desk.request(other, 'sam@example.com');
      if (!requested.ok) throw new Error('not requested');
      if (where === 'message') {
        const card = await ask(sam(), `/order ${other}`);
        const answer = await said(sam(), () => sam().click(card, 'request.withdraw'));
        expect(read(answer)).toMatch(/withdr/i);
      } else {
        await sam().shortcut('look-up-order');
        await modalSaying(sam(), 'Look up an order');
        await sam().submit({ 'look-up.words': other });
        await modalSaying(sam(), 'Withdraw');
        await sam().clickInModal('request.withdraw');
        expect(read(await modalSaying(sam(), 'Withdrawn.'))).not.toContain('Acme');
        await sam().close();
      }
      expect((await desk.view(requested.value.requestId))?.state).toBe('withdrawn');
    }
  });

  it('answers for an order that one may not see exactly as for one that does not exist', async () => {
    const eve = desk.as('eve@example.com');
    const unseen = read(await ask(eve, `/order ${number}`));
    const absent = read(await ask(eve, '/order SO-99999'));
    expect(unseen).toBe(absent.replace('SO-99999', number));
    expect(unseen).toContain('There is no order');
    expect(read(await ask(eve, `/order history ${number}`))).toBe(unseen);
    expect(read(await ask(eve, '/order find widget'))).toContain('No order that you can see');
  });

  it('offers numbers that are like the one mistyped', async () => {
    const shown = read(await ask(sam(), '/order 120'));
    expect(shown).toContain('There is no order 120 that you can see. Similar numbers:');
    expect(shown).toContain('*SO-12*');
    // One digit wrong, and no part of it in any number.
    expect(read(await ask(sam(), '/order SO-92'))).toContain('*SO-12*');
    expect(read(await ask(sam(), '/order x99')).split('\n')[0]).toBe(
      'There is no order x99 that you can see.',
    );
  });

  it('shows the first lines of a long order, and all of them in a modal', async () => {
    const long = await placeOrder(desk.db, { quantity: 1 });
    const order = await desk.db.prisma.order.findUniqueOrThrow({
      where: { number: long },
      include: { lines: true },
    });
    for (let line = 2; line <= 45; line += 1)
      await desk.db.prisma.orderLine.create({
        data: {
          orderId: order.id,
          line,
          productId: order.lines[0]?.productId ?? '',
          quantity: line,
          unitPrice: '10',
        },
      });
    const card = await ask(sam(), `/order ${long}`);
    expect(read(card)).toContain('… 37 more lines');
    expect(read(card)).toContain('8 backordered');
    await sam().click(card, 'order.lines');
    const modal = await modalSaying(sam(), '45 × $10.00');
    expect(read(modal)).toContain('2 × $10.00');
    expect(read(modal)).not.toContain('more lines');
    await sam().close();
  });
});

describe('finding orders', () => {
  it('lists them page by page in the same place, each with its card', async () => {
    const list = await ask(sam(), '/order find acme widget');
    const first = read(list);
    expect(first).toContain('orders contain “acme widget”');
    expect(first).toContain('Page 1 of');
    await sam().click(list, 'find.next');
    await waitFor(() =>
      read(
        sam()
          .messages('general')
          .find(({ ts }) => ts === list.ts),
      ).includes('Page 2 of'),
    );
    const [row] = /\*(SO-\d+)\*/.exec(read(list)) ?? [];
    expect(row).toBeDefined();
    const card = await said(sam(), () => sam().click(list, 'order.show'));
    expect(read(card)).toContain('Acme <Ltd> & Söhne');
    expect(
      sam()
        .messages('general')
        .filter(({ ts }) => ts === list.ts),
    ).toHaveLength(1);
  });

  it('takes whatever is typed: too long, empty, with commands to Slack in it', async () => {
    expect(read(await ask(sam(), `/order find ${'x'.repeat(5_000)}`))).toContain('at most 200 characters');
    expect(read(await ask(sam(), '/order find <!channel> & <b>🧵</b>'))).toContain(
      'contains “&lt;!channel&gt; &amp; &lt;b&gt;🧵&lt;/b&gt;”',
    );
    expect(read(await ask(sam(), `/order ${'9'.repeat(5_000)}`))).toContain('There is no order 999');
  });
});

describe('pending and history', () => {
  it('shows what waits for oneself first, and nothing of other departments', async () => {
    const asked = await placeOrder(desk.db, { quantity: 30 });
    await desk.request(asked, 'sue@example.com');
    const mia = read(await ask(desk.as('mia@example.com'), '/order pending'));
    expect(mia).toMatch(/requests? waits? for your decision/);
    expect(mia).toMatch(new RegExp(`\\*${asked}\\* · Acme.*\n\\*\\$300\\.00\\* · Waits for a manager`));
    expect(mia).toContain('Cancellation asked for by Sue Sales');
    // Where nothing waits for somebody, there is nothing that the rest would be beside.
    expect(read(await ask(desk.as('will@example.com'), '/order pending'))).toMatch(/^\*\d+ open requests?\*/);
    expect(read(await ask(desk.as('eve@example.com'), '/order pending'))).toBe(
      'No cancellation is pending that you can see.',
    );
  });

  it('tells who asked and who decided what, in the reader’s words', async () => {
    const asked = await placeOrder(desk.db, { quantity: 30 });
    const requested = await desk.request(asked, 'sam@example.com');
    if (!requested.ok) throw new Error('not requested');
    const { requestId } = requested.value;
    await desk.decide(requestId, 'fay@example.com');
    await desk.decide(requestId, 'mia@example.com', 'rejected', { reason: 'They <!channel> pay *late*' });
    const told = read(await ask(sam(), `/order history ${asked}`));
    expect(told).toContain('Sam Sales asked to cancel the order: duplicate; $300.00 at risk');
    expect(told).toContain('Fay Finance tried to decide without the role for it; it was refused');
    expect(told).toContain('Mia Manager rejected: They &lt;!channel&gt; pay');
    expect(told.indexOf('Mia Manager')).toBeLessThan(told.indexOf('asked to cancel'));
    expect(read(await ask(sam(), `/order history ${number}`))).toContain('Nothing has been asked for');
  });

  it('shows the history behind the button of the card, and the way back', async () => {
    const card = await ask(sam(), `/order ${number}`);
    await sam().click(card, 'order.history');
    await modalSaying(sam(), 'Nothing has been asked for');
    await sam().clickInModal('order.show');
    await modalSaying(sam(), `${number} · Acme`);
    await sam().close();
  });
});

describe('the look-up form', () => {
  it('opens by shortcut, refuses nothing typed, and shows the order, the list, or that there is none', async () => {
    await sam().shortcut('look-up-order');
    await modalSaying(sam(), 'Look up an order');
    const empty = await sam().submit({ 'look-up.words': ' \u0000 ' });
    expect(empty.errors).toEqual({ 'look-up.words': 'Please write something here.' });
    const long = await sam().submit({ 'look-up.words': 'y'.repeat(300) });
    expect(long.errors['look-up.words']).toContain('at most 200 characters; this has 300');
    await sam().submit({ 'look-up.words': 'nothing like it' });
    await modalSaying(sam(), 'There is no order nothing like it');
    await sam().submit({ 'look-up.words': 'widget' });
    await modalSaying(sam(), 'Page 1 of');
    await sam().clickInModal('find.next');
    await modalSaying(sam(), 'Page 2 of');
    await sam().clickInModal('order.show');
    await modalSaying(sam(), 'Back to the list');
    await sam().clickInModal('order.history');
    await modalSaying(sam(), 'History of');
    await sam().clickInModal('order.show');
    await modalSaying(sam(), 'Back to the list');
    await sam().clickInModal('find.next');
    await modalSaying(sam(), 'Page 2 of');
    await sam().close();
    await sam().shortcut('look-up-order');
    await modalSaying(sam(), 'Look up an order');
    await sam().submit({ 'look-up.words': number });
    await modalSaying(sam(), `${number} · Acme`);
    await sam().close();
  });

  it('shows nothing of any order to somebody who joined as no member', async () => {
    await writeMember(desk.db.prisma, { email: 'ida@example.com', name: 'Ida Admin', roles: ['admin'] });
    desk.sandbox.control.addPerson({ email: 'stranger@example.com', name: 'A Stranger' });
    const stranger = desk.as('stranger@example.com');
    await stranger.shortcut('look-up-order');
    await modalSaying(stranger, 'not registered with Countermand');
    expect(read(stranger.modal())).toContain('Ida Admin');
  });
});
