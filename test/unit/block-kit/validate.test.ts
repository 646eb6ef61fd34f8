import { describe, expect, it } from 'vitest';
import {
  actions,
  context,
  divider,
  fields,
  header,
  image,
  input,
  plainSection,
  richText,
  section,
  table,
} from '../../../src/edges/slack/block-kit/blocks.js';
import {
  button,
  checkboxes,
  datePicker,
  radioButtons,
  staticSelect,
  textInput,
} from '../../../src/edges/slack/block-kit/elements.js';
import { home, message, modal } from '../../../src/edges/slack/block-kit/surfaces.js';
import { validate } from '../../../src/edges/slack/block-kit/validate.js';

const choices = [
  { value: 'a', text: 'A' },
  { value: 'b', text: 'B', description: 'second' },
];

const approve = button({
  actionId: 'approve',
  text: 'Approve',
  label: 'Approve cancellation of order SO-1042, 89.00 EUR',
  value: 'v',
  style: 'primary',
  confirm: {
    title: 'Approve?',
    text: 'It will be cancelled.',
    confirm: 'Approve',
    deny: 'Back',
    style: 'danger',
  },
});

const everyBlock = [
  header('Order'),
  section('*Hello*', { blockId: 's', accessory: approve }),
  plainSection('<!channel> & :tada:'),
  fields([{ label: 'Paid', value: '0' }]),
  context(['small']),
  divider(),
  actions([approve, button({ actionId: 'go', text: 'Go', label: 'Go', url: 'https://example.com' })], {
    blockId: 'x',
  }),
  image('https://example.com/a.png', 'A chart'),
  richText([[{ type: 'text', text: 'rich', style: { bold: true } }]]),
];

const form = [
  input('reason', 'Reason', staticSelect({ actionId: 'r', choices, initial: 'b', placeholder: 'Choose' }), {
    hint: 'why',
  }),
  input('who', 'Who', radioButtons({ actionId: 'w', choices, initial: 'gone' }), { dispatch: true }),
  input('mail', 'Mail', checkboxes({ actionId: 'm', choices, initial: ['a'] }), { optional: true }),
  input('on', 'On', datePicker({ actionId: 'd', initial: '2026-03-01' })),
  input(
    'note',
    'Note',
    textInput({ actionId: 'n', initial: '', placeholder: 'Text', multiline: true, maxLength: 9 }),
  ),
];

const view = (
  blocks: Parameters<typeof modal>[0]['blocks'],
  more: Partial<Parameters<typeof modal>[0]> = {},
) =>
  modal({ callbackId: 'c', title: 'Cancel', close: 'Back', submit: 'Next', metadata: '{}', blocks, ...more });

const found = (payload: unknown): string[] =>
  validate(payload).map(({ pointer, rule, limit, actual }) =>
    [pointer, rule, limit, actual].join(' ').trim(),
  );

describe('what the builders make', () => {
  it('is what Slack takes: every block and element on its surface', () => {
    expect(
      found(
        message('Order SO-1042', [
          ...everyBlock,
          table(
            [
              ['SKU', ''],
              ['a', '1'],
            ],
            ['left', 'right'],
          ),
        ]),
      ),
    ).toEqual([]);
    expect(found(view([...everyBlock, ...form, undefined], { notifyOnClose: true }))).toEqual([]);
    expect(found(home(everyBlock))).toEqual([]);
  });

  it('preselects only what can be chosen', () => {
    expect(radioButtons({ actionId: 'w', choices, initial: 'gone' })).not.toHaveProperty('initial_option');
  });
});

