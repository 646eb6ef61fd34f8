import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../../src/words/en/index.js';
import { formatDate, formatInstant, formatMoney, formatNumber } from '../../../src/words/formats.js';
import type { Catalogue, WordKey, WordValues } from '../../../src/words/keys.js';
import { languageOf, translator } from '../../../src/words/translator.js';

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));

const allKeys = Object.entries(en).flatMap(([topic, texts]) =>
  Object.keys(texts).map((key) => `${topic}.${key.replace(/_(one|other)$/, '')}`),
);

describe('the words', () => {
  it('are all used: no text lies in the catalogue that nobody says', () => {
    const code = sources('src')
      .filter((path) => !path.includes('src/words/') && !path.includes('/generated/'))
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n');
    // A key may also be put together from a fixed beginning: t(`refusal.${code}`).
    const prefixes = [...code.matchAll(/`([a-zA-Z]+\.[a-zA-Z_-]*)\$\{/g)].map((match) => match[1] ?? '');
    const unused = allKeys.filter(
      (key) => !code.includes(`'${key}'`) && !prefixes.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });

  it('fill their gaps with the values, and leave what a person typed as it was typed', () => {
    const t = translator('en-US');
    expect(t('connection.failed', { incident: '$t(connection.close) {{limit}} <b>&' })).toContain(
      'Incident $t(connection.close) {{limit}} <b>&.',
    );
  });

  it('leave no gap unfilled', () => {
    expect(translator(undefined)('textInput.tooLong', { limit: 2000, actual: 2001 })).toBe(
      'Please use at most 2000 characters; this has 2001.',
    );
  });

  it('are Chinese for every kind of zh and English for everybody else', () => {
    expect(['zh-CN', 'zh_TW', 'zh', 'ZH-Hant', 'en-GB', 'de-DE', undefined].map(languageOf)).toEqual([
      'zh-CN',
      'zh-CN',
      'zh-CN',
      'zh-CN',
      'en',
      'en',
      'en',
    ]);
  });

  it('are demanded by type: a missing key, value or translation does not compile', () => {
    // @ts-expect-error a key that does not exist
    const wrong: WordKey = 'connection.nothing';
    // @ts-expect-error a gap without its value
    const values: WordValues<'textInput.tooLong'> = { limit: 1 };
    // @ts-expect-error a catalogue without its keys
    const catalogue: Catalogue = { connection: { restarting: '重启中' }, textInput: en.textInput };
    expect([wrong, values, catalogue]).toHaveLength(3);
  });
});

describe('amounts, numbers and dates', () => {
  it('show amounts with the currency and exactly its decimals', () => {
    expect(formatMoney({ amount: 476036n, currency: 'USD' }, 'en-US')).toBe('$4,760.36');
    expect(formatMoney({ amount: 500n, currency: 'JPY' }, 'en-US')).toBe('¥500');
    expect(formatMoney({ amount: -1500n, currency: 'KWD' }, 'en-US').replace(/\s/g, ' ')).toBe('-KWD 1.500');
    expect(formatMoney({ amount: 8900n, currency: 'CNY' }, 'zh-CN')).toBe('¥89.00');
  });

  it('show the last cent of the largest amount that the database holds', () => {
    expect(formatMoney({ amount: 9223372036854775807n, currency: 'USD' }, 'en')).toBe(
      '$92,233,720,368,547,758.07',
    );
  });

  it('show numbers grouped, without losing digits', () => {
    expect(formatNumber(1234567, 'en')).toBe('1,234,567');
    expect(formatNumber('0.1234567890123456789', 'en')).toBe('0.1234567890123456789');
  });

  it('show a day as that day, and an instant in the zone of the person', () => {
    const midnight = new Date('2026-03-01T00:00:00Z');
    expect(formatDate(midnight, 'en-US')).toBe('Mar 1, 2026');
    expect(formatDate(midnight, 'zh-CN')).toBe('2026年3月1日');
    expect(formatInstant(midnight, 'en-US', 'America/New_York').replace(/\s/g, ' ')).toBe(
      'Feb 28, 2026, 7:00 PM',
    );
  });
});
