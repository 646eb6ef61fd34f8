import { describe, expect, it } from 'vitest';
import { columns, ledgerLines, PHONE_COLUMNS, wrap } from '../../../src/edges/slack/block-kit/fixed-width.js';

const LONG = 'Mountain cheese of the Upper Engadine aged for 24 months 高山奶酪二十四个月';

describe('a list of goods on a phone', () => {
  it('has every amount at the right edge, in English and Chinese, whatever the names', () => {
    const entries = [
      {
        what: `12 × ${LONG}`,
        detail: 'CM-001',
        amount: '$804.60',
        note: '19 from MAIN A-01 · 6 from MAIN B-01',
      },
      { what: '9 × 茉莉花茶', detail: 'CM-009', amount: 'US$1,234,567.89' },
      { what: 'Freight', amount: '$26.50' },
    ];
    for (const entry of entries) {
      const lines = ledgerLines(entry);
      expect(lines.filter((line) => columns(line) > PHONE_COLUMNS)).toEqual([]);
      const [line = ''] = lines.filter((one) => one.includes(entry.amount));
      expect(line.endsWith(entry.amount)).toBe(true);
      expect(columns(line)).toBe(PHONE_COLUMNS);
    }
  });

  it('says each fact on one line where it fits, and the amount below what leaves it no room', () => {
    expect(
      ledgerLines({
        what: 'Tea',
        detail: 'A-SKU-OF-26-CHARACTERS-LONG',
        amount: '$1,000.00',
        note: '19 from MAIN A-01 · 6 from MAIN B-01',
      }),
    ).toEqual([
      'Tea',
      '  A-SKU-OF-26-CHARACTERS-LONG',
      '                         $1,000.00',
      '  19 from MAIN A-01',
      '  6 from MAIN B-01',
    ]);
  });

  it('loses nothing of a long name, nor of a word longer than a line', () => {
    for (const text of [LONG, 'x'.repeat(80), `a ${'长'.repeat(60)}`])
      expect(wrap(text, PHONE_COLUMNS).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    for (const line of wrap(`a ${'长'.repeat(60)}`, PHONE_COLUMNS))
      expect(columns(line)).toBeLessThanOrEqual(PHONE_COLUMNS);
  });
});
