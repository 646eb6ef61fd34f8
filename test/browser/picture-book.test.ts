import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumInstalled, openBrowser } from '../support/browser.js';
import { bookPage, LANGUAGES, namesIn } from '../support/picture-book/book-page.js';
import { createCamera } from '../support/picture-book/camera.js';
import { tellOfOneCancellation } from '../support/picture-book/cancel-story.js';
import { importPictureCompany } from '../support/picture-book/company.js';
import { tellOfLookingUp, tellOfWhatIsInTheWay } from '../support/picture-book/look-up-story.js';
import { tellOfOtherEndings } from '../support/picture-book/other-endings-story.js';
import { smallPng } from '../support/picture-book/small-png.js';
import { openStage } from '../support/picture-book/stage.js';
import { openWorkingDesk } from '../support/working-desk.js';

const WRITES = process.env.COUNTERMAND_TEST_PICTURES === 'write';
const FOLDER = WRITES
  ? 'docs/images/messages'
  : join(process.env.COUNTERMAND_TEST_PICTURES ?? join(tmpdir(), 'countermand-pictures'), 'messages');
const PAGE = 'docs/messages.md';
const WIDTH = Number(process.env.COUNTERMAND_TEST_PICTURES_WIDTH ?? 390);

describe.skipIf(!chromiumInstalled)('the book of all messages (needs chromium)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  for (const { folder, locale, timezone, title } of LANGUAGES) {
    it(`shows every message, window and Home in ${title}, on a phone, as the page lists them`, async () => {
      mkdirSync(join(FOLDER, folder), { recursive: true });
      const desk = await openWorkingDesk({
        seed: async (db) => {
          await importPictureCompany(db);
          await db.prisma.member.updateMany({ data: { locale, timezone } });
        },
      });
      try {
        const context = await browser.newContext({ viewport: { width: WIDTH, height: 2_400 }, locale });
        const page = await context.newPage();
        page.setDefaultTimeout(15_000);
        const taken: string[] = [];
        const stage = openStage(desk, createCamera(page, desk), locale, {
          shows: (name) => namesIn(folder).includes(name),
          keep: (name, picture) => {
            taken.push(name);
            writeFileSync(join(FOLDER, folder, `${name}.png`), smallPng(picture));
          },
        });
        await tellOfLookingUp(stage);
        await tellOfOneCancellation(stage);
        await tellOfOtherEndings(stage);
        await tellOfWhatIsInTheWay(stage);
        await context.close();
        expect(taken.toSorted()).toEqual(namesIn(folder).toSorted());
      } finally {
        await desk.close();
      }
    }, 300_000);
  }

  it('is the page of the documents', () => {
    if (WRITES) writeFileSync(PAGE, bookPage());
    expect(readFileSync(PAGE, 'utf8')).toBe(bookPage());
  });
});
