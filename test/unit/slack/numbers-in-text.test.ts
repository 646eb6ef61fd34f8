import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbersIn } from '../../../src/edges/slack/lookup/numbers-in-text.js';
import { textOfMessage } from '../../../src/edges/slack/lookup/text-of-message.js';

describe('the order numbers that a message mentions', () => {
  it.each([
    ['Please check SO-1042 and so 1043, also #1044.', ['SO-1042', 'so 1043', '1044']],
    ['order 1042, order 1042 again', ['1042']],
    ['订单１０４２已发货，请看2026/7770', ['1042', '2026/7770']],
    ['<https://shop.example/o/SO-1051|SO-1051>', ['SO-1051']],
    ['S-7 and B-12 but not v1 or 42', ['S-7', 'B-12']],
    ['on 2026-03-05 at 10:30, $1,234.50 or 1,500 or 99.95, call +49 30 1234567', []],
    ['<@U1234567> in <#C7654321|sales> <!date^1700000000^{date}|2023>', []],
    ['', []],
  ])('%j mentions', (text, numbers) => {
    expect(numbersIn(text)).toEqual(numbers);
  });

  it('are read from text, blocks and what is attached, and from nothing that is not to be read', () => {
    const message = {
      ts: '1700000000.000100',
      text: 'see below',
      blocks: [
        {
          type: 'section',
          block_id: '55555',
          text: { type: 'mrkdwn', text: 'About SO-1001' },
          fields: [{ type: 'mrkdwn', text: 'SO-1002' }],
        },
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'SO-1003' }] }],
        },
      ],
      attachments: [{ fallback: 'SO-1004', id: 77777 }],
    };
    expect(numbersIn(textOfMessage(message))).toEqual(['SO-1001', 'SO-1002', 'SO-1003', 'SO-1004']);
  });

  it('are looked for in anything without failing, and are never more than twenty', () => {
    fc.assert(fc.property(fc.anything(), (anything) => numbersIn(textOfMessage(anything)).length <= 20));
    expect(numbersIn(Array.from({ length: 50 }, (_, at) => `SO-${1000 + at}`).join(' '))).toHaveLength(20);
  });

  it('are read from as much as a message can hold, at once however it is made', () => {
    expect(numbersIn(`${'x '.repeat(19_900)}SO-1001 ${'x '.repeat(19_900)}SO-1002`)).toEqual(['SO-1001']);
    for (const piece of ['<@', '$1', '+1', '1,111', '1.', '1-', 'so ']) {
      const before = process.cpuUsage();
      numbersIn(piece.repeat(60_000));
      const { user } = process.cpuUsage(before);
      expect(user / 1_000, piece).toBeLessThan(250);
    }
  });
});
