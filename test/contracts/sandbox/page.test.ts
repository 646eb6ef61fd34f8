import { WebClient } from '@slack/web-api';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMailbox, type Mailbox } from '../../../src/sandbox/mailbox/mailbox.js';
import type { ScreenNews } from '../../../src/sandbox/page/page-screen.js';
import type { Sandbox } from '../../../src/sandbox/sandbox.js';
import { sandboxAt } from '../../support/sandbox/sandbox-client.js';
import { startSandbox } from '../../support/sandbox/start-sandbox.js';

let mailbox: Mailbox;
let sandbox: Sandbox;
beforeEach(async () => {
  mailbox = await createMailbox();
  sandbox = await startSandbox({
    mailbox,
    tour: {
      about: 'SO-1',
      steps: [
        {
          step: 'ask',
          as: 'nobody@example.com',
          place: 'general',
          done: { button: 'request.approve', to: 'nobody@example.com', pressed: false },
        },
      ],
    },
  });
});
afterEach(async () => {
  await sandbox.close();
  await mailbox.close();
});

/** What the page asks the server for. */
const screen = async (input: object): Promise<ScreenNews> =>
  // Safe: the operation answers this.
  (await sandboxAt(sandbox.url).operation('page-screen', input)) as ScreenNews;
const call = (method: string, body: object) =>
  fetch(`${sandbox.url}/api/${method}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${sandbox.credentials.botToken}`,
      'content-type': 'application/json; charset=utf-8',
    },
    body: JSON.stringify(body),
  });

