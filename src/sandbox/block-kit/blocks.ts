import { anyText, link, mrkdwn, plainText, slackFile } from './composition.js';
import { ELEMENT_PLACES, ELEMENTS, imageElement } from './elements.js';
import { richText } from './rich-text.js';
import { both, byType, fields, flag, holds, integer, list, number, oneOf, type Rule, text } from './rules.js';

const pick = (names: readonly string[]): Record<string, Rule> =>
  Object.fromEntries(Object.entries(ELEMENTS).filter(([name]) => names.includes(name)));

const blockId = { block_id: text(255) };
const typeIs = (type: string) => ({ type: oneOf(type) });
const button = byType('a button', pick(['button']));

const rawText = fields({ type: oneOf('raw_text'), text: text(40_000, { min: 0 }) });
const rawNumber = fields({ type: oneOf('raw_number'), value: number, text: text(40_000) });
const cell = byType('a table cell', { raw_text: rawText, raw_number: rawNumber, rich_text: richText });
const headerCell = byType('a header cell', { raw_text: rawText, raw_number: rawNumber });

const sameLength: Rule = (value, pointer, found) => {
  if (!Array.isArray(value)) return;
  const first = Array.isArray(value[0]) ? value[0].length : 0;
  value.forEach((row, index) => {
    if (Array.isArray(row) && row.length !== first)
      found.push({
        pointer: `${pointer}/${index}`,
        code: 'invalid_row',
        message: `must have ${first} cells, as the first row has`,
      });
  });
};

const headerRow: Rule = (value, pointer, found) => {
  if (Array.isArray(value)) list(headerCell, 1, 20)(value[0], `${pointer}/0`, found);
};

const card = fields(typeIs('card'), {
  ...blockId,
  hero_image: imageElement,
  icon: imageElement,
  title: mrkdwn(150),
  subtitle: mrkdwn(150),
  body: mrkdwn(200),
  actions: list(button, 1, 3),
});
const taskCard = fields(
  {
    ...typeIs('task_card'),
    task_id: text(255),
    title: text(255),
    status: oneOf('pending', 'in_progress', 'complete', 'error'),
  },
  {
    ...blockId,
    details: richText,
    output: richText,
    sources: list(fields({ ...typeIs('url'), url: link, text: text(255) }), 0, 50),
  },
);

const simple: Readonly<Record<string, Rule>> = {
  section: both(
    fields(typeIs('section'), {
      ...blockId,
      text: anyText(3_000),
      fields: list(anyText(2_000), 1, 10),
      accessory: byType('a section accessory', pick(ELEMENT_PLACES.section)),
      expand: flag,
    }),
    holds(
      (one) => one.text !== undefined || one.fields !== undefined,
      'must provide text or fields',
      'missing_field',
    ),
  ),
  header: fields({ ...typeIs('header'), text: plainText(150) }, blockId),
  divider: fields(typeIs('divider'), blockId),
  context: fields(
    {
      ...typeIs('context'),
      elements: list(
        byType('a context element', {
          image: imageElement,
          plain_text: plainText(3_000),
          mrkdwn: mrkdwn(3_000),
        }),
        1,
        10,
      ),
    },
    blockId,
  ),
  actions: fields(
    {
      ...typeIs('actions'),
      elements: list(byType('an actions element', pick(ELEMENT_PLACES.actions)), 1, 25),
    },
    blockId,
  ),
  image: both(
    fields(
      { ...typeIs('image'), alt_text: text(2_000) },
      { ...blockId, title: plainText(2_000), image_url: link, slack_file: slackFile },
    ),
    holds(
      (one) => (one.image_url === undefined) !== (one.slack_file === undefined),
      'must provide exactly one of image_url or slack_file',
    ),
  ),
  input: fields(
    {
      ...typeIs('input'),
      label: plainText(2_000),
      element: byType('an input element', pick(ELEMENT_PLACES.input)),
    },
    { ...blockId, hint: plainText(2_000), optional: flag, dispatch_action: flag },
  ),
  rich_text: richText,
  file: fields({ ...typeIs('file'), source: oneOf('remote'), external_id: text(255) }, blockId),
  video: fields(
    {
      ...typeIs('video'),
      video_url: link,
      thumbnail_url: link,
      alt_text: text(2_000),
      title: plainText(199),
    },
    {
      ...blockId,
      title_url: link,
      author_name: text(49),
      provider_name: text(255),
      provider_icon_url: link,
      description: plainText(3_000),
    },
  ),
  table: fields(
    { ...typeIs('table'), rows: both(list(list(cell, 1, 20), 1, 100), sameLength) },
    {
      ...blockId,
      column_settings: list(fields({}, { align: oneOf('left', 'center', 'right'), is_wrapped: flag }), 0, 20),
    },
  ),
};

