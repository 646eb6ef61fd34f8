import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const EXECUTABLE = process.env.COUNTERMAND_TEST_CHROMIUM ?? '/usr/bin/chromium';

/** Whether there is a browser to test with. */
export const chromiumInstalled = existsSync(EXECUTABLE);

/** Debian's Chromium, without a window and without calling home. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Letters in shades of grey alone: pictures of them are half as large.
      '--disable-lcd-text',
    ],
  });

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Fails when axe-core finds something serious or critical on what the page shows now. */
export const expectAccessible = async (page: Page, what: string): Promise<void> => {
  // By the debugger's way in: the page's own policy lets nothing else run in it.
  if (await page.evaluate('typeof axe === "undefined"')) await page.evaluate(AXE);
  const found: string[] =
    await page.evaluate(`axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(({ violations }) =>
    violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) =>
      id + ': ' + nodes.map(({ html, failureSummary }) => html.slice(0, 200) + ' ' + failureSummary).join(' | ')))`);
  expect(found, what).toEqual([]);
};
