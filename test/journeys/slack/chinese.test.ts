import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/platform/db/client.js';
import type { Entry } from '../../../src/sandbox/acting/entered-value.js';
import type { Person } from '../../../src/sandbox/acting/person.js';
import { at, companyAsks, importSecondCompany, submitForm } from '../../support/cancel-journey.js';
import { ask, modalSaying, read } from '../../support/slack-desk.js';
import { waitFor } from '../../support/wait-for.js';
import { openWorkingDesk, type WorkingDesk } from '../../support/working-desk.js';

const CHINESE_READERS = ['mei.wang', 'li.chen', 'wei.zhang'].map(at);

/** The company of the second data set, in which the people of Sales Asia use Slack in Simplified Chinese. */
const seed = async (db: Database): Promise<void> => {
  await importSecondCompany(db);
  await db.prisma.member.updateMany({
    where: { email: { in: CHINESE_READERS } },
    data: { locale: 'zh-CN', timezone: 'Asia/Shanghai' },
  });
};

let desk: WorkingDesk;
beforeAll(async () => {
  desk = await openWorkingDesk({ seed });
  // From here on only Slack knows who reads what.
  await desk.db.prisma.member.updateMany({ data: { locale: null, timezone: null } });
});
afterAll(() => desk.close());

const mei = () => desk.as(at('mei.wang'));
const wei = () => desk.as(at('wei.zhang'));
const anna = () => desk.as(at('anna.holt'));
const paul = () => desk.as(at('paul.marks'));

/** Everything that stands on the screen as the product wrote it, to find what was left in English. */
const englishIn = (shown: string): string[] =>
  shown.match(/\b(the|and|is|was|of|to|for|order|cancel\w*|please|nothing|your?)\b(?![^`]*`\n?)/gi) ?? [];

const openForm = async (person: Person, number: string): Promise<string> => {
  await person.close(true);
  await person.command(`/order cancel ${number}`, 'general');
  return read(await modalSaying(person, '取消后的影响'));
};

const privately = (person: Person, text: string) =>
  waitFor(
    () =>
      person
        .messages()
        .filter((message) => read(message).includes(text))
        .at(-1),
    {
      what: `a direct message that says "${text}"`,
    },
  );

/** Asks to cancel as Mei does, in Chinese, up to the outcome; gives back the request's id and the channel's card. */
const requested = async (person: Person, number: string, answers: Readonly<Record<string, Entry>> = {}) => {
  await openForm(person, number);
  if (answers['cancel.refund'] === 'keep') {
    // The field for the reason appears with the choice.
    await person.fill({ 'cancel.refund': 'keep' });
    await modalSaying(person, '为什么保留这笔款项？');
  }
  await submitForm(person, { ...companyAsks, ...answers });
  const summary = read(await modalSaying(person, '请确认以下内容'));
  await person.submit();
  await modalSaying(person, `${number} 的取消申请已提交`);
  const request = await desk.db.prisma.request.findFirstOrThrow({
    where: { cancellation: { order: { number } } },
    orderBy: { id: 'desc' },
  });
  const card = await desk.saying('order-approvals', at('anna.holt'), `Cancel ${number}?`);
  return { requestId: request.id, summary, card };
};

describe('an order', () => {
  it('is Chinese for who reads Slack in Chinese, and English for the colleague beside', async () => {
    const [chinese, english] = await Promise.all([ask(mei(), '/order S-1013'), ask(anna(), '/order S-1013')]);
    for (const fact of [
      'S-1013 · 上海明德贸易有限公司',
      '*状态*\n处理中',
      '*负责人*\n王梅，Sales Asia',
      '（含运费 US$150.00）',
      '*已付*\nUS$6,400.00',
      '下单 2026年2月5日，要求交货 2026年12月5日',
      '商品',
      '取消订单…',
      '历史',
    ])
      expect(read(chinese)).toContain(fact);
    expect(englishIn(read(chinese))).toEqual([]);
    expect(read(english)).toContain('*Paid*\n$6,400.00');
    expect(read(english)).toContain('Cancel order…');
    expect(read(english)).not.toContain('订单');
  });

  it('is found, listed and explained in Chinese', async () => {
    expect(read(await ask(mei(), '/order find 明德'))).toContain('张订单包含“明德”');
    expect(read(await ask(mei(), '/order help'))).toContain('申请取消订单');
    expect(read(await ask(mei(), '/order history S-1013'))).toContain('这张订单没有申请或审批记录。');
  });
});

describe('what cannot be done', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['an order that does not exist or is not to be seen', '/order S-9999', '没有你可以查看的订单 S-9999。'],
    ['a command without its number', '/order cancel', '请指定订单号，例如 `/order cancel SO-1063`。'],
    ['words that are no command', '/order 你好 世界', '“你好 世界”'],
  ];
  it.each(cases)('is said in Chinese: %s', async (_, command, text) => {
    expect(read(await ask(mei(), command))).toContain(text);
  });

  it('is said in Chinese: an order that was shipped already', async () => {
    await mei().close(true);
    await mei().command('/order cancel B-2002', 'general');
    const shown = read(await modalSaying(mei(), 'B-2002 目前无法取消'));
    expect(shown).toContain('订单已发货。请联系仓库（Inés Vega）确认能否拦截。');
  });

  it('is said in Chinese: somebody who is no member', async () => {
    desk.sandbox.control.addPerson({ email: 'guest@example.com', name: '访客', locale: 'zh-CN' });
    expect(read(await ask(desk.as('guest@example.com'), '/order S-1013'))).toContain(
      '你还不是 Countermand 的成员，因此无法查看或操作。请联系 Ada Klein 添加你。',
    );
  });

  it('is said in Chinese: a wrong answer in the form', async () => {
    await openForm(mei(), 'S-1013');
    const tooLong = await submitForm(mei(), {
      'cancel.asked-by': 'company',
      'cancel.reason': 'other',
      'cancel.note': '长'.repeat(2_001),
    });
    expect(tooLong.errors).toEqual({ 'cancel.note': '最多 2000 个字符，当前为 2001 个。' });
    const empty = await mei().submit({ 'cancel.note': ' ' });
    expect(empty.errors).toEqual({ 'cancel.note': '请简要说明原因。' });
    await mei().close(true);
  });
});

