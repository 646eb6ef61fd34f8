import { mkdirSync } from 'node:fs';
import type { App } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_APP } from '../../src/sandbox/default-app.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { chromiumInstalled, expectAccessible, openBrowser } from '../support/browser.js';
import { FIELDS, MESSAGE_BLOCKS, PICTURE } from '../support/sandbox/block-gallery.js';
import { type ConnectedApp, connectBolt } from '../support/sandbox/bolt-app.js';
import { quietLogger } from '../support/sandbox/quiet-logger.js';
import { startSandbox } from '../support/sandbox/start-sandbox.js';
import { waitFor } from '../support/wait-for.js';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC',
  'base64',
);
const DRAWN =
  '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="120"><rect width="240" height="120" fill="#2f7157"/></svg>';
const PICTURES = process.env.COUNTERMAND_TEST_PICTURES;

describe.skipIf(!chromiumInstalled)('the sandbox page (needs chromium)', () => {
  let browser: Browser;
  let sandbox: Sandbox;
  let client: WebClient;
  let bolt: ConnectedApp | undefined;
  let page: Page;
  const troubles: string[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    sandbox = await startSandbox({
      app: {
        scopes: [...DEFAULT_APP.scopes, 'files:write'],
        shortcuts: [
          {
            callbackId: 'look-up',
            kind: 'global',
            name: 'Look up an order',
            description: 'By number or words',
          },
          { callbackId: 'find-here', kind: 'message', name: 'Find orders here', description: '' },
        ],
      },
    });
    client = new WebClient(sandbox.credentials.botToken, {
      slackApiUrl: sandbox.credentials.apiUrl,
      logger: quietLogger,
    });
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.route(PICTURE, (route) => route.fulfill({ contentType: 'image/svg+xml', body: DRAWN }));
    troubles.length = 0;
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(message.text());
    });
  });
  afterEach(async () => {
    await page.close();
    await bolt?.stop();
    bolt = undefined;
    await sandbox.close();
    expect(troubles).toEqual([]);
  });

  const comeTo = async (place: string): Promise<void> => {
    await page.goto(`${sandbox.url}/#/${encodeURIComponent('nancy@example.com')}/${place}`);
    await page.getByText('You are').first().waitFor();
  };
  const connect = async (listen: (app: App) => void): Promise<void> => {
    bolt = await connectBolt(sandbox, listen);
  };
  const look = async (name: string, target: Pick<Page, 'screenshot'> = page): Promise<void> => {
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    await target.screenshot({ path: `${PICTURES}/interaction-${name}.png` });
  };
  const focused = () =>
    page.evaluate<string>(
      'document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent',
    );

  it('shows every block of Slack readably, by day and by night', async () => {
    const shown = Object.values(MESSAGE_BLOCKS);
    await client.chat.postMessage({
      channel: 'general',
      text: 'everything',
      // Safe: the sandbox checks them as Slack does; the types know no charts.
      blocks: shown.map(({ block }) => block) as never,
    });
    await comeTo('c-general');
    await page.setViewportSize({ width: 1280, height: 2700 });
    const message = page.getByRole('article');
    await message.getByText('Header text').waitFor();
    const text = await message.innerText();
    for (const read of shown.flatMap(({ reads }) => reads)) expect(text).toContain(read);
    expect(text).not.toMatch(/undefined|NaN|\[object|unknown/);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page, `every block, ${colorScheme}`);
      await look(`blocks-${colorScheme}`, message);
    }
  });

  it('fills every field of a form, by keyboard alone', async () => {
    let values: Record<string, unknown> = {};
    await connect((app) => {
      app.shortcut('look-up', async ({ ack, client: slack, shortcut }) => {
        await ack();
        await slack.views.open({
          trigger_id: shortcut.trigger_id,
          view: {
            type: 'modal',
            callback_id: 'everything',
            title: { type: 'plain_text', text: 'Every field' },
            submit: { type: 'plain_text', text: 'Done' },
            // Safe: the sandbox checks them as Slack does.
            blocks: [
              { type: 'alert', level: 'info', text: { type: 'plain_text', text: 'A notice' } },
              ...FIELDS,
            ] as never,
          },
        });
      });
      app.options('externals', async ({ ack, payload }) => {
        const all = ['SO-1 Tea', 'SO-2 Salt'].filter((one) => one.includes(payload.value));
        await ack({
          options: all.map((one) => ({ text: { type: 'plain_text', text: one }, value: one.slice(0, 4) })),
        });
      });
      app.view('everything', async ({ ack, view }) => {
        values = Object.assign({}, ...Object.values(view.state.values));
        await ack();
      });
    });
    await comeTo('c-general');
    const { keyboard } = page;
    await page.getByRole('combobox').focus();
    await keyboard.type('/look');
    await page.getByRole('option', { name: 'Look up an order' }).waitFor();
    await keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('A notice').waitFor();
    await expectAccessible(page, 'every field');
    await look('fields');
    await waitFor(async () => (await page.evaluate('document.activeElement?.id')) !== '', {
      what: 'the first field',
    });
    const typed = ['one', 'two\nlines', 'a@b.example', 'https://a.example', '12', 'rich'];
    for (const text of typed) {
      await keyboard.insertText(text);
      await keyboard.press('Tab');
    }
    const choose = async (label: string, search: string): Promise<void> => {
      await waitFor(
        async () => (await page.evaluate('document.activeElement?.labels?.[0]?.textContent')) === label,
        { what: `the focus on ${label}` },
      );
      await keyboard.type(search);
      await dialog.getByRole('option', { name: search }).first().waitFor();
      await keyboard.press('Enter');
      await dialog.getByRole('button', { name: `Remove` }).last().waitFor();
    };
    await choose('Several options', 'Far 1');
    await keyboard.press('Tab');
    await choose('Several external', 'Salt');
    await look('external');
    await keyboard.press('Tab');
    await choose('Several people', 'Andrew');
    await keyboard.press('Tab');
    await choose('Several channels', 'order-ops');
    await keyboard.press('Tab');
    await choose('Several conversations', 'general');
    await dialog.getByLabel('A day').fill('2026-04-05');
    await dialog.getByLabel('An hour').fill('10:15');
    await dialog.getByLabel('A moment').fill('2026-04-05T10:15');
    await dialog.getByRole('radio', { name: 'Option 2' }).press('Space');
    await dialog.getByRole('checkbox', { name: 'Option 1' }).press('Space');
    await dialog.getByRole('button', { name: 'Done' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(values).toMatchObject({
      line: { value: 'one' },
      lines: { value: 'two\nlines' },
      number: { value: '12' },
      options: { selected_options: [{ value: 'f1' }] },
      externals: { selected_options: [{ value: 'SO-2' }] },
      people: { selected_users: [sandbox.as('andrew@example.com').id] },
      day: { selected_date: '2026-04-05' },
      radio: { selected_option: { value: 'o2' } },
    });
    // The focus is back where one was.
    expect(await focused()).toBe('Message to #general');
  });

  it('opens a window without fields by keyboard, and frames what is in it when one goes there', async () => {
    await connect((app) => {
      app.shortcut('look-up', async ({ ack, client: slack, shortcut }) => {
        await ack();
        await slack.views.open({
          trigger_id: shortcut.trigger_id,
          view: {
            type: 'modal',
            title: { type: 'plain_text', text: 'To read' },
            blocks: [{ type: 'section', text: { type: 'plain_text', text: 'Nothing to fill in' } }],
          },
        });
      });
    });
    await comeTo('c-general');
    await page.getByRole('combobox').focus();
    await page.keyboard.type('/look');
    await page.getByRole('option', { name: 'Look up an order' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('Nothing to fill in').waitFor();
    const frame = () => page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle');
    expect([await focused(), await frame()]).toEqual(['Content', 'none']);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    expect([await focused(), await frame()]).toEqual(['Content', 'solid']);
  });

  it('runs the shortcuts of a message and of the composer from their menus', async () => {
    const ran: string[] = [];
    await connect((app) => {
      app.shortcut(/.*/, async ({ ack, shortcut, respond }) => {
        ran.push(shortcut.callback_id);
        await ack();
        if (shortcut.type === 'message_action') await respond('Found SO-1 in it');
      });
    });
    await sandbox.as('andrew@example.com').say('please cancel SO-1', { channel: 'general' });
    await comeTo('c-general');
    await page.getByText('please cancel SO-1').waitFor();
    await page.getByRole('log').focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Reply in thread');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Find orders here' }).waitFor();
    await expectAccessible(page, 'the menu of a message');
    await look('message-menu');
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('More actions');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByText('Found SO-1 in it').waitFor();
    await page.getByRole('button', { name: 'Shortcuts' }).click();
    await look('shortcuts');
    await page.getByRole('menuitem', { name: /Look up an order/ }).click();
    await waitFor(() => ran.length === 2, { what: 'both shortcuts' });
    expect(ran).toEqual(['find-here', 'look-up']);
  });

  it('keeps what was typed in each place, and closes a thread to where it was opened', async () => {
    await sandbox.as('andrew@example.com').say('a question', { channel: 'general' });
    await comeTo('c-general');
    await page.getByRole('combobox', { name: 'Message to #general' }).fill('half a thought');
    await page.getByRole('navigation').getByRole('button', { name: 'order-ops' }).click();
    const ops = page.getByRole('combobox', { name: 'Message to #order-ops' });
    expect(await ops.inputValue()).toBe('');
    await page.getByRole('navigation').getByRole('button', { name: 'general' }).click();
    const general = page.getByRole('combobox', { name: 'Message to #general' });
    expect(await general.inputValue()).toBe('half a thought');

    await page.getByRole('button', { name: 'Reply in thread' }).press('Enter');
    const reply = page.getByRole('combobox', { name: 'Reply in thread' });
    await reply.waitFor();
    await waitFor(async () => (await focused()) === 'Reply in thread', { what: 'the focus in the thread' });
    await page.keyboard.type('an answer');
    await page.keyboard.press('Enter');
    await page.getByRole('log', { name: 'Replies' }).getByText('an answer').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('complementary', { name: 'Thread' }).waitFor({ state: 'detached' });
    expect(await focused()).toBe('Reply in thread');
    await page.getByRole('button', { name: '1 reply' }).waitFor();
  });

  it('shows where one had stopped reading, and what came while one read further up', async () => {
    const andrew = sandbox.as('andrew@example.com');
    for (let index = 0; index < 40; index += 1) await andrew.say(`message ${index}`, { channel: 'general' });
    await comeTo('c-general');
    await page.getByText('message 39').waitFor();
    expect(await page.getByText('New', { exact: true }).count()).toBe(0);
    await page.getByRole('navigation').getByRole('button', { name: 'order-ops' }).click();
    await page.getByRole('combobox', { name: 'Message to #order-ops' }).waitFor();
    await andrew.say('meanwhile', { channel: 'general' });
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /general 1/ })
      .click();
    await page.getByText('New', { exact: true }).waitFor();
    await page.getByRole('article').first().scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: 'To the newest' }).waitFor();
    await andrew.say('one more', { channel: 'general' });
    await page.getByRole('button', { name: '1 new message' }).waitFor();
    await look('new');
    expect(await page.getByText('message 0').isVisible()).toBe(true);
    await page.getByRole('button', { name: '1 new message' }).click();
    await page.getByRole('button', { name: /new message/ }).waitFor({ state: 'detached' });
  });

  it('is walked by keyboard: parts by F6, people by name, and a card whose button is gone keeps the focus', async () => {
    await connect((app) => {
      app.action('approve', async ({ ack, respond }) => {
        await ack();
        await respond({ text: 'Approved', replace_original: true });
      });
    });
    await client.chat.postMessage({
      channel: 'general',
      text: 'May I?',
      blocks: [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'approve', text: { type: 'plain_text', text: 'Approve' } }],
        },
      ],
    });
    await comeTo('c-general');
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    await page.getByRole('combobox').focus();
    const parts: string[] = [];
    for (let step = 0; step < 3; step += 1) {
      await page.keyboard.press('F6');
      parts.push(await focused());
    }
    expect(parts).toEqual([expect.stringContaining('general'), 'Messages in general', 'Message to #general']);
    await page.getByRole('button', { name: 'Approve' }).press('Enter');
    await page.getByRole('article').getByText('Approved').waitFor();
    await waitFor(async () => (await page.evaluate('document.activeElement?.tagName')) === 'ARTICLE', {
      what: 'the focus on the card',
    });
    const you = page.getByRole('button', { name: /^You are/ });
    await you.press('Enter');
    await page.keyboard.press('Escape');
    await waitFor(async () => (await focused()).includes('You are'), { what: 'the focus back' });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^王伟/ }).press('Enter');
    await page.getByText('当前身份').first().waitFor();
  });

  it('shows a picture that the app uploads, and hands out any other file', async () => {
    const channel = sandbox.control.channel('general').id;
    await client.files.uploadV2({
      channel_id: channel,
      file: PIXEL,
      filename: 'proof.png',
      alt_text: 'The proof',
    });
    await client.files.uploadV2({
      channel_id: channel,
      content: 'a,b\n',
      filename: 'audit.csv',
      title: 'Audit',
    });
    await comeTo('c-general');
    await page.locator('.file img').waitFor();
    await waitFor(() => page.evaluate('document.querySelector(".file img").naturalWidth > 0'), {
      what: 'the picture',
    });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download Audit' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('audit.csv');
    await look('files');
  });
});
