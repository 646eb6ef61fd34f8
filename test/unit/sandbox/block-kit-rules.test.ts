import { expect, test } from 'vitest';
import { blockProblems, type Surface } from '../../../src/sandbox/block-kit/surfaces.js';
import {
  actions,
  button,
  card,
  image,
  input,
  mrkdwn,
  option,
  options,
  plain,
  row,
  select,
} from '../../support/sandbox/block-kit-samples.js';

/** Blocks that Slack refuses, with the code and the place that it names. */
const WRONG: readonly (readonly [string, object, string, string, Surface?])[] = [
  ['a block of an unknown type', { type: 'rainbow' }, 'unsupported_type', '/blocks/0/type'],
  ['a field that a block does not have', { type: 'divider', colour: 'red' }, 'unknown_field', '/blocks/0'],
  ['empty text', { type: 'section', text: mrkdwn(0) }, 'too_short', '/blocks/0/text/text'],
  ['a section without text and fields', { type: 'section' }, 'missing_field', '/blocks/0'],
  ['markdown in a header', { type: 'header', text: mrkdwn(1) }, 'unsupported_type', '/blocks/0/text/type'],
  ['a button without text', actions({ type: 'button' }), 'missing_field', '/blocks/0/elements/0'],
  [
    'a style that does not exist',
    actions(button({ style: 'red' })),
    'invalid_value',
    '/blocks/0/elements/0/style',
  ],
  [
    'a text input among actions',
    actions({ type: 'plain_text_input' }),
    'unsupported_type',
    '/blocks/0/elements/0/type',
  ],
  ['a button in an input', input(button()), 'unsupported_type', '/blocks/0/element/type'],
  [
    'a select with options and groups',
    select({ options: options(1), option_groups: [{ label: plain(1), options: options(1) }] }),
    'invalid_combination',
    '/blocks/0/elements/0',
  ],
  ['a select with neither', select({}), 'invalid_combination', '/blocks/0/elements/0'],
  [
    'two options of one value',
    select({ options: [option(0), option(0)] }),
    'duplicate_value',
    '/blocks/0/elements/0/options/1/value',
  ],
  [
    'an initial option that is not offered',
    select({ options: options(1), initial_option: option(7) }),
    'invalid_initial_option',
    '/blocks/0/elements/0',
  ],
  [
    'a date in another form',
    actions({ type: 'datepicker', initial_date: '31.12.2026' }),
    'invalid_format',
    '/blocks/0/elements/0/initial_date',
  ],
  [
    'a link to a script',
    actions(button({ url: 'javascript:alert(1)' })),
    'invalid_format',
    '/blocks/0/elements/0/url',
  ],
  ['rows of different length', { type: 'table', rows: [row(2), row(3)] }, 'invalid_row', '/blocks/0/rows/1'],
  [
    'a data table without caption',
    { type: 'data_table', rows: [row(1), row(1)] },
    'missing_field',
    '/blocks/0',
  ],
  [
    'a data table of its header alone',
    { type: 'data_table', caption: 'c', rows: [row(1)] },
    'too_few',
    '/blocks/0/rows',
  ],
  ['an alert in a message', { type: 'alert', text: plain(1) }, 'unsupported_surface', '/blocks/0/type'],
  ['a table in a modal', { type: 'table', rows: [row(1)] }, 'unsupported_surface', '/blocks/0/type', 'modal'],
  [
    'a container in a home',
    { type: 'container', child_blocks: [{ type: 'divider' }] },
    'unsupported_surface',
    '/blocks/0/type',
    'home',
  ],
  [
    'a carousel in a modal',
    { type: 'carousel', elements: [card()] },
    'unsupported_surface',
    '/blocks/0/type',
    'modal',
  ],
  [
    'a file input in a message',
    input({ type: 'file_input' }),
    'unsupported_surface',
    '/blocks/0/element/type',
  ],
  [
    'two elements of one action_id',
    actions(button({ action_id: 'a' }), button({ action_id: 'a' })),
    'duplicate_action_id',
    '/blocks/0/elements/1/action_id',
  ],
  [
    'rich text of an unknown part',
    { type: 'rich_text', elements: [{ type: 'rich_text_song', elements: [] }] },
    'unsupported_type',
    '/blocks/0/elements/0/type',
  ],
];

const refused = WRONG.map(([what, block, code, pointer, surface = 'message' as const]) => ({
  what,
  block,
  code,
  pointer,
  surface,
}));
test.each(refused)('$what is refused', ({ block, code, pointer, surface }) => {
  expect(blockProblems([block], surface)).toContainEqual(expect.objectContaining({ code, pointer }));
});

