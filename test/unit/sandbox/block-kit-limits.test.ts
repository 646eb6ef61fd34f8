import { describe, expect, test } from 'vitest';
import {
  blockProblems,
  type Surface,
  textInBlocks,
  viewProblems,
} from '../../../src/sandbox/block-kit/surfaces.js';
import {
  actions,
  button,
  card,
  image,
  input,
  many,
  mrkdwn,
  option,
  options,
  plain,
  row,
  select,
  x,
} from '../../support/sandbox/block-kit-samples.js';

/** A limit: the block with exactly that much passes, with one more it does not. */
const LIMITS: readonly (readonly [string, number, (count: number) => object, Surface?])[] = [
  ['characters in a section', 3_000, (n) => ({ type: 'section', text: mrkdwn(n) })],
  ['characters in a section field', 2_000, (n) => ({ type: 'section', fields: [mrkdwn(n)] })],
  ['fields of a section', 10, (n) => ({ type: 'section', fields: many(n, () => mrkdwn(1)) })],
  ['characters in a header', 150, (n) => ({ type: 'header', text: plain(n) })],
  ['elements of a context', 10, (n) => ({ type: 'context', elements: many(n, () => mrkdwn(1)) })],
  ['elements of actions', 25, (n) => actions(...many(n, () => button()))],
  ['characters in markdown', 12_000, (n) => ({ type: 'markdown', text: x(n) })],
  ['characters in a block_id', 255, (n) => ({ type: 'divider', block_id: x(n) })],
  ['characters in an action_id', 255, (n) => actions(button({ action_id: x(n) }))],
  ['characters in a button', 75, (n) => actions({ type: 'button', text: plain(n) })],
  ['characters in a button value', 2_000, (n) => actions(button({ value: x(n) }))],
  ['characters in an accessibility label', 75, (n) => actions(button({ accessibility_label: x(n) }))],
  [
    'characters in a dialog title',
    100,
    (n) => actions(button({ confirm: { text: plain(1), title: plain(n) } })),
  ],
  ['characters in a dialog text', 300, (n) => actions(button({ confirm: { text: plain(n) } }))],
  [
    'characters in a dialog answer',
    30,
    (n) => actions(button({ confirm: { text: plain(1), confirm: plain(n) } })),
  ],
  ['options of a select', 100, (n) => select({ options: options(n) })],
  [
    'option groups of a select',
    100,
    (n) => select({ option_groups: many(n, () => ({ label: plain(1), options: options(1) })) }),
  ],
  [
    'characters in a group label',
    75,
    (n) => select({ option_groups: [{ label: plain(n), options: options(1) }] }),
  ],
  ['characters in an option', 75, (n) => select({ options: [option(0, n)] })],
  ['characters in an option value', 150, (n) => select({ options: [option(0, 1, x(n))] })],
  ['characters in a placeholder', 150, (n) => select({ options: options(1), placeholder: plain(n) })],
  ['options of an overflow menu', 5, (n) => actions({ type: 'overflow', options: options(n) })],
  ['checkboxes', 10, (n) => actions({ type: 'checkboxes', options: options(n) })],
  ['radio buttons', 10, (n) => actions({ type: 'radio_buttons', options: options(n) })],
  ['characters in an input label', 2_000, (n) => input({ type: 'plain_text_input' }, { label: plain(n) })],
  ['characters in an input hint', 2_000, (n) => input({ type: 'plain_text_input' }, { hint: plain(n) })],
  ['max_length of a text input', 3_000, (n) => input({ type: 'plain_text_input', max_length: n })],
  ['lines of a rich text input', 100, (n) => input({ type: 'rich_text_input', max_lines: n })],
  ['files of a file input', 10, (n) => input({ type: 'file_input', max_files: n }), 'modal'],
  ['characters in an image title', 2_000, (n) => ({ ...image, title: plain(n) })],
  ['characters in an alternative text', 2_000, (n) => ({ ...image, alt_text: x(n) })],
  ['rows of a table', 100, (n) => ({ type: 'table', rows: many(n, () => row(2)) })],
  ['columns of a table', 20, (n) => ({ type: 'table', rows: [row(n)] })],
  ['rows of a data table', 101, (n) => ({ type: 'data_table', caption: 'c', rows: many(n, () => row(2)) })],
  ['characters in a card title', 150, (n) => card({ title: mrkdwn(n) })],
  ['characters in a card body', 200, (n) => card({ body: mrkdwn(n) })],
  ['buttons of a card', 3, (n) => card({ actions: many(n, () => button()) })],
  ['cards of a carousel', 10, (n) => ({ type: 'carousel', elements: many(n, () => card()) })],
  [
    'blocks of a container',
    10,
    (n) => ({ type: 'container', child_blocks: many(n, () => ({ type: 'divider' })) }),
  ],
  ['characters in an alert', 200, (n) => ({ type: 'alert', text: plain(n) }), 'modal'],
  [
    'context actions',
    5,
    (n) => ({
      type: 'context_actions',
      elements: many(n, (i) => ({ type: 'icon_button', icon: 'trash', text: plain(1), action_id: `a${i}` })),
    }),
  ],
  [
    'segments of a pie',
    12,
    (n) => ({
      type: 'data_visualization',
      title: 't',
      chart: { type: 'pie', segments: many(n, () => ({ label: 'l', value: 1 })) },
    }),
  ],
];

