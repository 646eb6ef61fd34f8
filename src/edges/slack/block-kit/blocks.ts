import type {
  ActionsBlock,
  ActionsBlockElement,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  ImageBlock,
  InputBlock,
  InputBlockElement,
  RichTextBlock,
  RichTextElement,
  RichTextSection,
  SectionBlock,
  SectionBlockAccessory,
  TableBlock,
} from '@slack/types';
import { mrkdwn, plain } from './text.js';

/** Where a block has an id, answers and updates find it; unique within its message or view. */
interface Identified {
  readonly blockId?: string;
}

const id = ({ blockId }: Identified): { block_id?: string } =>
  blockId === undefined ? {} : { block_id: blockId };

/** A paragraph of mrkdwn (escaped already), at most 3,000 characters. */
export const section = (
  text: string,
  options: Identified & { readonly accessory?: SectionBlockAccessory } = {},
): SectionBlock => ({
  type: 'section',
  text: mrkdwn(text),
  ...(options.accessory === undefined ? {} : { accessory: options.accessory }),
  ...id(options),
});

/** A paragraph shown to the letter, for what people typed. */
export const plainSection = (text: string, options: Identified = {}): SectionBlock => ({
  type: 'section',
  text: plain(text),
  ...id(options),
});

/** Label and value in two columns; at most ten, each 2,000 characters of mrkdwn, escaped already. */
export const fields = (
  pairs: readonly { readonly label: string; readonly value: string }[],
  options: Identified = {},
): SectionBlock => ({
  type: 'section',
  fields: pairs.map(({ label, value }) => mrkdwn(`*${label}*\n${value}`)),
  ...id(options),
});

export const header = (text: string, options: Identified = {}): HeaderBlock => ({
  type: 'header',
  text: plain(text),
  ...id(options),
});

/** Small print: at most ten pieces of mrkdwn, escaped already. */
export const context = (texts: readonly string[], options: Identified = {}): ContextBlock => ({
  type: 'context',
  elements: texts.map(mrkdwn),
  ...id(options),
});

export const divider = (): DividerBlock => ({ type: 'divider' });

export const actions = (
  elements: readonly ActionsBlockElement[],
  options: Identified = {},
): ActionsBlock => ({
  type: 'actions',
  elements: [...elements],
  ...id(options),
});

/** A field of a form. `blockId` is required: errors are shown under it. */
export const input = (
  blockId: string,
  label: string,
  element: InputBlockElement,
  options: { readonly hint?: string; readonly optional?: boolean; readonly dispatch?: boolean } = {},
): InputBlock => ({
  type: 'input',
  block_id: blockId,
  label: plain(label),
  element,
  optional: options.optional ?? false,
  ...(options.hint === undefined ? {} : { hint: plain(options.hint) }),
  ...(options.dispatch === undefined ? {} : { dispatch_action: options.dispatch }),
});

export const image = (url: string, altText: string, options: Identified = {}): ImageBlock => ({
  type: 'image',
  image_url: url,
  alt_text: altText,
  ...id(options),
});

export const richText = (
  sections: readonly (readonly RichTextElement[])[],
  options: Identified = {},
): RichTextBlock => ({
  type: 'rich_text',
  elements: sections.map(
    (elements): RichTextSection => ({ type: 'rich_text_section', elements: [...elements] }),
  ),
  ...id(options),
});

/** A table of plain cells, first row the heads; messages only, at most 100 rows and 20 columns. */
export const table = (
  rows: readonly (readonly string[])[],
  align: readonly ('left' | 'center' | 'right')[],
  options: Identified = {},
): TableBlock => ({
  type: 'table',
  // An empty cell is refused by Slack: a dash is what a reader expects there.
  rows: rows.map((cells) => cells.map((text) => ({ type: 'raw_text', text: text === '' ? '–' : text }))),
  column_settings: align.map((side) => ({ align: side })),
  ...id(options),
});
