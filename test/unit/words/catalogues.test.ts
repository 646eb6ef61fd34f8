import { describe, expect, it } from 'vitest';
import { en } from '../../../src/words/en/index.js';
import { zhCN } from '../../../src/words/zh-CN/index.js';

const CHINESE = '\u3400-\u9fff';

const textsOf = (catalogue: object): Map<string, string> =>
  new Map(
    Object.entries(catalogue).flatMap(([topic, texts]) =>
      Object.entries(texts as Record<string, string>).map(
        ([key, text]) => [`${topic}.${key}`, text] as const,
      ),
    ),
  );

const english = textsOf(en);
const chinese = textsOf(zhCN);

const gapsOf = (text: string): string[] => [
  ...new Set([...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1] ?? '')),
];

/** A letter's greeting has a colon where an English one has a comma; an open list ends in 等 where English has dots. */
const ENDS_ITS_OWN_WAY = ['mail.greeting', 'importing.refused_nothing-to-import'];

/** A text without what has to stay as it is: code, gaps, and marks of mrkdwn. */
const prose = (text: string): string => text.replace(/`[^`]*`|{{\w+}}/g, 'x');

const offending = (wrong: (text: string, key: string) => boolean): string[] =>
  [...chinese].filter(([key, text]) => wrong(text, key)).map(([key, text]) => `${key}: ${text}`);

describe('the Chinese words', () => {
  it('are for every text that English has, with the plural forms of Chinese', () => {
    const wanted = [...english.keys()].filter((key) => !key.endsWith('_one'));
    expect([...chinese.keys()].sort()).toEqual(wanted.sort());
  });

  it('have the same gaps as the English ones', () => {
    const gaps = (texts: Map<string, string>) =>
      Object.fromEntries(
        [...chinese.keys()].map((key) => [key, gapsOf(texts.get(key) ?? '').sort()] as const),
      );
    expect(gaps(chinese)).toEqual(gaps(english));
  });

  it('are Chinese: nothing was left in English', () => {
    const latinAlone = (text: string): boolean =>
      /[A-Za-z]/.test(text.replace(/`[^`]*`|{{\w+}}|countermand|paypal/gi, '')) &&
      !new RegExp(`[${CHINESE}]`).test(text);
    expect(offending(latinAlone)).toEqual([]);
  });

  it('have full-width punctuation', () => {
    // Beside Chinese, and beside a gap or code, as those stand within Chinese sentences.
    expect(offending((text) => /[,;?!()"']|[.:](?=\s|$)/.test(prose(text)))).toEqual([]);
  });

  it('end a sentence where English does, and ask where English asks', () => {
    const ending = (text: string | undefined): string => {
      const last = text?.trim().replace(/`$/, '').at(-1) ?? '';
      return { '。': '.', '？': '?', '：': ':' }[last] ?? (/[.?:…]/.test(last) ? last : 'none');
    };
    const differ = [...chinese].filter(
      ([key, text]) => ending(text) !== ending(english.get(key)) && !ENDS_ITS_OWN_WAY.includes(key),
    );
    expect(differ).toEqual([]);
  });

  it('keep bold and code readable for Slack: a space stands outside of the marks', () => {
    // Slack does not read *…* as bold, nor `…` as code, where a letter touches it; Chinese characters are letters.
    const touching = new RegExp(`[${CHINESE}]\`[/a-z]|[a-z>]\`[${CHINESE}]|[${CHINESE}：]\\*[${CHINESE}]`);
    expect(offending((text) => touching.test(text))).toEqual([]);
  });

  it('keep commands and channels as they have to be typed', () => {
    // What stands for something else, such as <number>, is not typed, and is said in the reader's language.
    const typed = (text: string | undefined): string[] =>
      [...(text ?? '').replace(/<[^>]+>/g, '<>').matchAll(/`[^`]+`|#order-\w+/g)]
        .map(([code]) => code)
        .sort();
    const differ = [...chinese.keys()].filter(
      (key) => typed(chinese.get(key)).join() !== typed(english.get(key)).join(),
    );
    expect(differ).toEqual([]);
  });
});
