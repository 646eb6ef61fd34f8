import { describe } from 'vitest';
import { chromiumInstalled } from '../support/browser.js';
import { playJourneys } from '../support/browser-journey/play-journeys.js';

describe.skipIf(!chromiumInstalled)('people with the sandbox page (need chromium)', () => {
  playJourneys({
    id: 'keys',
    title: 'by keyboard alone',
    locale: 'en-GB',
    screen: 'desktop',
    colorScheme: 'light',
    hand: 'keys',
  });
});
