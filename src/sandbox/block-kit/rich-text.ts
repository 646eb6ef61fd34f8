import { byType, fields, flag, integer, list, number, oneOf, type Rule, text } from './rules.js';

const style: Rule = fields(
  {},
  {
    bold: flag,
    code: flag,
    italic: flag,
    strike: flag,
    underline: flag,
    highlight: flag,
    client_highlight: flag,
    unlink: flag,
  },
);
const LONG = 40_000;

const inline: Readonly<Record<string, Rule>> = {
  text: fields({ type: oneOf('text'), text: text(LONG) }, { style }),
  link: fields({ type: oneOf('link'), url: text(3_000) }, { text: text(LONG), unsafe: flag, style }),
  emoji: fields(
    { type: oneOf('emoji'), name: text(100) },
    { unicode: text(100), url: text(3_000), skin_tone: integer(1, 6), style },
  ),
  user: fields({ type: oneOf('user'), user_id: text(20) }, { style }),
  usergroup: fields({ type: oneOf('usergroup'), usergroup_id: text(20) }, { style }),
  channel: fields({ type: oneOf('channel'), channel_id: text(20) }, { style }),
  team: fields({ type: oneOf('team'), team_id: text(20) }, { style }),
  broadcast: fields({ type: oneOf('broadcast'), range: oneOf('here', 'channel', 'everyone') }, { style }),
  color: fields({ type: oneOf('color'), value: text(20) }, { style }),
  date: fields(
    { type: oneOf('date'), timestamp: number, format: text(LONG) },
    { url: text(3_000), fallback: text(LONG), style },
  ),
};
const inlineElement = byType('a rich text element', inline);
const border = oneOf(0, 1);
const section = fields({ type: oneOf('rich_text_section'), elements: list(inlineElement, 0, 1_000) });

const parts = byType('a rich text part', {
  rich_text_section: section,
  rich_text_list: fields(
    {
      type: oneOf('rich_text_list'),
      style: oneOf('bullet', 'ordered'),
      elements: list(byType('a list item', { rich_text_section: section }), 0, 1_000),
    },
    { indent: integer(0, 8), offset: integer(0, 1_000_000), border },
  ),
  rich_text_quote: fields(
    { type: oneOf('rich_text_quote'), elements: list(inlineElement, 0, 1_000) },
    { border },
  ),
  rich_text_preformatted: fields(
    {
      type: oneOf('rich_text_preformatted'),
      elements: list(
        byType('preformatted text', {
          text: fields({ type: oneOf('text'), text: text(LONG) }, { style }),
          link: fields({ type: oneOf('link'), url: text(3_000) }, { text: text(LONG), unsafe: flag, style }),
        }),
        0,
        1_000,
      ),
    },
    { border, language: text(100) },
  ),
});

/** A rich_text block; inside other blocks (table cells, initial values) it has no block_id of its own to be unique. */
export const richText: Rule = fields(
  { type: oneOf('rich_text'), elements: list(parts, 0, 1_000) },
  { block_id: text(255) },
);
