import { describe, expect, it } from 'vitest';
import { sayRefusal, sayWarning, sayWrongRow, wrongRowAsJson } from '../../../src/edges/cli/import-words.js';
import { readerOf } from '../../../src/edges/cli/reader.js';
import type { WrongRow } from '../../../src/features/import/import-report.js';

const english = readerOf('en');
const chinese = readerOf('zh-CN');
const wrong = (row: Partial<WrongRow>): WrongRow => ({
  file: 'orders.csv',
  line: 12,
  column: 'freight',
  reason: 'negative',
  values: {},
  ...row,
});

describe('what an import says', () => {
  it.each([
    [
      { values: { value: '-1' } },
      'orders.csv:12 freight: "-1" is negative',
      'orders.csv:12 freight：“-1”是负数',
    ],
    [{}, 'orders.csv:12 freight: the cell is negative', 'orders.csv:12 freight：该单元格是负数'],
    [
      { column: null, reason: 'wrong-number-of-cells', values: { value: '1', expected: '9' } },
      'orders.csv:12: number of cells in this row: 1, not 9',
      'orders.csv:12：此行有 1 个单元格，应为 9 个',
    ],
    [
      { reason: 'too-large', values: { value: '9e9', expected: '15 digits' } },
      'orders.csv:12 freight: "9e9" is too large: at most 15 digits',
      'orders.csv:12 freight：“9e9”过大：最多 15 位数字',
    ],
    [
      { reason: 'not-a-code', values: { value: '{{expected}} $t(importing.file)' } },
      'orders.csv:12 freight: "{{expected}} $t(importing.file)" has a space in it',
      'orders.csv:12 freight：“{{expected}} $t(importing.file)”中含有空格',
    ],
  ] satisfies [Partial<WrongRow>, string, string][])(
    'of a wrong row names file, line, column and reason, the cell as it was typed: %j',
    (row, inEnglish, inChinese) => {
      expect(sayWrongRow(wrong(row), english)).toBe(inEnglish);
      expect(sayWrongRow(wrong(row), chinese)).toBe(inChinese);
      // For a program the same in every language.
      expect(inEnglish).toContain(wrongRowAsJson(wrong(row)).reason);
    },
  );

  it('counts what is wrong, and says why nothing was imported', () => {
    const rows = (count: number) => ({ kind: 'wrong-rows' as const, rows: Array(count).fill(wrong({})) });
    expect(sayRefusal(rows(1), english)).toBe('One row is wrong; nothing was imported.');
    expect(sayRefusal(rows(3), english)).toBe('3 things are wrong; nothing was imported.');
    expect(sayRefusal(rows(1), chinese)).toBe('有 1 处错误，未导入任何数据。');
    expect(sayRefusal({ kind: 'no-such-folder', folder: './x' }, chinese)).toBe('文件夹 ./x 不存在。');
    expect(sayWarning({ kind: 'file-ignored', subject: 'a.csv' }, english)).toBe(
      'a.csv is not part of an import and was ignored',
    );
  });
});
