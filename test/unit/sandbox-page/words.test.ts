import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { slackWords } from '../../../src/sandbox/acting/words/slack-words.js';
import { formatDate } from '../../../src/sandbox/page/app/text/format-date.js';
import { wordsFor } from '../../../src/sandbox/page/words/words.js';

const PAGE = 'src/sandbox/page/app';
const sources = readdirSync(PAGE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));

/** Stands for a number, a name and a list of names alike. */
const ANYTHING = ['7'];

/** Every text of a catalogue by its key. */
const textsOf = (words: object, prefix = ''): Map<string, string> =>
  new Map(
    Object.entries(words).flatMap(([key, word]): [string, string][] => {
      if (typeof word === 'string') return [[prefix + key, word]];
      if (typeof word === 'function') return [[prefix + key, word(ANYTHING, ANYTHING, ANYTHING)]];
      return [...textsOf(word, `${prefix}${key}.`)];
    }),
  );

const someone = (locale: string) => ({ locale }) as Parameters<typeof slackWords>[0];
const texts = (locale: 'en' | 'zh-CN') =>
  new Map([...textsOf(wordsFor(locale)), ...textsOf(slackWords(someone(locale)), 'slack.')]);

const PUNCTUATION = /[,;?!()"']|[.:](?=\s|$)/;

describe('the words of the page', () => {
  it('are Chinese in Chinese, with Chinese punctuation', () => {
    const wrong = [...texts('zh-CN')].filter(
      ([, text]) => !/[\u4e00-\u9fff]/.test(text) || PUNCTUATION.test(text),
    );
    expect(wrong).toEqual([]);
  });

  it('are English in English', () => {
    expect([...texts('en')].filter(([, text]) => /[\u3000-\u9fff\uff00-\uffef]/.test(text))).toEqual([]);
  });

  it('write dates as the reader does', () => {
    const shown = (language: 'en' | 'zh-CN') => formatDate(1_790_000_000, '{date_long}', '', language);
    expect(shown('en')).toMatch(/^\w+, September \d+, 2026$/);
    expect(shown('zh-CN')).toMatch(/^2026年9月\d+日星期.$/);
  });

  it('are all said somewhere', () => {
    const code = sources.map((path) => readFileSync(path, 'utf8')).join('\n');
    const unused = [...textsOf(wordsFor('en')).keys()].filter((key) => {
      const names = key.split('.');
      // The word itself, or one of the groups that it is in where that is looked up by a name.
      const said = new RegExp(`[.\\s{']${names.at(-1)}\\b`);
      return !said.test(code) && !names.some((group) => code.includes(`${group}[`));
    });
    expect(unused).toEqual([]);
  });

  it('are in the catalogue and nowhere else', () => {
    expect(sources.flatMap(literalTexts)).toEqual([]);
  });
});

/** Attributes whose value a person reads or hears. */
const READ = [
  'aria-label',
  'title',
  'placeholder',
  'alt',
  'label',
  'aria-description',
  'aria-roledescription',
];

/** Texts that stand in the elements of a file, or in what a person reads of their attributes, where letters occur. */
const literalTexts = (path: string): readonly string[] => {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const note = (text: string): void => {
    if (/\p{L}/u.test(text)) found.push(`${path}: ${text.trim()}`);
  };
  /** Literals in an expression whose value is shown; not the names of things that it looks up or compares. */
  const inShown = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) note(node.text);
    else if (ts.isTemplateExpression(node)) {
      note(node.head.text);
      for (const span of node.templateSpans) note(span.literal.text);
    } else if (ts.isConditionalExpression(node)) {
      inShown(node.whenTrue);
      inShown(node.whenFalse);
    } else if (ts.isParenthesizedExpression(node)) inShown(node.expression);
    else if (ts.isBinaryExpression(node) && ['??', '||', '&&', '+'].includes(node.operatorToken.getText())) {
      inShown(node.left);
      inShown(node.right);
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) note(node.text);
    if (ts.isJsxExpression(node) && node.expression !== undefined && !ts.isJsxAttribute(node.parent))
      inShown(node.expression);
    if (ts.isJsxAttribute(node) && READ.includes(node.name.getText()) && node.initializer !== undefined)
      inShown(
        ts.isJsxExpression(node.initializer) ? (node.initializer.expression ?? node) : node.initializer,
      );
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
};
