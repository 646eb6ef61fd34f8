import { describe, expect, it } from 'vitest';
import { repositoryFiles, textOf } from './repository.js';

const PAGE = 'docs/invariants.md';
const COUNTS = { S: 12, M: 13, A: 12, C: 10, K: 5 } as const;
const LETTERS = Object.entries(COUNTS).flatMap(([kind, count]) =>
  Array.from({ length: count }, (_, index) => `${kind}${index + 1}`),
);

/** Rows of the page's tables, by letter: the letter, and the tests that are named in the last column. */
const rows = textOf(PAGE)
  .split('\n')
  .flatMap((line) => {
    const [, letter] = /^\| ([SMACK]\d+) \|/.exec(line) ?? [];
    const last = line.split('|').at(-2) ?? '';
    const tests = [...last.matchAll(/`(test\/[\w./-]+)`/g)].map(([, path = '']) => path);
    return letter === undefined ? [] : [{ letter, tests, waits: line.split('|').length === 4 }];
  });

/** Whether some title in the file names the letter. */
const names = (path: string, letter: string): boolean =>
  new RegExp(`(['"\`])(?:(?!\\1).)*\\b${letter}\\b(?:(?!\\1).)*\\1`).test(textOf(path));

describe('the page about invariants', () => {
  it('has every letter once', () => {
    expect(rows.map(({ letter }) => letter).sort()).toEqual(LETTERS.toSorted());
  });

  it('names a test for each that applies, and none for those that wait', () => {
    expect(rows.filter(({ tests, waits }) => tests.length > 0 === waits)).toEqual([]);
  });

  it('names only tests that exist and name the letter', () => {
    const files = new Set(repositoryFiles());
    const wrong = rows.flatMap(({ letter, tests }) =>
      tests.filter((path) => !files.has(path) || !names(path, letter)).map((path) => `${letter}: ${path}`),
    );
    expect(wrong).toEqual([]);
  });
});