describe('what Slack would refuse is found before it is sent', () => {
  const long = (length: number): string => 'x'.repeat(length);

  it.each([
    [
      'a section of 3,001 characters',
      message('m', [section(long(3_001))]),
      '/blocks/0/text/text too-long 3000 3001',
    ],
    ['a header of 151', message('m', [header(long(151))]), '/blocks/0/text/text too-long 150 151'],
    [
      'a field of 2,001',
      message('m', [fields([{ label: 'L', value: long(1_997) }])]),
      '/blocks/0/fields/0/text too-long 2000 2001',
    ],
    [
      'eleven fields',
      message('m', [fields(Array.from({ length: 11 }, () => ({ label: 'L', value: 'v' })))]),
      '/blocks/0/fields too-many 10 11',
    ],
    [
      'eleven pieces of context',
      message('m', [context(Array.from({ length: 11 }, () => 'c'))]),
      '/blocks/0/elements too-many 10 11',
    ],
    ['empty text', message('m', [section('')]), '/blocks/0/text/text too-few 1 0'],
    ['no buttons among the actions', message('m', [actions([])]), '/blocks/0/elements too-few 1 0'],
    [
      'a button of 76 characters',
      message('m', [actions([{ ...approve, text: { type: 'plain_text', text: long(76) } }])]),
      '/blocks/0/elements/0/text/text too-long 75 76',
    ],
    [
      'a button value of 2,001',
      message('m', [actions([{ ...approve, value: long(2_001) }])]),
      '/blocks/0/elements/0/value too-long 2000 2001',
    ],
    [
      'the same action twice in a block',
      message('m', [actions([approve, approve])]),
      '/blocks/0/elements/1/action_id duplicate  approve',
    ],
    [
      'the same block id twice',
      message('m', [section('a', { blockId: 'b' }), section('b', { blockId: 'b' })]),
      '/blocks/1/block_id duplicate  b',
    ],
    ['51 blocks in a message', message('m', Array.from({ length: 51 }, divider)), '/blocks too-many 50 51'],
    ['a message without fallback text', message(' ', [divider()]), '/text required'],
    ['a fallback of 4,001', message(long(4_001), []), '/text too-long 4000 4001'],
    ['a table in a modal', view([table([['a']], [])]), '/blocks/0/type wrong-surface message modal'],
    ['two tables', message('m', [table([['a']], []), table([['b']], [])]), '/blocks/1/type too-many 1 2'],
    ['a modal title of 25', view([divider()], { title: long(25) }), '/title/text too-long 24 25'],
    [
      'metadata of 3,001',
      view([divider()], { metadata: long(3_001) }),
      '/private_metadata too-long 3000 3001',
    ],
    ['101 blocks in a modal', view(Array.from({ length: 101 }, divider)), '/blocks too-many 100 101'],
    [
      'a form that cannot be submitted',
      modal({ callbackId: 'c', title: 'T', close: 'C', blocks: form }),
      '/submit required input block',
    ],
    [
      '101 options',
      view([
        input(
          'i',
          'L',
          staticSelect({
            actionId: 'a',
            choices: Array.from({ length: 101 }, (_, i) => ({ value: `${i}`, text: 't' })),
          }),
        ),
      ]),
      '/blocks/0/element/options too-many 100 101',
    ],
    [
      'an option value of 76',
      view([input('i', 'L', staticSelect({ actionId: 'a', choices: [{ value: long(76), text: 't' }] }))]),
      '/blocks/0/element/options/0/value too-long 75 76',
    ],
    [
      'two options of one value',
      view([
        input('i', 'L', staticSelect({ actionId: 'a', choices: [...choices, { value: 'a', text: 'C' }] })),
      ]),
      '/blocks/0/element/options/2 duplicate  a',
    ],
    ['a section of nothing', message('m', [{ type: 'section' }]), '/blocks/0/text required'],
    [
      'a date of another form',
      view([input('i', 'L', datePicker({ actionId: 'a', initial: '1.3.2026' }))]),
      '/blocks/0/element/initial_date invalid YYYY-MM-DD 1.3.2026',
    ],
    [
      'a mention of everybody in rich text',
      message('m', [richText([[{ type: 'broadcast', range: 'channel' }]])]),
      '/blocks/0/elements/0/elements/0/type unknown text|link|user|channel|emoji|date broadcast',
    ],
    [
      'an unknown field',
      { text: 'm', blocks: [{ type: 'divider', colour: 'red' }] },
      '/blocks/0/colour unknown',
    ],
    [
      'more text than a message holds',
      message(
        'm',
        Array.from({ length: 5 }, () => section(long(2_500))),
      ),
      '/blocks too-large 12000 12500',
    ],
  ])('%s', (_name, payload, finding) => {
    expect(found(payload)).toEqual([finding]);
  });

  it('a view of more than 250 KB', () => {
    const payload = view(Array.from({ length: 90 }, () => section('文'.repeat(1_000))));
    expect(validate(payload)).toMatchObject([{ pointer: '/blocks', rule: 'too-large', limit: 250_000 }]);
  });

  it('counts code points, as Slack does: 3,000 emoji are 3,000 characters', () => {
    expect(found(message('m', [section('😀'.repeat(3_000))]))).toEqual([]);
    expect(found(message('m', [section('😀'.repeat(3_001))]))).toEqual([
      '/blocks/0/text/text too-long 3000 3001',
    ]);
  });
});
