import { describe, expect, it } from 'vitest';
import { sayStepError } from '../../../src/edges/slack/attention/say-step-error.js';
import { translator } from '../../../src/words/translator.js';

const said = (locale: string, errorCode: string | null, error: string | null): string =>
  sayStepError({ errorCode, error }, { t: translator(locale), locale, timezone: 'UTC' });

describe('why a step is stuck', () => {
  it('is said in the words of the reader where the product knows it', () => {
    const english = 'payment 7f has 0 left, planned were 500';
    expect(said('en-GB', 'paid-other-than-planned', english)).toBe(
      'What is left of a payment is not what the approved plan says.',
    );
    expect(said('zh-CN', 'paid-other-than-planned', english)).toBe('付款的剩余金额与获批的计划不符。');
    expect(said('en-GB', 'database-error', 'the database refused a statement (23514)')).toMatch(
      /^The database refused what this step has to write\. Ask whoever runs Countermand/,
    );
    expect(said('zh-CN', 'held-other-than-planned', english)).toBe('为订单预留的库存与获批的计划不符。');
  });

  it('is quoted as it was reported where it came from elsewhere, and cut where it is long', () => {
    expect(said('zh-CN', 'unexpected', 'shelf B-38 is locked')).toBe('“shelf B-38 is locked”');
    expect(said('en-GB', 'constructor', null)).toBe('“constructor”');
    expect(said('en-GB', 'unexpected', 'x'.repeat(2_000))).toBe(`“${'x'.repeat(299)}…”`);
  });
});
