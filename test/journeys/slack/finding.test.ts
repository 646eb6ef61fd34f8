import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFolder } from '../../../src/features/import/import-folder.js';
import { at } from '../../support/cancel-journey.js';
import { SECOND_DATA_SET } from '../../support/second-data-set/second-data-set.js';
import { ask, modalSaying, openSlackDesk, read, type SlackDesk } from '../../support/slack-desk.js';
import { waitFor } from '../../support/wait-for.js';

let desk: SlackDesk;
beforeAll(async () => {
  desk = await openSlackDesk({
    seed: async (db) => {
      expect(await importFolder(db, { folder: SECOND_DATA_SET })).toMatchObject({ ok: true });
      await db.prisma.member.updateMany({
        where: { email: { in: [at('mei.wang'), at('wei.zhang')] } },
        data: { locale: 'zh-CN', timezone: 'Asia/Shanghai' },
      });
    },
  });
});
afterAll(() => desk.close());

const omar = () => desk.as(at('omar.haddad'));
const mei = () => desk.as(at('mei.wang'));
const wei = () => desk.as(at('wei.zhang'));
const find = async (typed: string) => read(await ask(omar(), `/order find ${typed}`));

describe('/order find', () => {
  it('narrows by filters, alone and with words, and pages through them with buttons', async () => {
    const listed = await ask(omar(), '/order find kind:sales from:2026-01');
    expect(read(listed)).toMatch(/\d+ orders match “kind:sales from:2026-01”/);
    expect(read(listed)).toContain('Page 1 of');
    const [first] = /\*[SB]-\d+\*/.exec(read(listed)) ?? [];
    await omar().click(listed, 'find.next');
    const now = () =>
      read(
        omar()
          .messages('general')
          .find(({ ts }) => ts === listed.ts),
      );
    await waitFor(() => now().includes('Page 2 of'));
    expect(now()).not.toContain(first);
    await omar().click(listed, 'find.previous');
    await waitFor(() => now().includes('Page 1 of'));
    expect(now()).toContain(first);
    expect(await find('明德 customer:“上海” status：processing')).toContain(
      '*S-1013* · 上海明德贸易有限公司',
    );
    expect(await find('kind:purchase amount>1')).toContain('*P-3001*');
  });

  it('says what was looked for, where, and what to try, when there is nothing', async () => {
    const nothing = await find('status:closed "no such %_\\ thing" 🧵');
    expect(nothing).toContain('No order that you can see matches “status:closed "no such %_\\ thing" 🧵”.');
    expect(nothing).toContain('Try fewer words, a part of a word, or leave a filter out.');
    expect(read(await ask(omar(), '/order find'))).toContain('/order find cheese status:new amount&gt;500');
    expect(await find('x'.repeat(500))).toContain('at most 200 characters');
  });

  it('names a filter that does not exist and a value that is none, with what is possible', async () => {
    const refused = await find('colour:red status:blue amount>lots');
    expect(refused).toContain('There is no filter `colour`. Possible are `customer: owner:');
    expect(refused).toContain(
      '`status:` cannot be “blue”. Possible: New, Processing, Shipped, Completed, Closed, Cancelled.',
    );
    expect(refused).toContain('`amount&gt;` cannot be “lots”.');
    await omar().shortcut('look-up-order');
    await modalSaying(omar(), 'Look up an order');
    await omar().submit({ 'look-up.words': 'status:blue' });
    expect(read(await modalSaying(omar(), 'cannot be “blue”'))).toContain('Look up an order');
    await omar().submit({ 'look-up.words': 'kind:sales "明德"' });
    await modalSaying(omar(), 'match “kind:sales "明德"”');
    await omar().close();
  });

  it('forgives a typing mistake and says that nothing is exactly so', async () => {
    expect(await find('上海民德')).toMatch(/Nothing has exactly “上海民德”\. \d+ orders? (is|are) like it/);
  });

  it('does all of this in Chinese for who reads Chinese', async () => {
    expect(read(await ask(wei(), '/order find 客户：明德　状态：处理中、新建'))).toContain(
      '张订单符合“客户:明德 状态:处理中、新建”',
    );
    const refused = read(await ask(wei(), '/order find 颜色：红 状态：蓝'));
    expect(refused).toContain('没有筛选条件 `颜色`。可以使用 `客户：');
    expect(refused).toContain(
      '`状态：` 不能是“蓝”。可以填写：新建、处理中、已发货、已完成、已关闭、已取消。',
    );
    expect(read(await ask(wei(), '/order find 没有这个'))).toContain('可以减少词语');
    expect(read(await ask(wei(), '/order find 上海民德'))).toContain('没有与“上海民德”完全一致的内容');
  });
});

describe('the orders in a message', () => {
  it('are listed from its menu with their cards and the way back, each person seeing their own', async () => {
    await omar().say('Customer asks about S-1013, b-2002 and 1042, and again S-1013 of 2026-03-05', {
      channel: 'general',
    });
    const message = omar().messages('general').at(-1);
    if (message === undefined) throw new Error('nothing was said');
    const where = { channel: message.channel, ts: message.ts };
    await omar().messageShortcut('find-in-message', where);
    const list = read(await modalSaying(omar(), '3 orders that this message may mean'));
    for (const number of ['S-1013', 'B-2002', 'S-1042']) expect(list).toContain(`*${number}*`);
    await omar().clickInModal('order.show');
    await modalSaying(omar(), 'Back to the list');
    await omar().clickInModal('find.next');
    await modalSaying(omar(), '3 orders match');
    await omar().close();

    const long = Array.from({ length: 10 }, (_, at) => `${'LONG'.repeat(12)}-77${at}`);
    await desk.db.prisma.$transaction(async (tx) => {
      const {
        id: _,
        number: __,
        ...like
      } = await tx.order.findUniqueOrThrow({ where: { number: 'S-1013' } });
      await tx.order.createMany({ data: long.map((number) => ({ ...like, number })) });
    });
    await omar().say(`All of 770 771 772 773 774 775 776 777 778 779`, { channel: 'general' });
    const many = omar().messages('general').at(-1);
    await omar().messageShortcut('find-in-message', { channel: message.channel, ts: many?.ts ?? '' });
    await modalSaying(omar(), '10 orders that this message may mean');
    await omar().clickInModal('order.show');
    await modalSaying(omar(), 'Back to the list');
    await omar().clickInModal('find.next');
    await modalSaying(omar(), '10 orders match');
    await omar().close();

    await mei().messageShortcut('find-in-message', where);
    const theirs = read(await modalSaying(mei(), '这条消息可能提到'));
    expect(theirs).toContain('*S-1013*');
    expect(theirs).not.toContain('S-1042');
    await mei().close();
  });

  it('are said to be none where there is none, or none that one may see', async () => {
    for (const text of ['Lunch at 12:30?', 'S-1042 please']) {
      await mei().say(text, { channel: 'general' });
      const message = mei().messages('general').at(-1);
      if (message === undefined) throw new Error('nothing was said');
      await mei().messageShortcut('find-in-message', { channel: message.channel, ts: message.ts });
      expect(read(await modalSaying(mei(), '这条消息没有提到你可以查看的订单'))).toContain('至少三位数字');
      await mei().close();
    }
  });
});
