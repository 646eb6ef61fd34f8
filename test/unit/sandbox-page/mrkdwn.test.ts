import { describe, expect, it } from 'vitest';
import { formatDate } from '../../../src/sandbox/page/app/text/format-date.js';
import { parseInline, parseMrkdwn } from '../../../src/sandbox/page/app/text/parse-mrkdwn.js';

const text = (said: string) => ({ kind: 'text', text: said });

describe('mrkdwn on the page', () => {
  it('makes bold, italic, struck and code of the marks that stand at the edge of words', () => {
    expect(parseInline('a *bold _and italic_* ~no~ `x*y`')).toEqual([
      text('a '),
      { kind: 'bold', inside: [text('bold '), { kind: 'italic', inside: [text('and italic')] }] },
      text(' '),
      { kind: 'strike', inside: [text('no')] },
      text(' '),
      { kind: 'code', text: 'x*y' },
    ]);
  });

  it('leaves marks alone that stand within words or beside spaces', () => {
    for (const said of ['2*3*4', 'snake_case_name', '* not a list *', '~ 5 ~'])
      expect(parseInline(said)).toEqual([text(said)]);
  });

  it('shows what was escaped as it was typed, and makes nothing of it', () => {
    expect(parseInline('&lt;!channel&gt; &amp;lt; Söhne')).toEqual([text('<!channel> &lt; Söhne')]);
  });

  it('knows people, channels, links, dates and calls', () => {
    expect(
      parseInline('<@U1> <#C1|ops> <https://a.example/?x=1&amp;y=2|here> <!date^0^{date}|once> <!here>'),
    ).toEqual([
      { kind: 'person', id: 'U1' },
      text(' '),
      { kind: 'channel', id: 'C1' },
      text(' '),
      { kind: 'link', url: 'https://a.example/?x=1&y=2', label: 'here' },
      text(' '),
      { kind: 'date', seconds: 0, format: '{date}', fallback: 'once' },
      text(' '),
      { kind: 'everybody', id: 'here' },
    ]);
  });

  it('keeps quotes, preformatted text and paragraphs apart', () => {
    expect(parseMrkdwn('one\n&gt; two\n&gt; three\n```\nfour *\n```').map(({ kind }) => kind)).toEqual([
      'paragraph',
      'quote',
      'preformatted',
    ]);
  });

  it('takes no longer for a text full of marks than for any other', () => {
    const began = performance.now();
    parseMrkdwn(`${'*_~'.repeat(1_000)}a`);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('says the fallback of a date that is none', () => {
    expect(formatDate(Number.NaN, '{date}', 'some day', 'en')).toBe('some day');
    expect(formatDate(0, '{date_num} {unknown}', '', 'en')).toContain('{unknown}');
  });
});
