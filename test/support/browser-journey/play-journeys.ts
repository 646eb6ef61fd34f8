import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemo } from '../../../src/features/demo/load-demo.js';
import { DEMO_TOUR } from '../../../src/features/demo/tour.js';
import { systemClock } from '../../../src/kernel/clock.js';
import { openBrowser } from '../browser.js';
import { openWorkingDesk, type WorkingDesk } from '../working-desk.js';
import { playRejectedAndAskedAgain, playTwoAtOnce, playWithdrawnMeanwhile } from './decisions-journey.js';
import { type JourneyWindow, type Manner, openJourneyWindow } from './journey-window.js';
import { playStrangersJourney } from './strangers-journey.js';

/** Everything that people do with the demo company in its sandbox page, in one manner, on one product of their own. */
export const playJourneys = (manner: Manner): void => {
  describe(manner.title, () => {
    let browser: Browser;
    let desk: WorkingDesk;
    let window: JourneyWindow;
    const troubles: string[] = [];
    let opened = 0;
    const openAs = (id: string): Promise<JourneyWindow> => {
      opened += 1;
      const address = `${desk.sandbox.url}/#/${encodeURIComponent(`${id}@demo.example`)}/c-order-approvals`;
      return openJourneyWindow(browser, address, { ...manner, id: `${manner.id}-${opened}-${id}` }, troubles);
    };
    beforeAll(async () => {
      browser = await openBrowser();
      desk = await openWorkingDesk({
        seed: async (db) => {
          await loadDemo(db, systemClock);
          await db.prisma.member.updateMany({ data: { locale: manner.locale } });
        },
        sandbox: { tour: DEMO_TOUR },
      });
      window = await openJourneyWindow(browser, desk.sandbox.url, manner, troubles);
    });
    afterAll(async () => {
      await browser?.close();
      await desk?.close();
    });

    it('asks as a salesperson, approves as a manager, pays as finance and reads the customer’s mail', async () => {
      await playStrangersJourney(window);
    }, 120_000);

    it('rejects with a reason, is asked again, finds the order changed, and is asked once more', async () => {
      await playRejectedAndAskedAgain(window, desk);
    }, 120_000);

    it('tells a manager who was about to approve that the request was withdrawn', async () => {
      await playWithdrawnMeanwhile(openAs);
    }, 120_000);

    it('lets one of two managers decide who approve at once, and tells the other who it was', async () => {
      await playTwoAtOnce(openAs, desk);
    }, 120_000);

    it('leaves the books right, no error, nothing unanswered, and no call that Slack would not know', async () => {
      await desk.quiet();
      expect(await desk.broken()).toEqual([]);
      expect(troubles).toEqual([]);
      expect(desk.sandbox.control.unknownCalls()).toEqual([]);
      expect(desk.sandbox.control.unacknowledged()).toEqual([]);
    });
  });
};
