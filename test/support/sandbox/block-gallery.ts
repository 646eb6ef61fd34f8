import type { KnownBlock } from '@slack/types';

/** A picture without a network. */
export const PICTURE = 'https://pictures.example/one.png';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text });
const options = (count: number, named = 'Option') =>
  Array.from({ length: count }, (_, index) => ({
    text: plain(`${named} ${index + 1}`),
    value: `o${index + 1}`,
  }));
const said = (text: string) => ({
  type: 'rich_text' as const,
  elements: [{ type: 'rich_text_section' as const, elements: [{ type: 'text' as const, text }] }],
});
const picture = { type: 'image' as const, image_url: PICTURE, alt_text: 'A picture of tea' };
const input = (label: string, element: object, more: object = {}) => ({
  type: 'input' as const,
  label: plain(label),
  element,
  ...more,
});
const card = {
  type: 'card' as const,
  hero_image: picture,
  title: mrkdwn('Card title'),
  subtitle: mrkdwn('Card subtitle'),
  body: mrkdwn('Card body'),
  actions: [{ type: 'button' as const, action_id: 'card-go', text: plain('Card button') }],
};
const task = {
  type: 'task_card' as const,
  task_id: 't1',
  title: 'Task title',
  status: 'in_progress' as const,
  details: said('Task details'),
  sources: [{ type: 'url' as const, url: 'https://a.example', text: 'Task source' }],
};
const rows = [
  [
    { type: 'raw_text' as const, text: 'Goods' },
    { type: 'raw_text' as const, text: 'Pieces' },
  ],
  [
    { type: 'raw_text' as const, text: 'Green tea' },
    { type: 'raw_number' as const, value: 1234, text: '1,234' },
  ],
];

/** Every interactive element by type, each where it may stand; those of forms alone are left to FIELDS. */
const IN_ACTIONS = [
  { type: 'button', action_id: 'button', text: plain('Primary button'), style: 'primary' },
  {
    type: 'workflow_button',
    action_id: 'workflow',
    text: plain('Workflow button'),
    workflow: { trigger: { url: 'https://slack.com/shortcuts/1' } },
  },
  { type: 'overflow', action_id: 'overflow', options: options(3, 'Overflow') },
  { type: 'static_select', action_id: 'static', placeholder: plain('A static select'), options: options(3) },
  { type: 'static_select', action_id: 'long', placeholder: plain('A long select'), options: options(40) },
  { type: 'users_select', action_id: 'users', placeholder: plain('A person') },
  { type: 'channels_select', action_id: 'channels', placeholder: plain('A channel') },
  { type: 'conversations_select', action_id: 'conversations', placeholder: plain('A conversation') },
  { type: 'external_select', action_id: 'external', placeholder: plain('An external select') },
  { type: 'datepicker', action_id: 'date', placeholder: plain('A date'), initial_date: '2026-03-01' },
  { type: 'timepicker', action_id: 'time', placeholder: plain('A time'), initial_time: '09:30' },
  { type: 'datetimepicker', action_id: 'moment' },
  { type: 'radio_buttons', action_id: 'radio', options: options(2, 'Radio') },
  { type: 'checkboxes', action_id: 'checks', options: options(2, 'Check') },
];

type Shown = KnownBlock['type'] | 'data_visualization';

/** Every block of @slack/types in a message, with a text that must be read of it; a new one there does not compile here. */
export const MESSAGE_BLOCKS: Readonly<
  Record<Exclude<Shown, 'alert' | 'input'>, { readonly block: object; readonly reads: readonly string[] }>