test('two blocks of one block_id are refused', () => {
  const twice = [
    { type: 'divider', block_id: 'a' },
    { type: 'divider', block_id: 'a' },
  ];
  expect(blockProblems(twice, 'message')).toMatchObject([
    { code: 'duplicate_block_id', pointer: '/blocks/1/block_id' },
  ]);
});

test('a message has one table at most', () => {
  const table = { type: 'table', rows: [row(1)] };
  expect(blockProblems([table, table], 'message')).toMatchObject([{ code: 'too_many_tables' }]);
});

/** One good example of every block and element. */
const GOOD: readonly (readonly [string, object, Surface?])[] = [
  [
    'actions with every element',
    actions(
      button({ value: 'v', style: 'primary', url: 'https://example.com' }),
      { type: 'overflow', options: [{ ...option(0), url: 'https://example.com' }] },
      { type: 'datepicker', initial_date: '2026-01-31' },
      { type: 'timepicker', initial_time: '22:25', timezone: 'Asia/Shanghai' },
      { type: 'datetimepicker', initial_date_time: 1_628_633_820 },
      { type: 'users_select', initial_user: 'U1' },
      {
        type: 'conversations_select',
        default_to_current_conversation: true,
        filter: { include: ['private'] },
      },
      { type: 'channels_select' },
      { type: 'external_select', min_query_length: 0 },
      {
        type: 'multi_static_select',
        options: options(2),
        initial_options: [option(1)],
        max_selected_items: 2,
      },
      { type: 'multi_users_select' },
      { type: 'multi_external_select' },
      { type: 'multi_conversations_select' },
      { type: 'multi_channels_select' },
      { type: 'checkboxes', options: [{ text: mrkdwn(3), description: mrkdwn(3), value: 'a' }] },
      { type: 'radio_buttons', options: options(2), initial_option: option(0) },
      { type: 'rich_text_input' },
      {
        type: 'workflow_button',
        text: plain(2),
        workflow: { trigger: { url: 'https://slack.com/shortcuts/1' } },
      },
    ),
  ],
  ['a number', input({ type: 'number_input', is_decimal_allowed: true, min_value: '0.1', max_value: '9' })],
  ['an e-mail address', input({ type: 'email_text_input' })],
  ['a URL', input({ type: 'url_text_input' })],
  ['a file', input({ type: 'file_input', filetypes: ['csv'] }), 'modal'],
  [
    'text with everything',
    input(
      {
        type: 'plain_text_input',
        multiline: true,
        min_length: 0,
        initial_value: '',
        focus_on_load: true,
        dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
      },
      { optional: true, dispatch_action: true },
    ),
  ],
  ['a section with an accessory', { type: 'section', text: plain(2), accessory: image, expand: true }],
  ['an image of Slack’s own', { type: 'image', alt_text: 'a', slack_file: { id: 'F1' } }],
  [
    'a video',
    {
      type: 'video',
      video_url: 'https://example.com/v',
      thumbnail_url: 'https://example.com/t',
      alt_text: 'v',
      title: plain(3),
    },
  ],
  ['a remote file', { type: 'file', source: 'remote', external_id: 'x' }],
  [
    'feedback',
    {
      type: 'context_actions',
      elements: [
        {
          type: 'feedback_buttons',
          positive_button: { text: plain(1), value: 'y' },
          negative_button: { text: plain(1), value: 'n' },
        },
      ],
    },
  ],
  [
    'a plan',
    {
      type: 'plan',
      title: 'p',
      tasks: [{ type: 'task_card', task_id: '1', title: 't', status: 'complete' }],
    },
  ],
  [
    'a numeric table',
    {
      type: 'data_table',
      caption: 'c',
      rows: [row(1), [{ type: 'raw_number', value: 1.5, text: '1.50' }]],
      row_header_column_index: 0,
    },
  ],
  [
    'rich text',
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'a', style: { bold: true } },
            { type: 'user', user_id: 'U1' },
            { type: 'date', timestamp: 1, format: '{date}', fallback: 'then' },
            { type: 'link', url: 'https://example.com' },
            { type: 'emoji', name: 'wave' },
            { type: 'broadcast', range: 'here' },
            { type: 'channel', channel_id: 'C1' },
            { type: 'color', value: '#fff' },
            { type: 'usergroup', usergroup_id: 'S1' },
            { type: 'team', team_id: 'T1' },
          ],
        },
        {
          type: 'rich_text_list',
          style: 'ordered',
          indent: 1,
          elements: [{ type: 'rich_text_section', elements: [] }],
        },
        { type: 'rich_text_quote', elements: [{ type: 'text', text: 'a' }] },
        { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'a' }], border: 1 },
      ],
    },
  ],
];

const taken = GOOD.map(([what, block, surface = 'message' as const]) => ({ what, block, surface }));
test.each(taken)('$what is taken', ({ block, surface }) => {
  expect(blockProblems([block], surface)).toEqual([]);
});
