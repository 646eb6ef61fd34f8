import { performance } from 'node:perf_hooks';
import { WebClient } from '@slack/web-api';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { chromiumInstalled, openBrowser } from '../support/browser.js';
import { quietLogger } from '../support/sandbox/quiet-logger.js';
import { startSandbox } from '../support/sandbox/start-sandbox.js';
import { waitFor } from '../support/wait-for.js';

const MESSAGES = 2_000;
const PEOPLE = 500;
const MEASURED = 25;
const NANCY = 'person0@example.com';

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Notes for each paragraph that the page gets when it was painted, in milliseconds since the epoch. */
const WATCH = `(() => {
  window.painted = {};
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) {
      const marks = node.textContent?.match(/measured-\\d+-/g) ?? [];
      requestAnimationFrame(() => {
        for (const mark of marks) window.painted[mark] ??= performance.timeOrigin + performance.now();
      });
    }
  }).observe(document.body, { childList: true, subtree: true });
})()`;

/** The least that any page needs to show a message: what the change stream says, put into the document. */
const BARE = `new Promise((opened) => {
  const line = new WebSocket('ws://' + location.host + '/sandbox/changes');
  line.onopen = opened;
  line.onmessage = ({ data }) => {
    const text = JSON.parse(data).value?.versions?.at(-1)?.text;
    if (text === undefined) return;
    const shown = document.createElement('p');
    shown.textContent = text;
    document.body.append(shown);
  };
})`;

describe.skipIf(!chromiumInstalled)('a workspace with 500 people and 2,000 messages (needs chromium)', () => {
  let browser: Browser;
  let sandbox: Sandbox;
  let page: Page;
  let client: WebClient;
  beforeAll(async () => {
    browser = await openBrowser();
    sandbox = await startSandbox({
      people: async () =>
        Array.from({ length: PEOPLE }, (_, index) => ({
          email: `person${index}@example.com`,
          name: `Person ${index}`,
        })),
    });
    client = new WebClient(sandbox.credentials.botToken, {
      slackApiUrl: sandbox.credentials.apiUrl,
      logger: quietLogger,
    });
    for (let index = 0; index < MESSAGES; index += 1) {
      const text = `message ${index} of many`;
      if (index % 4 > 0)
        await sandbox.as(`person${index % PEOPLE}@example.com`).say(text, { channel: 'general' });
      else await client.chat.postMessage({ channel: 'general', text, blocks: card(text) });
    }
    page = await browser.newPage();
    await page.goto(`${sandbox.url}/#/${encodeURIComponent(NANCY)}/c-general`);
    await page.getByText(`message ${MESSAGES - 1} of many`).waitFor();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await sandbox?.close();
  });

  const card = (text: string) => [
    {
      type: 'section',
      text: { type: 'mrkdwn', text: `*Order SO-1000*\n${text}` },
      fields: [{ type: 'mrkdwn', text: '*Total*\n12.00' }],
    },
    { type: 'context', elements: [{ type: 'mrkdwn', text: 'small print' }] },
    {
      type: 'actions',
      elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
    },
  ];

  /** From the call that posts a message until it is painted, for so many messages one after another. */
  const appearing = async (kind: string): Promise<string> => {
    const bare = await browser.newPage();
    await bare.goto(`${sandbox.url}/page/nothing`);
    await bare.evaluate(BARE);
    for (const one of [page, bare]) await one.evaluate(WATCH);
    const took = { page: [] as number[], bare: [] as number[] };
    for (let index = 0; index < MEASURED; index += 1) {
      const mark = `measured-${index}-`;
      const called = performance.timeOrigin + performance.now();
      await client.chat.postMessage({ channel: 'general', text: mark, blocks: card(mark) });
      for (const [name, one] of [
        ['page', page],
        ['bare', bare],
      ] as const) {
        const painted = () => one.evaluate<number | undefined>(`window.painted[${JSON.stringify(mark)}]`);
        await waitFor(async () => (await painted()) !== undefined, { what: `${mark} on the ${name}` });
        took[name].push(((await painted()) ?? Number.NaN) - called);
      }
    }
    await bare.close();
    return `${kind}: ${median(took.page).toFixed(0)} ms (a bare page: ${median(took.bare).toFixed(0)} ms)`;
  };

  it('shows a new message at once', async () => {
    const few = await appearing('A message appears after, median, at the newest 100');
    process.stderr.write(`${few}\n`);
  }, 60_000);

  it('keeps what one reads where it is when earlier messages come in above it', async () => {
    const oldest = page.getByRole('article').first();
    const ts = await oldest.getAttribute('data-ts');
    await page.getByRole('button', { name: /Show earlier/ }).scrollIntoViewIfNeeded();
    const read = page.locator(`[data-ts="${ts}"]`);
    const before = (await read.boundingBox())?.y ?? Number.NaN;
    await page.getByRole('button', { name: /Show earlier/ }).click();
    await waitFor(async () => (await page.getByRole('article').first().getAttribute('data-ts')) !== ts, {
      what: 'earlier messages',
    });
    expect(Math.abs(((await read.boundingBox())?.y ?? Number.NaN) - before)).toBeLessThan(5);
  });

  it('finds a person among all of them by a few letters', async () => {
    await page.getByRole('button', { name: /^You are/ }).click();
    await page.getByText('and 440 more').waitFor();
    await page.getByRole('searchbox', { name: 'Find a person' }).fill('son 417');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^You are.*Person 417/ }).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: /^You are.*Person 0/ }).waitFor();
  });

  it('shows all that was said before, and a new message still', async () => {
    for (;;) {
      const more = page.getByRole('button', { name: /Show earlier/ });
      if ((await more.count()) === 0) break;
      const before = await page.getByRole('article').count();
      await more.click();
      await waitFor(async () => (await page.getByRole('article').count()) > before, {
        what: 'earlier messages',
      });
    }
    expect(await page.getByRole('article').count()).toBeGreaterThanOrEqual(MESSAGES);
    process.stderr.write(`${await appearing('with all 2,000 shown')}\n`);
  }, 90_000);
});
