import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemo } from '../../src/features/demo/load-demo.js';
import { DEMO_TOUR } from '../../src/features/demo/tour.js';
import { systemClock } from '../../src/kernel/clock.js';
import { chromiumInstalled, expectAccessible, openBrowser } from '../support/browser.js';
import { openWorkingDesk, type WorkingDesk } from '../support/working-desk.js';

const PICTURES = process.env.COUNTERMAND_TEST_PICTURES ?? join(tmpdir(), 'countermand-pictures');
const SIZES = [
  { title: 'on a desktop', viewport: { width: 1280, height: 860 }, colorScheme: 'light' },
  { title: 'on a phone in the dark', viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
] as const;

describe.skipIf(!chromiumInstalled)('a stranger with the sandbox page (needs chromium)', () => {
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  for (const { title, viewport, colorScheme } of SIZES) {
    describe(title, () => {
      let desk: WorkingDesk;
      let page: Page;
      const troubles: string[] = [];
      beforeAll(async () => {
        desk = await openWorkingDesk({
          seed: async (db) => {
            await loadDemo(db, systemClock);
          },
          sandbox: { tour: DEMO_TOUR },
        });
        const context = await browser.newContext({ viewport, colorScheme, bypassCSP: false });
        page = await context.newPage();
        page.setDefaultTimeout(15_000);
        page.on('pageerror', (error) => troubles.push(String(error)));
        page.on('console', (message) => {
          if (message.type() === 'error') troubles.push(message.text());
        });
      });
      afterAll(async () => {
        await page?.context().close();
        await desk?.close();
      });
      const narrow = viewport.width < 720;
      let taken = 0;
      /** Leaves a picture for people to look at, and lets axe-core look at the page. */
      const look = async (what: string): Promise<void> => {
        taken += 1;
        const name = `${narrow ? 'phone' : 'desktop'}-${String(taken).padStart(2, '0')}-${what.replaceAll(' ', '-')}`;
        await page.screenshot({ path: join(PICTURES, `${name}.png`) });
        await expectAccessible(page, what);
      };
      const menu = async (): Promise<void> => {
        if (narrow) await page.getByRole('button', { name: 'Open the menu' }).click();
      };
      const goTo = async (name: string): Promise<void> => {
        await menu();
        await page.getByRole('navigation').getByRole('button', { name }).click();
      };
      const become = async (name: string): Promise<void> => {
        await page.getByRole('button', { name: /^You are/ }).click();
        await page.getByRole('list', { name: 'Be somebody else' }).getByRole('button', { name }).click();
      };
      const log = () => page.getByRole('log').first();

      it('asks as a salesperson, approves as a manager, pays as finance and reads the customer’s mail', async () => {
        await page.goto(desk.sandbox.url);
        await page.getByRole('button', { name: 'Be Sara and ask' }).waitFor();
        await look('first visit');
        await page.getByRole('button', { name: 'Be Sara and ask' }).click();
        const composer = page.getByRole('combobox', { name: 'Message to #general' });
        await composer.fill('/order f');
        await page.getByRole('option', { name: '/order find words' }).waitFor();
        await look('completion');
        await composer.press('Tab');
        await composer.pressSequentially('Bluebird');
        await composer.press('Enter');
        await log().getByText('SO-1068').first().waitFor();
        await look('found');
        await page.getByRole('button', { name: 'Skip the tour' }).click();

        await composer.fill('/order cancel SO-1068');
        await composer.press('Enter');
        const dialog = page.getByRole('dialog');
        await dialog.getByText('What cancelling does').waitFor();
        await look('form');
        await dialog.getByRole('button', { name: 'Next' }).click();
        await dialog.getByText('Please complete this required field.').first().waitFor();
        await look('field errors');
        await dialog.getByText('We did').click();
        await dialog.getByLabel('Reason').selectOption({ label: 'Duplicate order' });
        await dialog.getByRole('button', { name: 'Next' }).click();
        await dialog.getByText('This is what will happen').waitFor();
        await look('summary');
        await dialog.getByRole('button', { name: 'Ask to cancel' }).click();
        await dialog.getByText('SO-1068').first().waitFor();
        await look('asked');
        await dialog.getByRole('button', { name: 'Close' }).last().click();

        await become('Marco Rossi');
        await goTo('order-approvals');
        await log().getByText('Waits for a manager').waitFor();
        await look('waits for the manager');
        await log().getByRole('button', { name: 'Approve' }).click();
        await look('confirm');
        await dialog.getByRole('button', { name: 'Approve' }).click();
        await log().getByText('Waits for finance').waitFor();

        await become('Fiona Grant');
        await log().getByRole('button', { name: 'Approve' }).click();
        await dialog.getByRole('button', { name: 'Approve' }).click();
        await log().getByText('The order is cancelled').waitFor();
        await look('cancelled');
        await goTo('order-ops');
        await log().getByText(/repl/).first().waitFor();
        await look('what is done');
        await goTo('Countermand');
        await page.getByRole('button', { name: 'Messages' }).click();
        await log()
          .getByRole('button', { name: /as paid back/ })
          .click();
        await dialog.getByLabel('Reference').fill('RF-2209');
        await look('paid form');
        await dialog.getByRole('button', { name: 'Record as paid' }).click();
        await dialog.getByText('Recorded as paid').waitFor();
        await dialog.getByRole('button', { name: 'Close' }).last().click();
        await log()
          .getByText(/RF-2209/)
          .first()
          .waitFor();
        await look('paid');

        await goTo('Mailbox');
        await page.getByRole('button', { name: /Your order SO-1068 is cancelled/ }).click();
        await page.frameLocator('iframe').getByText('Dear Bluebird Bistro').waitFor();
        await look('letter');
        await page.getByRole('button', { name: 'Headers' }).click();
        await page.getByText('message-id').waitFor();
        await look('headers');
        await goTo('Countermand');
        await page.getByRole('button', { name: 'Home' }).click();
        await page.getByRole('region', { name: 'Home' }).waitFor();
        await look('home');
        expect(await desk.broken()).toEqual([]);
      }, 120_000);

      it('meets no error and breaks no rule of the page’s own policy', () => {
        expect(troubles).toEqual([]);
      });
    });
  }
});
