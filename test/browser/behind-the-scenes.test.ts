import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { chromiumInstalled, expectAccessible, openBrowser } from '../support/browser.js';
import { type ConnectedApp, connectBolt } from '../support/sandbox/bolt-app.js';
import { startSandbox } from '../support/sandbox/start-sandbox.js';
import { waitFor } from '../support/wait-for.js';

const PICTURES = process.env.COUNTERMAND_TEST_PICTURES ?? join(tmpdir(), 'countermand-pictures');

describe.skipIf(!chromiumInstalled)('behind the scenes of the sandbox page (needs chromium)', () => {
  let browser: Browser;
  let sandbox: Sandbox;
  let bolt: ConnectedApp;
  let page: Page;
  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    sandbox = await startSandbox();
    bolt = await connectBolt(sandbox, (app) => {
      app.command('/order', async ({ ack, respond, client, command }) => {
        await ack();
        if (command.text !== 'form')
          return void (await respond({
            text: `${'About the order. '.repeat(5)}Its number is 7.`,
            blocks: [],
          }));
        const view = {
          type: 'modal' as const,
          title: { type: 'plain_text' as const, text: 'A form' },
          blocks: [],
        };
        await client.views.open({ trigger_id: command.trigger_id, view });
      });
    });
  });
  afterEach(async () => {
    await page?.context().close();
    await bolt?.stop();
    await sandbox?.close();
  });

  const open = async (who: string, place: string, phone = false): Promise<void> => {
    const context = await browser.newContext({
      viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 860 },
      colorScheme: phone ? 'dark' : 'light',
    });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(`${sandbox.url}/#/${who}%40example.com/${place}`);
  };
  const look = async (what: string): Promise<void> => {
    await page.screenshot({ path: join(PICTURES, `behind-${what.replaceAll(' ', '-')}.png`) });
    await expectAccessible(page, what);
  };
  const type = async (text: string): Promise<void> => {
    await page.getByRole('combobox').fill(text);
    await page.getByRole('combobox').press('Enter');
  };

  it('an answer shows what Slack sent, what the app called, and how near it is to a limit', async () => {
    await open('nancy', 'c-general');
    await type('/order 7');
    const answer = page.getByRole('article').filter({ hasText: 'Its number is 7.' });
    await answer.hover();
    // All of it by keyboard: the menu, the inspector, a payload, and back to where one was.
    const menu = answer.getByRole('button', { name: 'More actions' });
    await menu.press('Enter');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    const inspector = page.getByRole('complementary', { name: 'Behind this message' });
    await inspector.getByText(/of 40,000 characters/).waitFor();
    await inspector.getByRole('button', { name: /response_url/ }).press('Enter');
    await inspector.getByText(/Its number is 7/).waitFor();
    await inspector.getByRole('button', { name: /\/order 7/ }).press('Enter');
    await inspector.getByText('accepts_response_payload').waitFor();
    await inspector.getByText(/Acknowledged after/).waitFor();
    await look('message');
    await page.keyboard.press('Escape');
    await inspector.waitFor({ state: 'detached' });
    await page.locator('button:focus[aria-haspopup="menu"]').waitFor();
  });

  it('a form is inspected over itself and stays open, in Chinese and on a phone', async () => {
    await open('wei', 'c-general', true);
    await type('/order form');
    const form = page.getByRole('dialog', { name: 'A form' });
    await form.getByRole('button', { name: '查看往来数据' }).click();
    const inspector = page.getByRole('dialog', { name: '这个表单的背后' });
    await inspector.getByText('views.open').waitFor();
    await inspector.getByText('modal.title').waitFor();
    await look('form in Chinese');
    await page.keyboard.press('Escape');
    await inspector.waitFor({ state: 'detached' });
    await form.waitFor();
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
  });

  it('a fault is switched on, every window says so, a person is told, and it is switched off again', async () => {
    await open('nancy', 'trouble');
    const disconnected = page.getByRole('switch', { name: 'The app is disconnected' });
    await disconnected.click();
    await page.getByRole('switch', { name: 'The app is disconnected', checked: true }).waitFor();
    await page.getByText('1 fault on').waitFor();
    await look('trouble');
    await page.getByRole('button', { name: 'general' }).click();
    await type('/order 7');
    await page.getByText('/order failed with the error "dispatch_failed"').waitFor();
    await page.getByRole('button', { name: 'Switch all off' }).click();
    await page.getByText('1 fault on').waitFor({ state: 'detached' });
    await waitFor(() => sandbox.control.connections === 1);
    await type('/order 7');
    await page.getByText('Its number is 7.').waitFor();
    await page.getByRole('button', { name: 'Payloads' }).click();
    await page.getByRole('button', { name: 'Failed', exact: true }).click();
    await page.getByRole('button', { name: /\/order 7.*not reached/ }).waitFor();
    await look('payloads');
  });

  it('a fault is for one method where that is chosen, and one from outside can be switched off here', async () => {
    await open('nancy', 'trouble', true);
    const limited = page.getByRole('listitem').filter({ hasText: 'Slack is too busy' });
    await limited.getByText('Details').click();
    await limited.getByLabel('Only for this method').selectOption('chat.postMessage');
    await limited.getByRole('switch').click();
    await waitFor(() => sandbox.control.faults().length === 1);
    expect(sandbox.control.faults()).toMatchObject([{ kind: 'rate-limited', method: 'chat.postMessage' }]);
    sandbox.control.setRateLimits(true);
    await page.getByText('2 faults on').waitFor();
    await look('trouble on a phone');
    await page.getByRole('button', { name: 'Switch off: The rate limits that Slack itself has' }).click();
    await page.getByText('1 fault on').waitFor();
    await limited.getByRole('switch').click();
    await page.getByText('1 fault on').waitFor({ state: 'detached' });
    expect(sandbox.control.troubles()).toMatchObject({ faults: [], rateLimits: false });
  });
});