const CONTAINED = [
  'actions',
  'context',
  'divider',
  'file',
  'header',
  'image',
  'input',
  'rich_text',
  'section',
  'table',
  'video',
];

const points = list(fields({ label: text(20), value: number }), 1, 20);
const series = list(fields({ name: text(20), data: points }), 1, 12);
const axes = fields({}, { categories: list(text(20), 1, 20), x_label: text(50), y_label: text(50) });
const chart = byType('a chart', {
  pie: fields({ ...typeIs('pie'), segments: list(fields({ label: text(20), value: number }), 1, 12) }),
  bar: fields({ ...typeIs('bar'), series }, { axis_config: axes }),
  line: fields({ ...typeIs('line'), series }, { axis_config: axes }),
  area: fields({ ...typeIs('area'), series }, { axis_config: axes }),
});

/** Every block by type, with Slack's limits. */
export const BLOCKS: Readonly<Record<string, Rule>> = {
  ...simple,
  alert: fields(
    { ...typeIs('alert'), text: anyText(200) },
    { ...blockId, level: oneOf('default', 'info', 'warning', 'error', 'success') },
  ),
  card,
  carousel: fields({ ...typeIs('carousel'), elements: list(byType('a card', { card }), 1, 10) }, blockId),
  container: both(
    fields(
      {
        ...typeIs('container'),
        child_blocks: list(
          byType(
            'a contained block',
            Object.fromEntries(Object.entries(simple).filter(([type]) => CONTAINED.includes(type))),
          ),
          1,
          10,
        ),
      },
      {
        ...blockId,
        title: plainText(150),
        rich_text_title: richText,
        subtitle: anyText(150),
        width: oneOf('narrow', 'standard', 'wide', 'full'),
        icon: imageElement,
        is_collapsible: flag,
        default_collapsed: flag,
        has_header_divider: flag,
      },
    ),
    holds(
      (one) => one.title === undefined || one.rich_text_title === undefined,
      'must not provide both title and rich_text_title',
    ),
  ),
  context_actions: fields(
    {
      ...typeIs('context_actions'),
      elements: list(byType('a context action', pick(ELEMENT_PLACES.context_actions)), 1, 5),
    },
    blockId,
  ),
  data_table: fields(
    {
      ...typeIs('data_table'),
      caption: text(255),
      rows: both(list(list(cell, 1, 20), 2, 101), sameLength, headerRow),
    },
    { ...blockId, page_size: integer(1, 100), row_header_column_index: integer(0, 19) },
  ),
  data_visualization: fields({ ...typeIs('data_visualization'), title: text(50), chart }, blockId),
  markdown: fields({ ...typeIs('markdown'), text: text(12_000) }, blockId),
  task_card: taskCard,
  plan: fields(
    { ...typeIs('plan'), title: text(255) },
    { ...blockId, tasks: list(byType('a task', { task_card: taskCard }), 0, 50) },
  ),
};

const MESSAGES = ['message'];
/** On which surfaces a block may stand; those not listed may stand on all three. */
export const BLOCK_SURFACES: Readonly<Record<string, readonly string[]>> = {
  alert: ['modal'],
  input: ['message', 'modal', 'home'],
  file: MESSAGES,
  carousel: ['message', 'home'],
  container: MESSAGES,
  context_actions: MESSAGES,
  table: MESSAGES,
  data_table: MESSAGES,
  data_visualization: MESSAGES,
  markdown: MESSAGES,
  task_card: MESSAGES,
  plan: MESSAGES,
};
