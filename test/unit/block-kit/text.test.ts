import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../../../src/edges/slack/block-kit/clean-text.js';
import { cut, lengthOf } from '../../../src/edges/slack/block-kit/cut.js';
import { bold, escapeMrkdwn, link, mention, slackDate } from '../../../src/edges/slack/block-kit/mrkdwn.js';
import { sayTextRefusal } from '../../../src/edges/slack/block-kit/say-text-refusal.js';
import { translator } from '../../../src/words/translator.js';

/** Any UTF-16 unit at all, half characters too, and often one that means something to Slack. */
const anyUnit = fc.oneof(
  fc.constantFrom('<', '>', '&', '@here', '\u0000', '\uD83D', '\u202E'),
  fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
);

describe('text from people inside formatted text', () => {
  it('can make no mention, link or date', () => {
    expect(escapeMrkdwn('<!channel> <@U1> <https://evil|here> A&B')).toBe(
      '&lt;!channel&gt; &lt;@U1&gt; &lt;https://evil|here&gt; A&amp;B',
    );
    fc.assert(
      fc.property(fc.string({ unit: anyUnit, maxLength: 40 }), (text) => !/[<>]/.test(escapeMrkdwn(text))),
    );
  });

  it('calls nobody with @channel, @here or @everyone, and leaves addresses alone', () => {
    expect(escapeMrkdwn('@channel @HERE @everyone')).toBe('@\u2060channel @\u2060HERE @\u2060everyone');
    expect(escapeMrkdwn('mail@heretics.org')).toBe('mail@heretics.org');
  });

  it('cannot break out of a link or a date', () => {
    expect(link('https://shop/?a=<b>|c', 'x|y>')).toBe('<https://shop/?a=%3Cb%3E%7Cc|x¦y&gt;>');
    expect(slackDate(new Date('2026-03-01T12:00:00.900Z'), '1|3>')).toBe(
      '<!date^1772366400^{date_short_pretty} {time}|1¦3&gt;>',
    );
    expect(slackDate(new Date(0), 'day', 'day')).toBe('<!date^0^{date_short_pretty}|day>');
    expect(bold(mention('U1'))).toBe('*<@U1>*');
  });
});

describe('text that is too long for its place', () => {
  it('ends in … and is exactly as long as allowed', () => {
    expect(cut('abcdef', 6)).toBe('abcdef');
    expect(cut('abcdefg', 6)).toBe('abcde…');
    expect(cut('ab cdefg', 4)).toBe('ab…');
  });

  it('is never cut within what people see as one character', () => {
    expect(cut('👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 9)).toBe('👨‍👩‍👧‍👦…');
    expect(cut('e\u0301e\u0301e\u0301', 4)).toBe('e\u0301…');
    expect(cut('🇩🇪🇩🇪', 2)).toBe('…');
  });

  it('is never cut within an escaped character, a mention or a date', () => {
    expect(cut('a&amp;b', 5)).toBe('a…');
    expect(cut('see <https://shop|the order> now', 20)).toBe('see…');
    expect(cut('&lt;&lt;&lt;', 9)).toBe('&lt;&lt;…');
  });

  it('stays within the limit whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.nat(40), (text, max) => {
        const result = cut(escapeMrkdwn(text), max);
        expect(lengthOf(result)).toBeLessThanOrEqual(max);
        expect(result).not.toMatch(/&(?!amp;|lt;|gt;)/);
      }),
    );
  });
});

describe('text that a person typed', () => {
  it('is refused in words that name the limit', () => {
    const say = (typed: string): string[] => {
      const cleaned = cleanText(typed);
      return cleaned.ok
        ? []
        : cleaned.refusals.map((refusal) => sayTextRefusal(translator('en-US'), refusal));
    };
    expect(say('x'.repeat(5_000))).toEqual(['Please use at most 2000 characters; this has 5000.']);
    expect(say(' ')).toEqual(['Please write something here.']);
  });

  it('is kept in one Unicode form, without control and direction characters', () => {
    expect(cleanText(' e\u0301\u0007 \u202Eevil\u0000\r\nnext\tline ')).toEqual({
      ok: true,
      value: 'é evil\nnext line',
    });
    expect(cleanText('王伟 👨‍👩‍👧 <!channel> & "quotes"')).toEqual({
      ok: true,
      value: '王伟 👨‍👩‍👧 <!channel> & "quotes"',
    });
  });

  it('is refused, not cut, above 2,000 characters, and the refusal names the limit', () => {
    expect(cleanText('😀'.repeat(2_000))).toMatchObject({ ok: true });
    expect(cleanText('x'.repeat(2_001))).toEqual({
      ok: false,
      refusals: [{ code: 'too-long', limit: 2_000, actual: 2_001 }],
    });
    expect(cleanText('abcd', { limit: 3 })).toEqual({
      ok: false,
      refusals: [{ code: 'too-long', limit: 3, actual: 4 }],
    });
  });

  it('is refused when nothing is left of it', () => {
    for (const nothing of [undefined, null, '', ' \n\t', '\u200E\u0000']) {
      expect(cleanText(nothing)).toEqual({ ok: false, refusals: [{ code: 'empty' }] });
    }
  });

  it('is stable: cleaning it again changes nothing, and it can be stored', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyUnit, maxLength: 50 }), (typed) => {
        const first = cleanText(typed);
        if (!first.ok) return;
        expect(cleanText(first.value)).toEqual(first);
        expect(first.value).not.toContain('\u0000');
        expect(Buffer.from(first.value, 'utf8').toString('utf8')).toBe(first.value);
      }),
    );
  });
});
