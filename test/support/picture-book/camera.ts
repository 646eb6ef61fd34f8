import type { Page } from 'playwright-core';
import type { MessageRecord, ViewRecord } from '../../../src/sandbox/workspace/records.js';
import { read } from '../slack-desk.js';
import { waitFor } from '../wait-for.js';
import type { WorkingDesk } from '../working-desk.js';

/** What is to be read on the screen: without marks of mrkdwn, mentions and dates, which a client writes its own way. */
const wordsOf = (what: MessageRecord | ViewRecord): string[] =>
  [read(what), ...('errors' in what ? Object.values(what.errors) : [])]
    .join(' ')
    .replace(/<[^<>\n]*>/g, ' ')
    .replace(/&(?:amp|lt|gt);/g, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1);

const HOME = 'section.home';
const MARGIN = 16;
const PATIENCE_MS = 3_000;

/** Takes pictures of what one person sees of the product on the sandbox's page. */
export const createCamera = (page: Page, desk: WorkingDesk) => {
  const goTo = async (email: string, place: string): Promise<void> => {
    const url = `${desk.sandbox.url}/#/${encodeURIComponent(email)}/${place}`;
    // Going where one is already loads the page again.
    if (page.url() !== url) await page.goto(url);
  };
  const take = async (
    place: string,
    what: MessageRecord | ViewRecord,
    before = async () => {},
  ): Promise<Buffer> => {
    const spot = page.locator(place).last();
    // A page that has not heard of it asks anew.
    await spot.waitFor({ timeout: PATIENCE_MS }).catch(async () => {
      await page.reload();
      await before();
      await spot.waitFor();
    });
    // The page follows what happens a moment later.
    const words = wordsOf(what);
    await waitFor(
      async () => {
        const shown = await spot.innerText();
        const missing = words.filter((word) => !shown.includes(word));
        if (missing.length > 0) throw new Error(`not there: ${missing.join(', ')}`);
        return true;
      },
      { what: `the page to show all of ${place}` },
    );
    const whole = await spot.boundingBox();
    const last = await spot.locator(':scope > :last-child').boundingBox();
    // A Home fills the window: the rest of it is empty.
    if (place !== HOME || whole === null || last === null) return spot.screenshot();
    const height = Math.min(whole.height, last.y + last.height + MARGIN - whole.y);
    return page.screenshot({ clip: { ...whole, height } });
  };
  return {
    message: async (email: string, channel: string | undefined, message: MessageRecord): Promise<Buffer> => {
      await goTo(email, channel === undefined ? 'app' : `c-${channel}`);
      return take(`article[data-ts="${message.ts}"]`, message);
    },
    reply: async (
      email: string,
      channel: string,
      root: MessageRecord,
      message: MessageRecord,
    ): Promise<Buffer> => {
      await goTo(email, `c-${channel}`);
      const open = () => page.locator(`article[data-ts="${root.ts}"] button.reply`).click();
      await open();
      const taken = await take(`aside article[data-ts="${message.ts}"]`, message, open);
      await page.locator('aside header button').click();
      // Off the messages: what is under the mouse shows what can be done with it.
      await page.mouse.move(0, 0);
      return taken;
    },
    modal: async (email: string, view: ViewRecord): Promise<Buffer> => {
      await goTo(email, 'c-general');
      return take('dialog.modal', view);
    },
    home: async (email: string, view: ViewRecord): Promise<Buffer> => {
      await goTo(email, 'home');
      return take(HOME, view);
    },
    /** A document of its own: a mail as a mail program shows it. */
    html: async (html: string): Promise<Buffer> => {
      const sheet = await page.context().newPage();
      try {
        await sheet.setContent(html);
        return await sheet.locator('body').screenshot();
      } finally {
        await sheet.close();
      }
    },
  };
};

export type Camera = ReturnType<typeof createCamera>;