describe('the page', () => {
  it('runs nothing but its own script, whatever is written into messages', async () => {
    const policy = (await fetch(sandbox.url)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it('serves no file but its own', async () => {
    for (const path of ['page/nothing.js', 'page/..%2F..%2Fmain.js', 'page/constructor', 'page/mail/none'])
      expect((await fetch(`${sandbox.url}/${path}`)).status, path).toBe(404);
  });

  it('shows a mail’s HTML in a box where nothing runs and nothing is loaded', async () => {
    const sender = createTransport(mailbox.url);
    await sender.sendMail({
      from: 'desk@example.com',
      to: 'customer@example.com',
      subject: 'Hello',
      html: '<p>Hello</p><script>alert(1)</script>',
    });
    sender.close();
    const id = mailbox.messages()[0]?.id;
    const answer = await fetch(`${sandbox.url}/page/mail/${id}`);
    expect(await answer.text()).toContain('<p>Hello</p>');
    expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
  });
});

describe('what a window is told', () => {
  it('leaves out what is only visible to somebody else', async () => {
    const nancy = sandbox.as('nancy@example.com');
    const channel = sandbox.control.channel('general').id;
    await call('chat.postEphemeral', { channel, user: nancy.id, text: 'for Nancy alone' });
    const texts = async (as: string) =>
      (await screen({ as, channel: 'general' })).messages.map(({ text, ephemeral }) => [text, ephemeral]);
    expect(await texts('nancy@example.com')).toEqual([['for Nancy alone', true]]);
    expect(await texts('andrew@example.com')).toEqual([]);
  });

  it('is what a channel is for in the reader’s language, until somebody writes it anew', async () => {
    sandbox.control.changePerson(sandbox.as('nancy@example.com').id, { locale: 'zh-CN' });
    const topic = async (as: string) =>
      (await screen({ as })).channels.find(({ name }) => name === 'order-ops')?.topic;
    expect(await topic('andrew@example.com')).toBe('What is being done, and what needs a hand');
    expect(await topic('nancy@example.com')).toBe('正在处理的事项，以及需要人工处理的事项');
    sandbox.control.changeChannel('order-ops', { topic: 'Summer sale' });
    expect(await topic('nancy@example.com')).toBe('Summer sale');
  });

  it('counts as unread what others said after the last message read, and not what one said oneself', async () => {
    const nancy = sandbox.as('nancy@example.com');
    const general = sandbox.control.channel('general').id;
    await nancy.say('one', { channel: 'general' });
    await nancy.say('two', { channel: 'general' });
    const unread = async (as: string, read: Record<string, string> = {}) =>
      (await screen({ as, read })).channels.find(({ id }) => id === general)?.unread;
    expect(await unread('andrew@example.com')).toBe(2);
    expect(await unread('nancy@example.com')).toBe(0);
    const [first] = nancy.messages('general');
    expect(await unread('andrew@example.com', { [general]: first?.ts ?? '' })).toBe(1);
  });

  it('is the newest messages only, and how many came before', async () => {
    const nancy = sandbox.as('nancy@example.com');
    for (const text of ['one', 'two', 'three']) await nancy.say(text, { channel: 'general' });
    const shown = await screen({ as: 'nancy@example.com', channel: 'general', limit: 2 });
    expect(shown.messages.map(({ text }) => text)).toEqual(['two', 'three']);
    expect(shown.earlier).toBe(1);
  });

  it('is only what is new, to a window that knows the rest', async () => {
    const nancy = sandbox.as('nancy@example.com');
    const general = sandbox.control.channel('general').id;
    for (const text of ['one', 'two', 'three']) await nancy.say(text, { channel: 'general' });
    const ask = (more: object) => screen({ as: 'nancy@example.com', channel: 'general', limit: 2, ...more });
    let before = await ask({});
    const news = async () => {
      const known = {
        revision: before.revision,
        channel: general,
        from: nancy.messages('general')[1]?.ts ?? '',
      };
      before = await ask({ known });
      return [before.messages.map(({ text, replies }) => [text, replies?.count ?? 0]), before.gone];
    };
    expect(await news()).toEqual([[], []]);
    expect(before).toMatchObject({ partial: true, people: null, earlier: 1 });
    const [oldest, first] = nancy.messages('general');
    await nancy.say('four', { channel: 'general' });
    await nancy.say('an answer', { channel: 'general', threadTs: first?.ts ?? '' });
    await nancy.say('an answer to what is not shown', { channel: 'general', threadTs: oldest?.ts ?? '' });
    expect(await news()).toEqual([
      [
        ['two', 1],
        ['four', 0],
      ],
      [],
    ]);
    expect(await news()).toEqual([[], []]);

    const posted = await (await call('chat.postMessage', { channel: general, text: 'five' })).json();
    expect(await news()).toEqual([[['five', 0]], []]);
    // Safe: what chat.postMessage answers.
    const { ts } = posted as { ts: string };
    await call('chat.update', { channel: general, ts, text: 'five and a half' });
    expect(await news()).toEqual([[['five and a half', 0]], []]);
    await call('chat.delete', { channel: general, ts });
    expect(await news()).toEqual([[], [ts]]);
  });

  it('is everything again after a restart, in another channel, and when somebody has another name', async () => {
    const nancy = sandbox.as('nancy@example.com');
    const general = sandbox.control.channel('general').id;
    await nancy.say('one', { channel: 'general' });
    const { revision } = await screen({ as: 'nancy@example.com', channel: 'general' });
    const shown = async (known: object, channel = 'general') => {
      const { partial, people } = await screen({ as: 'nancy@example.com', channel, known });
      return [partial, people?.length];
    };
    const known = { revision, channel: general, from: '0' };
    expect(await shown(known)).toEqual([true, undefined]);
    expect(await shown({ ...known, revision: 17 })).toEqual([false, 4]);
    expect(await shown(known, 'order-ops')).toEqual([false, undefined]);
    sandbox.control.changePerson(sandbox.as('andrew@example.com').id, { name: 'Andy' });
    expect(await shown(known)).toEqual([false, 4]);
  });

  it('holds a thread apart from the channel, and only the one that is open', async () => {
    const nancy = sandbox.as('nancy@example.com');
    await nancy.say('a question', { channel: 'general' });
    const threadTs = nancy.messages('general')[0]?.ts ?? '';
    await sandbox.as('andrew@example.com').say('an answer', { channel: 'general', threadTs });
    const shown = await screen({ as: 'nancy@example.com', channel: 'general' });
    expect(shown.messages.map(({ text, replies }) => [text, replies?.names])).toEqual([
      ['a question', ['Andrew Fuller']],
    ]);
    expect(shown.thread).toBeNull();
    const opened = await screen({ as: 'nancy@example.com', channel: 'general', thread: threadTs });
    expect(opened.thread?.map(({ text }) => text)).toEqual(['a question', 'an answer']);
  });

  it('proposes no tour whose people are not here', async () => {
    expect((await screen({})).tour).toEqual([]);
  });

  it('ticks the steps of the tour that the messages show to be done, until everything is forgotten', async () => {
    const nancy = { as: 'nancy@example.com', place: 'general' };
    const fuller = { as: 'andrew@example.com', place: null };
    const toured = await startSandbox({
      tour: {
        about: 'SO-1',
        stopped: { button: 'ask-again', to: fuller.as, pressed: false },
        steps: [
          { step: 'ask', ...nancy, done: { button: 'approve', to: fuller.as, pressed: false } },
          { step: 'pay', ...fuller, done: { button: 'paid', to: fuller.as, pressed: true } },
        ],
      },
    });
    const client = new WebClient(toured.credentials.botToken, { slackApiUrl: toured.credentials.apiUrl });
    const screened = async () =>
      // Safe: the operation answers this.
      (await sandboxAt(toured.url).operation('page-screen', {})) as ScreenNews;
    const done = async () => (await screened()).tour.map((step) => step.done);
    const button = (id: string) => [
      {
        type: 'actions',
        elements: [{ type: 'button', action_id: id, text: { type: 'plain_text', text: id } }],
      },
    ];
    const channel = toured.as(fuller.as).id;
    const write = (text: string, id: string) =>
      client.chat.postMessage({ channel, text, blocks: button(id) });
    try {
      await write('Cancel SO-2?', 'approve');
      expect(await done()).toEqual([false, false]);
      await write('Cancel SO-1?', 'approve');
      expect(await done()).toEqual([true, false]);
      const refund = await write('Pay back for SO-1', 'paid');
      expect(await done()).toEqual([true, false]);
      const at = { channel: refund.channel ?? '', ts: refund.ts ?? '' };
      await client.chat.update({ ...at, text: 'SO-1 could not be paid', blocks: button('try-again') });
      expect(await done()).toEqual([true, false]);
      await client.chat.update({ ...at, text: 'SO-1 paid back', blocks: [] });
      expect(await done()).toEqual([true, true]);
      expect((await screened()).tourStopped).toBe(false);
      await write('Your request to cancel SO-1 was rejected.', 'ask-again');
      expect((await screened()).tourStopped).toBe(true);
      await toured.control.startOver();
      expect(await done()).toEqual([false, false]);
      expect((await screened()).tourStopped).toBe(false);
    } finally {
      await toured.close();
    }
  });
});
