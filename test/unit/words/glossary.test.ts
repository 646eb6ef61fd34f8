import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { zhCN } from '../../../src/words/zh-CN/index.js';

/** What the program says of itself to who runs it: there a password is refused, not a request. */
const OF_THE_PROGRAM = ['failures', 'commandLine'];

const glossary = readFileSync('docs/glossary.md', 'utf8');
const rows = [...glossary.matchAll(/^\| ([^|]+) \| ([^|]+) \| ([^|]*)\|$/gm)]
  .map(([, english = '', chinese = '', not = '']) => ({
    english,
    chinese: chinese.trim().split('、'),
    not: not.trim() === '' ? [] : not.trim().split('、'),
  }))
  .filter(({ english }) => english !== 'English');
const beside = [...glossary.matchAll(/^- \*\*[^*]+\*\* \(([^)]+)\):/gm)].map(([, chinese = '']) => chinese);

const texts = Object.entries(zhCN).flatMap(([topic, own]) =>
  Object.entries(own).map(([key, text]) => ({ topic, key: `${topic}.${key}`, text })),
);

describe('the Chinese words of the glossary', () => {
  it('are those that people read', () => {
    expect(rows.length).toBeGreaterThan(20);
    const unsaid = [...rows.flatMap(({ chinese }) => chinese), ...beside].filter(
      (term) => !texts.some(({ text }) => text.includes(term)),
    );
    expect(unsaid).toEqual([]);
  });

  it('are the only ones for their thing', () => {
    const wrong = rows
      .flatMap(({ not }) => not)
      .flatMap((term) =>
        texts
          .filter(({ topic, text }) => !OF_THE_PROGRAM.includes(topic) && text.includes(term))
          .map(({ key }) => `${key}: ${term}`),
      );
    expect(wrong).toEqual([]);
  });
});
