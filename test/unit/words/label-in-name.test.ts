import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../../src/words/en/index.js';
import { zhCN } from '../../../src/words/zh-CN/index.js';

const BUTTON =
  /\b(?:button|danger)\(\{(?:(?!\bbutton\()[\s\S])*?text: (?:viewer\.)?t\('([\w.]+)'(?:(?!\bbutton\()[\s\S])*?label:(?:(?!\bbutton\()[\s\S])*?t\(\s*'([\w.]+)'/g;

const code = readdirSync('src/edges/slack', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  .join('\n');
const buttons = [...code.matchAll(BUTTON)].map(([, text = '', label = '']) => ({ text, label }));

const textOf = (catalogue: object, key: string): string => {
  const [topic = '', name = ''] = key.split('.');
  const texts: unknown = Reflect.get(catalogue, topic);
  const text: unknown = typeof texts === 'object' && texts !== null ? Reflect.get(texts, name) : undefined;
  if (typeof text !== 'string') throw new Error(`there is no text ${key}`);
  return text;
};

describe('what a screen reader says of a button', () => {
  it.each([
    ['English', en],
    ['Chinese', zhCN],
  ])('contains what stands on it, so that it can be said aloud to press it, in %s', (_, catalogue) => {
    expect(buttons.length).toBeGreaterThan(18);
    const apart = buttons
      .map(({ text, label }) => ({ shown: textOf(catalogue, text), said: textOf(catalogue, label) }))
      .filter(({ shown, said }) => !said.toLowerCase().includes(shown.replace('…', '').toLowerCase()));
    expect(apart).toEqual([]);
  });
});