describe('a block at its limit passes and one beyond it is refused', () => {
  const cases = LIMITS.map(([what, limit, make, surface = 'message' as const]) => ({
    what,
    limit,
    make,
    surface,
  }));
  test.each(cases)('$what: $limit', ({ limit, make, surface }) => {
    expect(blockProblems([make(limit)], surface)).toEqual([]);
    expect(blockProblems([make(limit + 1)], surface)).toMatchObject([{ constraint: limit }]);
  });

  test('a message has 50 blocks, a modal and a home 100', () => {
    for (const [surface, limit] of [
      ['message', 50],
      ['modal', 100],
      ['home', 100],
    ] as const) {
      const dividers = (count: number) => many(count, () => ({ type: 'divider' }));
      expect(blockProblems(dividers(limit), surface)).toEqual([]);
      expect(blockProblems(dividers(limit + 1), surface)).toMatchObject([
        { pointer: '/blocks', constraint: limit },
      ]);
    }
  });

  test('length counts code points, not the units that JavaScript counts', () => {
    expect(
      blockProblems([{ type: 'header', text: { type: 'plain_text', text: '😀'.repeat(150) } }], 'message'),
    ).toEqual([]);
  });
});

describe('a view', () => {
  const modal = (more: object = {}) => ({
    type: 'modal',
    title: plain(5),
    blocks: [{ type: 'divider' }],
    ...more,
  });

  test.each([
    ['title', 24, (n: number) => modal({ title: plain(n) })],
    ['submit', 24, (n: number) => modal({ submit: plain(n) })],
    ['close', 24, (n: number) => modal({ close: plain(n) })],
    ['private_metadata', 3_000, (n: number) => modal({ private_metadata: x(n) })],
    ['callback_id', 255, (n: number) => modal({ callback_id: x(n) })],
    ['external_id', 255, (n: number) => modal({ external_id: x(n) })],
  ])('has a limit for %s: %i', (_name, limit, make) => {
    expect(viewProblems(make(limit))).toEqual([]);
    expect(viewProblems(make(limit + 1))).toMatchObject([{ constraint: limit }]);
  });

  test('of a form needs a submit button, blocks and a known type', () => {
    const form = input({ type: 'plain_text_input' });
    expect(viewProblems(modal({ blocks: [form] }))).toMatchObject([{ code: 'missing_field' }]);
    expect(viewProblems(modal({ blocks: [form], submit: plain(2) }))).toEqual([]);
    expect(viewProblems({ type: 'modal', title: plain(1) })).toMatchObject([{ code: 'missing_field' }]);
    expect(viewProblems({ type: 'page', blocks: [] })).toMatchObject([{ code: 'unsupported_type' }]);
    expect(viewProblems({ type: 'home', title: plain(1), blocks: [] })).toMatchObject([
      { code: 'unknown_field' },
    ]);
  });
});

test('the text budget of a message counts what people read', () => {
  expect(textInBlocks([{ type: 'section', text: mrkdwn(10), fields: [plain(5)], block_id: x(99) }])).toBe(15);
});
