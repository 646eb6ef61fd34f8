import { WebClient } from '@slack/web-api';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import { chromiumInstalled, expectAccessible, openBrowser } from '../support/browser.js';
import { type ConnectedApp, connectBolt } from '../support/sandbox/bolt-app.js';
import { quietLogger } from '../support/sandbox/quiet-logger.js';
import { startSandbox, TEST_PEOPLE } from '../support/sandbox/start-sandbox.js';

describe.skipIf(!chromiumInstalled)('windows of the sandbox page (need chromium)', () => {
  let browser: Browser;
  let sandbox: Sandbox;
  let bolt: ConnectedApp | undefined;
  const pages: Page[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    sandbox = await startSandbox({ acknowledgeWithinMs: 300 });
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    await bolt?.stop();
    bolt = undefined;
    await sandbox.close();
  });

  /** A window of this person's own, at a place as the address writes it. */
  const windowOf = async (who: string, place: string): Promise<Page> => {
    const page = await (await browser.newContext()).newPage();
    pages.push(page);
    await page.goto(`${sandbox.url}/#/${encodeURIComponent(`${who}@example.com`)}/${place}`);
    await page.getByText('You are').first().waitFor();
    return page;
  };

  it('are two people at once: what one says the other sees, and what is only for one the other does not', async () => {
    bolt = await connectBolt(sandbox, (app) => {
      app.command('/order', async ({ ack }) => ack('only for you'));
    });
    const nancy = await windowOf('nancy', 'c-general');
    const andrew = await windowOf('andrew', 'c-general');
    await nancy.getByRole('combobox').fill('Hello *there* <b>&amp;</b>');
    await nancy.getByRole('combobox').press('Enter');
    await andrew.getByText('Hello there <b>&amp;</b>').waitFor();
    expect(await andrew.locator('article b').count()).toBe(0);

    await nancy.getByRole('combobox').fill('/order 1');
    await nancy.getByRole('combobox').press('Enter');
    await nancy.getByText('only for you').waitFor();
    await nancy.getByText('Only visible to you').waitFor();
    await nancy.getByRole('combobox').fill('after it');
    await nancy.getByRole('combobox').press('Enter');
    await andrew.getByText('after it').waitFor();
    expect(await andrew.getByText('only for you').count()).toBe(0);
  });

  it('show every kind of block readably, and markup of others as text', async () => {
    const id = sandbox.as('nancy@example.com').id;
    const client = new WebClient(sandbox.credentials.botToken, {
      slackApiUrl: sandbox.credentials.apiUrl,
      logger: quietLogger,
    });
    await client.chat.postMessage({
      channel: 'general',
      text: 'all blocks',
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: 'A head' } },
        {
          type: 'section',
          text: {
            type: 'mrkdwn',
            text: `<@${id}> &lt;script&gt;alert(1)&lt;/script&gt; <https://a.example|a link>`,
          },
          fields: [{ type: 'mrkdwn', text: '*Label*\nvalue' }],
          accessory: { type: 'button', action_id: 'b', text: { type: 'plain_text', text: 'Press' } },
        },
        { type: 'context', elements: [{ type: 'mrkdwn', text: 'small print' }] },
        { type: 'divider' },
        {
          type: 'table',
          rows: [
            [
              { type: 'raw_text', text: 'Goods' },
              { type: 'raw_text', text: 'Pieces' },
            ],
            [
              { type: 'raw_text', text: 'Tea' },
              { type: 'raw_text', text: '12' },
            ],
          ],
          column_settings: [{ align: 'left' }, { align: 'right' }],
        },
        {
          type: 'rich_text',
          elements: [
            { type: 'rich_text_section', elements: [{ type: 'text', text: 'rich', style: { bold: true } }] },
            {
              type: 'rich_text_list',
              style: 'bullet',
              elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'an item' }] }],
            },
            { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'as  typed' }] },
          ],
        },
        { type: 'markdown', text: 'some **markdown**' },
      ],
    });
    const nancy = await windowOf('nancy', 'c-general');
    const message = nancy.getByRole('article');
    await message.getByRole('heading', { name: 'A head' }).waitFor();
    const said = await message.innerText();
    for (const text of [
      '@Nancy Davolio <script>alert(1)</script> a link',
      'small print',
      'rich',
      'an item',
      'as  typed',
      'markdown',
    ])
      expect(said).toContain(text);
    expect(await message.locator('script').count()).toBe(0);
    await message.getByRole('columnheader', { name: 'Pieces' }).waitFor();
    await message.getByRole('cell', { name: '12' }).waitFor();
    await expectAccessible(nancy, 'all blocks');
  });

  it('carry on a thread beside the channel', async () => {
    const nancy = await windowOf('nancy', 'c-general');
    await nancy.getByRole('combobox').fill('a question');
    await nancy.getByRole('combobox').press('Enter');
    await nancy.getByRole('button', { name: 'Reply in thread' }).click();
    const reply = nancy.getByRole('combobox', { name: 'Reply in thread' });
    await reply.fill('an answer');
    await reply.press('Enter');
    await nancy.getByRole('log', { name: 'Replies' }).getByText('an answer').waitFor();
    await nancy.getByRole('button', { name: '1 reply' }).waitFor();
    await expectAccessible(nancy, 'a thread');
  });

  it('say what Slack says when the app does not answer in time', async () => {
    bolt = await connectBolt(sandbox, (app) => {
      app.command('/order', async () => undefined);
    });
    const nancy = await windowOf('nancy', 'c-general');
    await nancy.getByRole('combobox').fill('/order 1');
    await nancy.getByRole('combobox').press('Enter');
    await nancy.getByRole('status').getByText('/order failed with the error "operation_timeout"').waitFor();
  });

  it('give a command back that does not exist, and say so', async () => {
    const nancy = await windowOf('nancy', 'c-general');
    await nancy.getByRole('combobox').fill('/odrer 1');
    await nancy.getByRole('combobox').press('Enter');
    await nancy.getByText('/odrer is not a valid command.').waitFor();
    expect(await nancy.getByRole('combobox').inputValue()).toBe('/odrer 1');
  });

  it('come back by themselves when the sandbox was gone for a while', async () => {
    const nancy = await windowOf('nancy', 'c-general');
    const port = Number(new URL(sandbox.url).port);
    // Also when a question is on its way just then: its failure must not stand in place of what the person is to know.
    await nancy.route('**/sandbox/page-screen', (route) => route.abort(), { times: 1 });
    await sandbox.as('andrew@example.com').say('the last word', { channel: 'general' });
    await nancy.getByText('The connection is lost').waitFor();
    await nancy.getByText('the last word').waitFor();
    await sandbox.close();
    await nancy.getByText('The connection is lost').waitFor();
    sandbox = createSandbox({ people: async () => TEST_PEOPLE });
    await sandbox.listen(port);
    await sandbox.as('andrew@example.com').say('back again', { channel: 'general' });
    await nancy.getByText('back again').waitFor();
    expect(await nancy.getByText('The connection is lost').count()).toBe(0);
  });

  it('turn a link to a message into its channel', async () => {
    const page = await windowOf('nancy', 'c-general');
    await page.goto(`${sandbox.url}/archives/${sandbox.control.channel('order-ops').id}/p1`);
    await page.getByRole('heading', { name: '# order-ops' }).waitFor();
  });
});
