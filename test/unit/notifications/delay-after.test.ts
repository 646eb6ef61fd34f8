import { describe, expect, it } from 'vitest';
import { ANSWER_WITHIN_MS } from '../../../src/edges/slack/connection/slack-clients.js';
import { PAGES } from '../../../src/edges/slack/messages/find-posted.js';
import { DELIVERY_OPTIONS, delayAfter } from '../../../src/features/notifications/delivery-options.js';

describe('the pauses between tries', () => {
  it('triple from a second up to half an hour', () => {
    const pauses = [1, 2, 3, 7, 8, 20].map((tries) => delayAfter(tries, DELIVERY_OPTIONS));
    expect(pauses).toEqual([1_000, 3_000, 9_000, 729_000, 1_800_000, 1_800_000]);
  });

  it('go on for at least eight hours, so that an evening without Slack loses nothing', () => {
    const tries = Array.from({ length: DELIVERY_OPTIONS.mostTries - 1 }, (_, index) => index + 1);
    const total = tries.reduce((so, tried) => so + delayAfter(tried, DELIVERY_OPTIONS), 0);
    expect(total).toBeGreaterThan(8 * 60 * 60 * 1_000 - 60_000);
  });
});

describe('a message in hand', () => {
  it('is left to its worker for as long as Slack may take over all that is asked, so that nobody posts it again', () => {
    const { interactive, posts } = ANSWER_WITHIN_MS;
    // By address, who that is now, and their direct messages: before it is looked for, and again before it is posted.
    const whom = posts + interactive + posts;
    const longest = whom + PAGES.mostPages * posts + whom + posts;
    expect(DELIVERY_OPTIONS.leaseMs).toBeGreaterThan(longest);
  });
});
