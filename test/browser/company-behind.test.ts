import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemo } from '../../src/features/demo/load-demo.js';
import { systemClock } from '../../src/kernel/clock.js';
import { chromiumInstalled, expectAccessible, openBrowser } from '../support/browser.js';
import { SECOND_DATA_SET } from '../support/second-data-set/second-data-set.js';
import { waitFor } from '../support/wait-for.js';
import { openWorkingDesk, type WorkingDesk } from '../support/working-desk.js';

const PICTURES = process.env.COUNTERMAND_TEST_PICTURES ?? join(tmpdir(), 'countermand-pictures');

/** The project's own company as chosen files; in the second order the currency is put wrong where that is asked for. */
const files = (wrong: boolean) =>
  readdirSync(SECOND_DATA_SET)
    .filter((name) => name.endsWith('.csv'))
    .map((name) => {
      const text = readFileSync(join(SECOND_DATA_SET, name), 'utf8');
      const sent = wrong && name === 'orders.csv' ? text.replace(/,USD,/, ',dollars,') : text;
      return { name, mimeType: 'text/csv', buffer: Buffer.from(sent) };
    });

describe.skipIf(!chromiumInstalled)('the company behind the sandbox page (needs chromium)', () => {
  let browser: Browser;
  let desk: WorkingDesk;
  let page: Page;
  let phone: Page;
  const troubles: string[] = [];
  const open = async (options: Parameters<Browser['newContext']>[0]): Promise<Page> => {
    const opened = await (await browser.newContext(options)).newPage();
    opened.setDefaultTimeout(30_000);
    opened.on('pageerror', (error) => troubles.push(String(error)));
    return opened;
  };
  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    browser = await openBrowser();
    desk = await openWorkingDesk({
      seed: async (db) => {
        await loadDemo(db, systemClock);
      },
    });
    page = await open({ viewport: { width: 1280, height: 860 }, colorScheme: 'light' });
    phone = await open({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
  });
  const show = (one: Page, who: string, place: string) =>
    one.goto(`${desk.sandbox.url}/#/${encodeURIComponent(who)}/${place}`);
  const look = async (one: Page, what: string): Promise<void> => {
    await one.screenshot({ path: join(PICTURES, `company-${what.replaceAll(' ', '-')}.png`) });
    await expectAccessible(one, what);
  };
  const button = (name: string | RegExp) => page.getByRole('button', { name });

  it('says that nothing is waiting, and that the books are right', async () => {
    await show(page, 'sara.lindholm@demo.example', 'queue');
    await page.getByText('Nothing is waiting.').waitFor();
    await look(page, 'queue');
    await button('Check the books').click();
    await button('Check now').click();
    await page.getByText(/^All \d+ checks hold/).waitFor();
    await look(page, 'books');
  }, 60_000);

  it('lets one invite somebody by keyboard and be them at once', async () => {
    await show(page, 'sara.lindholm@demo.example', 'invite');
    await button('Invite').last().press('Enter');
    await page.getByText('Choose at least one role.').waitFor();
    await look(page, 'invitation errors');
    await page.keyboard.type('Noor Haddad');
    await page.keyboard.press('Tab');
    await page.keyboard.type('noor@demo.example');
    await page.getByLabel('Department').fill('Sales Europe');
    await page.getByLabel('Manager').press('Space');
    await page.keyboard.press('Enter');
    await page.getByText('Noor Haddad is in the workspace.').waitFor();
    await button('Be Noor Haddad').press('Enter');
    await button(/^You are Noor Haddad/).waitFor();
  }, 60_000);

  it('shows each wrong row of a folder first, then lets the company take the demo’s place', async () => {
    await show(phone, 'sara.lindholm@demo.example', 'c-general');
    await phone.getByRole('button', { name: 'Open the menu' }).waitFor();
    await show(page, 'noor@demo.example', 'import');
    const chosen = page.locator('[data-choose=files]');
    await button('Choose files…').waitFor();
    await chosen.setInputFiles(files(true));
    await page.getByRole('cell', { name: 'orders.csv' }).waitFor();
    await page.getByRole('cell', { name: 'currency', exact: true }).waitFor();
    await look(page, 'wrong rows');
    await chosen.setInputFiles(files(false));
    await button('Replace the demo company…').click();
    await look(page, 'replace the demo');
    await page.getByRole('dialog').getByText('npx countermand import').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Replace it' }).click();
    await page.getByText('The people of this company are in the list of people now.').waitFor();
    // Whoever imported has left; somebody of the new company reads what came in.
    await button(/^You are Ada Klein/).waitFor();
    await page.getByText('The people of this company are in the list of people now.').waitFor();
    await look(page, 'imported');
    await button(/^You are /).click();
    const people = page.getByRole('list', { name: 'Be somebody else' });
    await people.getByRole('button', { name: /Tom Reed/ }).waitFor();
    expect(await people.getByRole('button', { name: /Sara Lindholm/ }).count()).toBe(0);
    // The window of somebody who has gone offers those who are there.
    const left = phone.getByRole('list', { name: 'Be somebody else' });
    await left.getByRole('button', { name: 'Tom Reed' }).waitFor();
    await look(phone, 'the person has gone');
    await left.getByRole('button', { name: 'Tom Reed' }).click();
    await phone.getByRole('button', { name: 'Open the menu' }).waitFor();
    expect(phone.url()).toContain('tom.reed');
  }, 60_000);

  it('starts over with a question first, and the other window follows, in the language of its person', async () => {
    const li = 'li.chen@brightwater.example';
    desk.sandbox.control.changePerson(desk.as(li).id, { locale: 'zh-CN' });
    await show(phone, li, 'c-general');
    await desk.as('tom.reed@brightwater.example').say('Good morning', { channel: 'general' });
    await phone.getByText('Good morning').waitFor();
    const home = await open({ viewport: { width: 1280, height: 860 } });
    await show(home, 'tom.reed@brightwater.example', 'home');
    await home.locator('.home').waitFor();
    const drawn = () => desk.sandbox.control.calls('views.publish').length;
    await show(page, 'tom.reed@brightwater.example', 'start-over');
    // All of #general has been read here, whatever time it tells of.
    const general = desk.sandbox.control.channel('general').id;
    await page.evaluate(
      `localStorage.setItem('read-marks/tom.reed@brightwater.example', '{"${general}":"9999999999.000000"}')`,
    );
    await button('Start over').last().click();
    await look(page, 'start over');
    await page.getByRole('dialog').getByRole('button', { name: 'Start over' }).click();
    await page.getByText('Started over.').waitFor();
    await phone.getByText('Good morning').waitFor({ state: 'detached' });
    await desk.as(li).say('Good evening', { channel: 'general' });
    await page.getByRole('button', { name: /general.*unread/ }).waitFor();
    // A Home that is being looked at is there again without anybody opening it.
    await waitFor(() => drawn() > 0, { what: 'the Home to be drawn again' });
    await home.locator('.home').waitFor();
    for (const place of ['queue', 'books', 'import', 'invite', 'start-over']) {
      await show(phone, li, place);
      await phone.locator('.desk :is(table, form, .drop, .points, button)').first().waitFor();
      await look(phone, `phone ${place}`);
    }
    expect(await phone.locator('.desk').innerText()).toMatch(/将会保留/);
    expect(await phone.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    expect(troubles).toEqual([]);
  }, 60_000);
});