> = {
  header: { block: { type: 'header', text: plain('Header text') }, reads: ['Header text'] },
  section: {
    block: {
      type: 'section',
      text: mrkdwn('Section *text*'),
      fields: [mrkdwn('A field')],
      accessory: picture,
    },
    reads: ['Section text', 'A field'],
  },
  context: {
    block: { type: 'context', elements: [picture, mrkdwn('Context text')] },
    reads: ['Context text'],
  },
  divider: { block: { type: 'divider' }, reads: [] },
  actions: {
    block: { type: 'actions', elements: IN_ACTIONS },
    reads: ['Primary button', 'Workflow button', 'Radio 2', 'Check 1'],
  },
  context_actions: {
    block: {
      type: 'context_actions',
      elements: [
        {
          type: 'feedback_buttons',
          action_id: 'feedback',
          positive_button: { text: plain('Good'), value: 'good' },
          negative_button: { text: plain('Bad'), value: 'bad' },
        },
        { type: 'icon_button', action_id: 'bin', icon: 'trash', text: plain('Throw away') },
      ],
    },
    reads: ['Good', 'Bad', 'Throw away'],
  },
  image: { block: { ...picture, title: plain('Image title') }, reads: ['Image title'] },
  rich_text: {
    block: {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [{ type: 'text', text: 'Rich section', style: { bold: true } }],
        },
        {
          type: 'rich_text_list',
          style: 'ordered',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'Rich item' }] }],
        },
        { type: 'rich_text_quote', elements: [{ type: 'text', text: 'Rich quote' }] },
        { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'rich  code' }] },
        {
          type: 'rich_text_section',
          elements: [
            { type: 'emoji', name: 'tea', unicode: '1f375' },
            { type: 'broadcast', range: 'here' },
            { type: 'color', value: '#336699' },
            { type: 'date', timestamp: 1_770_000_000, format: '{date_num}', fallback: 'a day' },
            { type: 'link', url: 'https://a.example', text: 'Rich link' },
            { type: 'team', team_id: 'T123' },
            { type: 'usergroup', usergroup_id: 'S123' },
          ],
        },
      ],
    },
    reads: [
      'Rich section',
      'Rich item',
      'Rich quote',
      'rich  code',
      '🍵',
      '@here',
      '#336699',
      'Rich link',
      'T123',
      'S123',
    ],
  },
  markdown: {
    block: { type: 'markdown', text: '# Markdown head\n**bold** and [a link](https://a.example)\n- an item' },
    reads: ['Markdown head', 'bold and a link', '• an item'],
  },
  table: { block: { type: 'table', rows }, reads: ['Goods', 'Green tea', '1,234'] },
  data_table: { block: { type: 'data_table', caption: 'Data caption', rows }, reads: ['Data caption'] },
  data_visualization: {
    block: {
      type: 'data_visualization',
      title: 'Chart title',
      chart: { type: 'bar', series: [{ name: 'Sold', data: [{ label: 'Spring', value: 7 }] }] },
    },
    reads: ['Chart title', 'Sold', 'Spring', '7'],
  },
  card: { block: card, reads: ['Card title', 'Card subtitle', 'Card body', 'Card button'] },
  carousel: {
    block: { type: 'carousel', elements: [{ ...card, title: mrkdwn('Second card') }] },
    reads: ['Second card'],
  },
  container: {
    block: {
      type: 'container',
      title: plain('Container title'),
      is_collapsible: true,
      child_blocks: [{ type: 'section', text: plain('Contained') }],
    },
    reads: ['Container title', 'Contained'],
  },
  file: { block: { type: 'file', source: 'remote', external_id: 'contract-7' }, reads: ['contract-7'] },
  video: {
    block: {
      type: 'video',
      title: plain('Video title'),
      video_url: 'https://a.example/v',
      thumbnail_url: PICTURE,
      alt_text: 'How it works',
      author_name: 'Author',
    },
    reads: ['Video title', 'Author'],
  },
  task_card: { block: task, reads: ['Task title', 'being done', 'Task details', 'Task source'] },
  plan: {
    block: { type: 'plan', title: 'Plan title', tasks: [{ ...task, title: 'Planned' }] },
    reads: ['Plan title', 'Planned'],
  },
};

/** Every field of a form, by its label. */
export const FIELDS = [
  input(
    'A line',
    { type: 'plain_text_input', action_id: 'line', placeholder: plain('Type here') },
    { hint: plain('A hint') },
  ),
  input(
    'Several lines',
    { type: 'plain_text_input', action_id: 'lines', multiline: true },
    { optional: true },
  ),
  input('An address', { type: 'email_text_input', action_id: 'email' }),
  input('A page', { type: 'url_text_input', action_id: 'url' }),
  input('A number', { type: 'number_input', action_id: 'number', is_decimal_allowed: false }),
  input('Rich words', { type: 'rich_text_input', action_id: 'rich' }),
  input('A file', { type: 'file_input', action_id: 'file' }, { optional: true }),
  input('Several options', {
    type: 'multi_static_select',
    action_id: 'options',
    option_groups: [
      { label: plain('Near'), options: options(2, 'Near') },
      { label: plain('Far'), options: [{ text: plain('Far 1'), value: 'f1' }] },
    ],
  }),
  input('Several external', { type: 'multi_external_select', action_id: 'externals', min_query_length: 2 }),
  input('Several people', { type: 'multi_users_select', action_id: 'people' }),
  input('Several channels', { type: 'multi_channels_select', action_id: 'channels' }),
  input('Several conversations', { type: 'multi_conversations_select', action_id: 'conversations' }),
  input('A day', { type: 'datepicker', action_id: 'day' }),
  input('An hour', { type: 'timepicker', action_id: 'hour' }),
  input('A moment', { type: 'datetimepicker', action_id: 'moment' }),
  input('One of two', { type: 'radio_buttons', action_id: 'radio', options: options(2) }),
  input('Any of two', { type: 'checkboxes', action_id: 'checks', options: options(2) }),
] as const;
