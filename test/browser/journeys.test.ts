import { describe } from 'vitest';
import { chromiumInstalled } from '../support/browser.js';
import { playJourneys } from '../support/browser-journey/play-journeys.js';

describe.skipIf(!chromiumInstalled)('people with the sandbox page (needs chromium)', () => {
  // English is the longer language, a phone the narrower screen.
  playJourneys({
    id: 'en-phone',
    title: 'in English, on a phone in the dark',
    locale: 'en-GB',
    screen: 'phone',
    colorScheme: 'dark',
    hand: 'pointer',
  });
  playJourneys({
    id: 'zh-desktop',
    title: 'in Chinese, on a desktop',
    locale: 'zh-CN',
    screen: 'desktop',
    colorScheme: 'light',
    hand: 'pointer',
  });
  // The rest is for the eye: its words and widths are asserted above.
  if (process.env.COUNTERMAND_TEST_PICTURES !== undefined) {
    playJourneys({
      id: 'en-desktop',
      title: 'in English, on a desktop',
      locale: 'en-GB',
      screen: 'desktop',
      colorScheme: 'light',
      hand: 'pointer',
    });
    playJourneys({
      id: 'zh-phone',
      title: 'in Chinese, on a phone',
      locale: 'zh-CN',
      screen: 'phone',
      colorScheme: 'light',
      hand: 'pointer',
    });
  }
});
