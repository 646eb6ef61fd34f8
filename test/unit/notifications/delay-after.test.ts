import { describe, expect, it } from 'vitest';
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
