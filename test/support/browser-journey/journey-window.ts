import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { wordsFor } from '../../../src/sandbox/page/words/words.js';
import { languageOf, type Translate, translator } from '../../../src/words/translator.js';
import { expectAccessible } from '../browser.js';
import { smallPng } from '../picture-book/small-png.js';
import { type Hand, keysOf, pointer } from './hand.js';

const ASKED = process.env.COUNTERMAND_TEST_PICTURES;
const WRITES = ASKED === 'write';
const FOLDER =
  WRITES || ASKED === undefined ? join(tmpdir(), 'countermand-pictures') : join(ASKED, 'journeys');
/** The pictures of the README: the manner that they show, and a window in which they are small and legible. */
const KEPT = { folder: 'docs/images/journey', of: 'en-desktop', width: 900, height: 600 };

/** Its many greys would be bands in a picture of few colours. */
const WITHOUT_SHADOW = `document.querySelector('dialog')?.style.setProperty('box-shadow', 'none')`;

/** Titles that are wider than their place, and so stand in what is beside them. */
const TOO_WIDE = `[...document.querySelectorAll('h2, header .tabs')]
  .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
  .map(({ textContent }) => textContent)`;

/** How a journey is played: by whom it is read, on what screen, with which hand. */
export interface Manner {
  /** Names the pictures. */
  readonly id: string;
  readonly title: string;
  /** The language of everybody in the company. */
  readonly locale: 'en-GB' | 'zh-CN';
  readonly screen: 'desktop' | 'phone';
  readonly colorScheme: 'light' | 'dark';
  readonly hand: 'pointer' | 'keys';
}

/** The window of one person after the other. */
export interface JourneyWindow {
  readonly page: Page;
  readonly hand: Hand;
  /** The product's words in the reader's language; what stands in channels is English. */
  readonly t: Translate;
  readonly words: ReturnType<typeof wordsFor>;
  readonly log: Locator;
  readonly dialog: Locator;
  /** What the platform says about what was just tried. */
  readonly toast: Locator;
  /** The newest message that says this. */
  message(text: string | RegExp): Locator;
  button(name: string | RegExp): Locator;
  goTo(place: string): Promise<void>;
  /** The direct messages with the app. */
  goToApp(): Promise<void>;
  become(name: string): Promise<void>;
  /** Types a command where one is, and sends it. */
  command(text: string): Promise<void>;
  /** Lets axe-core look at the page, and leaves a picture for people to look at; `kept`: one for the README. */
  look(what: string, options?: { readonly kept?: boolean }): Promise<void>;
  close(): Promise<void>;
}

/** Opens a window at an address; what the browser complains of is put among the troubles. */
export const openJourneyWindow = async (
  browser: Browser,
  address: string,
  { id, locale, screen, colorScheme, hand: kind }: Manner,
  troubles: string[],
): Promise<JourneyWindow> => {
  const narrow = screen === 'phone';
  const context = await browser.newContext({
    viewport: narrow ? { width: 390, height: 844 } : { width: 1280, height: 860 },
    colorScheme,
    locale,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  const hand = kind === 'keys' ? keysOf(page) : pointer;
  const words = wordsFor(languageOf(locale));
  const log = page.getByRole('log').first();
  let taken = 0;
  const button = (name: string | RegExp): Locator => page.getByRole('button', { name });
  const goTo = async (place: string): Promise<void> => {
    if (narrow) await hand.press(button(words.window.openMenu));
    await hand.press(page.getByRole('navigation').getByRole('button', { name: place }));
  };
  mkdirSync(WRITES ? KEPT.folder : FOLDER, { recursive: true });
  await page.goto(address);
  return {
    page,
    hand,
    t: translator(locale),
    words,
    log,
    dialog: page.getByRole('dialog'),
    toast: page.locator('.toast'),
    message: (text) => log.getByRole('article').filter({ hasText: text }).last(),
    button,
    goTo,
    async goToApp() {
      await goTo('Countermand');
      await hand.press(
        page.getByRole('main').getByRole('button', { name: words.place.messages, exact: true }),
      );
    },
    async become(name) {
      await hand.press(button(new RegExp(`^${words.window.youAre}`)));
      const people = page.getByRole('list', { name: words.window.beSomebodyElse });
      if (hand.points) await people.getByRole('button', { name }).first().click();
      else {
        await hand.write(people.getByRole('searchbox'), name);
        await page.keyboard.press('Enter');
      }
      await button(`${words.window.youAre} ${name}`).waitFor();
    },
    async command(text) {
      await hand.write(page.getByRole('combobox').first(), text);
      await page.keyboard.press('Enter');
    },
    async look(what, { kept = false } = {}) {
      // The same is to be seen with another hand.
      if (!hand.points) return;
      taken += 1;
      const name = `${id}-${String(taken).padStart(2, '0')}-${what.replaceAll(' ', '-')}.png`;
      await page.screenshot({ path: join(FOLDER, name) });
      await expectAccessible(page, what);
      expect(await page.evaluate(TOO_WIDE), what).toEqual([]);
      if (!WRITES || !kept || !id.startsWith(KEPT.of)) return;
      const size = page.viewportSize();
      await page.setViewportSize(KEPT);
      await page.evaluate(WITHOUT_SHADOW);
      writeFileSync(join(KEPT.folder, `${what.replaceAll(' ', '-')}.png`), smallPng(await page.screenshot()));
      if (size !== null) await page.setViewportSize(size);
    },
    close: () => context.close(),
  };
};
