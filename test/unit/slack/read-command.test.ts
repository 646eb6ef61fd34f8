import { describe, expect, it } from 'vitest';
import { readCommand } from '../../../src/edges/slack/command/read-command.js';
import {
  numberParts,
  numbersOneSlipAway,
  numberVariants,
} from '../../../src/edges/slack/lookup/number-variants.js';

describe('what is typed after /order', () => {
  it.each([
    ['SO-1042', { kind: 'show', number: 'SO-1042' }],
    ['show SO-1042', { kind: 'show', number: 'SO-1042' }],
    ['SHOW #1042', { kind: 'show', number: '1042' }],
    ['show: "so 1042"', { kind: 'show', number: 'so 1042' }],
    ['№ 7', { kind: 'show', number: '7' }],
    ['ｓｈｏｗ　“ＳＯ－１０４２”。', { kind: 'show', number: 'SO-1042' }],
    ['SO–1042', { kind: 'show', number: 'SO-1042' }],
    ['cancel so-1042', { kind: 'cancel', number: 'so-1042' }],
    ['  History   SO-1042 ', { kind: 'history', number: 'SO-1042' }],
    ['find 王伟 &amp; co &lt;b&gt;', { kind: 'find', words: '王伟 & co <b>' }],
    ['find “Blauer See” 状态：新建', { kind: 'find', words: '"Blauer See" 状态:新建' }],
    ["find: 'Bon app' ", { kind: 'find', words: "'Bon app'" }],
    ['Pending', { kind: 'pending' }],
    ['', { kind: 'help' }],
    ['help me', { kind: 'help' }],
    ['？', { kind: 'help' }],
    ['cancel', { kind: 'incomplete', verb: 'cancel' }],
    ['show "#"', { kind: 'incomplete', verb: 'show' }],
    ['find  ', { kind: 'incomplete', verb: 'find' }],
    ['archive SO-1', { kind: 'later', verb: 'archive' }],
    ['report', { kind: 'later', verb: 'report' }],
    ['please cancel', { kind: 'unknown', typed: 'please cancel' }],
    ['🧵', { kind: 'unknown', typed: '🧵' }],
    ['SO-\u00001042', { kind: 'show', number: 'SO- 1042' }],
  ])('%j is understood', (typed, command) => {
    expect(readCommand(typed)).toEqual(command);
  });
});

describe('a number as people write it', () => {
  it.each([
    ['1042', ['1042', 'SO-1042', 'PO-1042']],
    ['SO-1042', ['SO-1042', 'SO1042']],
    ['so 1042', ['so 1042', 'so-1042', 'so1042']],
    ['SO1042', ['SO1042', 'SO-1042']],
    ['X/2026/7', ['X/2026/7']],
  ])('%s may mean', (typed, meant) => {
    expect(numberVariants(typed)).toEqual(meant);
  });

  it('has neighbours one slip away, and letters that look like digits are read as these', () => {
    expect(numbersOneSlipAway('SO-10248')).toEqual(
      expect.arrayContaining(['SO-10258', 'SO-10284', 'SO-00248']),
    );
    expect(numbersOneSlipAway('SO-10248')).not.toContain('SO-10248');
    expect(numbersOneSlipAway('SO-11O77')[0]).toBe('SO-11077');
    for (const typed of ['bluebird', 'SO-7', `SO-${'1'.repeat(9)}`])
      expect(numbersOneSlipAway(typed)).toEqual([]);
  });

  it('is looked for by its parts when it is mistyped, and by nothing shorter than two digits', () => {
    expect(numberParts('SO-11059')).toEqual(['11059', '1105', '1059', '110']);
    expect(numberParts('SO-7')).toEqual([]);
    expect(numberParts('no digits')).toEqual([]);
  });
});
