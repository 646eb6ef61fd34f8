import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVERYTHING, type OrderQuery } from '../../../../src/features/orders/find/order-query.js';
import { MOST_WORDS, parseQuery } from '../../../../src/features/orders/find/parse-query.js';
import { writeQuery } from '../../../../src/features/orders/find/write-query.js';

const refusals = (typed: string) => {
  const parsed = parseQuery(typed);
  return parsed.ok ? [] : parsed.refusals;
};

describe('what is typed to find orders', () => {
  const cases: readonly (readonly [string, Partial<OrderQuery>])[] = [
    ['acme "Blauer See"', { words: ['acme', 'Blauer See'] }],
    ['“Blauer See” ‘two words’ 「三 个」', { words: ['Blauer See', 'two words', '三 个'] }],
    ["Let's stop, n 'shop", { words: ["Let's", 'stop', 'n', 'shop'] }],
    ['客户：王伟　状态：新建、处理中', { customers: ['王伟'], statuses: ['new', 'processing'] }],
    [
      '金额＞１万 从：2026年3月 类型：采购',
      {
        amounts: [{ comparison: '>', amount: '10000', currency: null }],
        from: '2026-03-01',
        kinds: ['purchase'],
      },
    ],
    [
      'customer: “Acme Ltd, Inc” Amount >= 1,000.50 EUR x',
      {
        customers: ['Acme Ltd, Inc'],
        amounts: [{ comparison: '>=', amount: '1000.5', currency: 'EUR' }],
        words: ['x'],
      },
    ],
    [
      'amount:100..200 to:2024-02',
      {
        amounts: [
          { comparison: '>=', amount: '100', currency: null },
          { comparison: '<=', amount: '200', currency: null },
        ],
        to: '2024-02-29',
      },
    ],
    [
      'amount≤5k from:2026 from:2025',
      { amounts: [{ comparison: '<=', amount: '5000', currency: null }], from: '2026-01-01' },
    ],
    [
      'owner:<@U12AB|sam>,me,"Nancy D" department:Sales',
      {
        owners: [{ slackUserId: 'U12AB' }, { me: true }, { named: 'Nancy D' }],
        departments: ['Sales'],
        words: [],
      },
    ],
    ['number:SO-1,SO-2 status:open', { numbers: ['SO-1', 'SO-2'], statuses: ['new', 'processing'] }],
    ['from acme to berlin', { words: ['from', 'acme', 'to', 'berlin'] }],
    [
      '10:30 https://x.example/a :thread: a>b re: me',
      { words: ['10:30', 'https://x.example/a', ':thread:', 'a>b', 're:', 'me'] },
    ],
    ['"colour:red"', { words: ['colour:red'] }],
    ['%', { words: ['%'] }],
    ['🧵 _ \\', { words: ['🧵'] }],
    ['a - & b', { words: ['a', 'b'] }],
    ['', {}],
  ];
  it.each(cases)('%j is understood', (typed, meant) => {
    expect(parseQuery(typed)).toEqual({ ok: true, value: { ...EVERYTHING, ...meant } });
  });

  it('is refused by name where a filter does not exist, has no value or a wrong one, all at once', () => {
    expect(refusals('colour:red amout>5 status:new,blue to:2026-02-30 kind: from:2026')).toEqual([
      { code: 'unknown-filter', name: 'colour' },
      { code: 'unknown-filter', name: 'amout' },
      { code: 'wrong-value', filter: 'status', value: 'new,blue' },
      { code: 'wrong-value', filter: 'to', value: '2026-02-30' },
      { code: 'value-missing', filter: 'kind' },
    ]);
    for (const typed of [
      'amount>lots',
      'amount:1..2..3',
      'amount>1..2',
      'from:1',
      'status:""',
      'kind:constructor',
    ])
      expect(refusals(typed), typed).toHaveLength(1);
    for (const typed of ['owner:@', 'owner:"@ "', '负责人：＠，@'])
      expect(refusals(typed), typed).toEqual([{ code: 'value-missing', filter: 'owner' }]);
    expect(refusals('from:2026-02-02 to:2026-02-01')).toEqual([
      { code: 'from-after-to', from: '2026-02-02', to: '2026-02-01' },
    ]);
    expect(refusals('from:2026-02-01 to:2026-02-01')).toEqual([]);
    const many = Array.from({ length: MOST_WORDS + 1 }, (_, at) => `w${at}`).join(' ');
    expect(refusals(many)).toEqual([{ code: 'too-many-words', limit: MOST_WORDS }]);
  });

  it('never makes it fail, whatever it is', () => {
    const pieces = fc.constantFrom(
      'customer:',
      '客户：',
      'amount',
      '>',
      '<=',
      ':',
      '"',
      "'",
      '“',
      ' ',
      '　',
      '%',
      '\\',
      '1万',
      '..',
      'EUR',
      '<@U1>',
      'status:new',
      '\u0000',
      '🧵',
    );
    const typed = fc
      .array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 40 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(typed, (text) => typeof parseQuery(text).ok === 'boolean'),
      { numRuns: 2_000 },
    );
  });

  it('is read again from what a query writes', () => {
    const text = fc
      .stringMatching(/^[a-z王伟é%_\\:><'.-]{1,8}( [a-z王伟:]{1,4})?$/)
      .filter((one) => /[a-z王伟é%_\\]/.test(one));
    const day = fc
      .date({ min: new Date('2001-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((one) => one.toISOString().slice(0, 10));
    const queries = fc.record({
      words: fc.uniqueArray(
        text.filter((one) => /[^\p{P}\s]/u.test(one)),
        { maxLength: 3 },
      ),
      numbers: fc.uniqueArray(fc.stringMatching(/^[A-Z]{1,3}-\d{1,6}$/), { maxLength: 3 }),
      customers: fc.array(text, { maxLength: 2 }),
      owners: fc.array(
        fc.oneof(
          fc.constant({ me: true } as const),
          fc.record({ slackUserId: fc.stringMatching(/^U[A-Z0-9]{3}$/) }),
          fc.record({
            named: fc.stringMatching(/^[n-z王 ]{3,8}$/).map((one) => `${one.trim().replace(/ +/g, ' ')}z`),
          }),
        ),
        { maxLength: 2 },
      ),
      departments: fc.array(fc.stringMatching(/^[a-z]{1,6}$/), { maxLength: 1 }),
      statuses: fc.uniqueArray(
        fc.constantFrom('new', 'processing', 'shipped', 'completed', 'closed', 'cancelled'),
      ),
      kinds: fc.uniqueArray(fc.constantFrom('sales', 'purchase')),
      from: fc.option(day),
      to: fc.option(day),
      amounts: fc.array(
        fc.record({
          comparison: fc.constantFrom('<', '<=', '>', '>=', '='),
          amount: fc.nat().map(String),
          currency: fc.option(fc.constantFrom('EUR', 'JPY')),
        }),
        { maxLength: 1 },
      ),
    });
    fc.assert(
      fc.property(queries, (query) => {
        const conditions = [
          query.words,
          query.customers,
          query.owners,
          query.departments,
          query.statuses,
          query.kinds,
          query.amounts,
        ];
        fc.pre(conditions.flat().length + 3 <= MOST_WORDS);
        fc.pre(query.from === null || query.to === null || query.from <= query.to);
        expect(parseQuery(writeQuery(query))).toEqual({ ok: true, value: query });
      }),
      { numRuns: 500 },
    );
  });
});
