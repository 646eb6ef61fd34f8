import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMailbox, type Mailbox } from '../../../src/sandbox/mailbox/mailbox.js';
import type { PageScreen } from '../../../src/sandbox/page/page-screen.js';
import type { Sandbox } from '../../../src/sandbox/sandbox.js';
import { sandboxAt } from '../../support/sandbox/sandbox-client.js';
import { startSandbox } from '../../support/sandbox/start-sandbox.js';

let mailbox: Mailbox;
let sandbox: Sandbox;
beforeEach(async () => {
  mailbox = await createMailbox();
  sandbox = await startSandbox({
    mailbox,
    tour: [{ as: 'nobody@example.com', title: 'Be nobody', text: '', place: 'general' }],
  });
});
afterEach(async () => {
  await sandbox.close();
  await mailbox.close();
});

/** What the page asks the server for. */
const screen = async (input: object): Promise<PageScreen> =>
  // Safe: the operation answers this.
  (await sandboxAt(sandbox.url).operation('page-screen', input)) as PageScreen;
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

  it('proposes no tour whose people are not here', async () => {
    expect((await screen({})).tour).toEqual([]);
  });
});