describe('a cancellation', () => {
  it('is asked for in Chinese and rejected, while the channel and the English colleague read English', async () => {
    const form = await openForm(mei(), 'S-1013');
    for (const fact of [
      '取消 S-1013',
      '*款项：* US$400.00 原路退回（银行转账，PAY-1013-B，2026年2月6日）。',
      '*审批：* 经理 → 财务，因为客户已付款。',
      '谁要求取消？',
      '取消原因',
    ])
      expect(form).toContain(fact);
    expect(englishIn(form)).toEqual([]);

    const { requestId, card } = await requested(mei(), 'S-1013');
    expect(read(card)).toContain('Waits for a manager.');
    expect(read(card)).not.toContain('审批');
    const direct = await privately(wei(), 'S-1013');
    for (const fact of ['取消 S-1013？', '待经理审批。', '*取消原因*\n重复下单', '批准', '驳回…'])
      expect(read(direct)).toContain(fact);
    expect(englishIn(read(direct))).toEqual([]);

    await wei().click(direct, 'request.reject');
    expect(read(await modalSaying(wei(), '驳回 S-1013？'))).toContain('申请人会看到你填写的原因。');
    expect((await wei().submit({ 'request.reject-reason': '  ' })).errors).toEqual({
      'request.reject-reason': '请填写此项。',
    });
    await wei().submit({ 'request.reject-reason': '客户仍在考虑' });
    await modalSaying(wei(), '已驳回，并已将原因告知申请人。');
    await desk.quiet();
    const told = read(await privately(mei(), 'S-1013，上海明德贸易有限公司：你的取消申请被驳回。'));
    expect(told).toContain('张伟 已驳回：客户仍在考虑');
    expect(told).toContain('重新申请…');
    expect(read(await desk.saying('order-approvals', at('anna.holt'), 'Cancel S-1013?'))).toContain(
      'Rejected by 张伟',
    );
    expect((await desk.view(requestId))?.state).toBe('rejected');
  });

  it('is refused to who may not decide, in their own language on the same card', async () => {
    const { requestId, card } = await requested(mei(), 'S-1002');
    await mei().click(card, 'request.approve');
    await desk.saying('order-approvals', at('mei.wang'), '这是你自己提交的申请，须由他人审批。');
    await desk.as(at('li.chen')).click(card, 'request.approve');
    await desk.saying('order-approvals', at('li.chen'), '这一步由经理审批，请联系 Anna Holt、张伟。');
    await paul().click(card, 'request.approve');
    await desk.saying('order-approvals', at('paul.marks'), 'This step is decided by: Manager.');
    expect((await desk.view(requestId))?.state).toBe('pending');
  });

  it('is approved in two languages, carried out, and told to the customer in theirs', async () => {
    const { requestId, summary } = await requested(desk.as(at('li.chen')), 'S-1014', {
      'cancel.refund': 'keep',
      'cancel.refund-note': '合同约定定金不退',
      'cancel.tell': ['yes'],
    });
    for (const fact of [
      'US$260.00 作为定金保留，不予退款',
      '收件人：lin@spring-wind.example',
      '主题：您的订单 S-1014 已取消',
    ])
      expect(summary).toContain(fact);
    expect(englishIn(summary)).toEqual([]);
    await wei().click(await privately(wei(), 'S-1014'), 'request.approve');
    const next = await privately(paul(), 'S-1014');
    expect(read(next)).toContain('Waits for finance.');
    await paul().click(next, 'request.approve');
    await waitFor(async () => (await desk.view(requestId))?.state === 'done', { what: 'it to be done' });
    await desk.quiet();
    const told = read(await privately(desk.as(at('li.chen')), '台北春風書店：已取消。'));
    expect(told).toContain('US$260.00 作为定金保留');
    const mail = desk.mailbox.messages().find(({ to }) => to.includes('lin@spring-wind.example'));
    expect(mail?.subject).toBe('您的订单 S-1014 已取消');
    for (const written of [mail?.text, mail?.html]) {
      expect(written).toContain('尊敬的 台北春風書店：');
      expect(written).toContain('您已付款项中的 US$260.00 将予保留，不再退还。');
    }
    expect(mail?.html).toContain('lang="zh-CN"');
    expect(read(await privately(wei(), 'S-1014'))).toContain('订单已取消。');
    expect(await desk.broken()).toEqual([]);
  });

  it('shows an English colleague the form in English, and the mail as the Chinese customer gets it', async () => {
    await anna().command('/order cancel S-1051', 'general');
    await modalSaying(anna(), 'What cancelling does');
    await submitForm(anna(), { ...companyAsks, 'cancel.tell': ['yes'] });
    const summary = read(await modalSaying(anna(), 'This is what will happen'));
    expect(summary).toContain('Subject: 您的订单 S-1051 已取消');
    expect(summary).toContain('我们没有收到这张订单的付款，因此无需退款。');
    await anna().close(true);
  });
});
