import { byType, type Check, exact, flag, list, oneOf, shape, shown } from './checks.js';

export const ID_LIMIT = 255;

const TYPE_FIELD = oneOf('plain_text', 'mrkdwn');

export const plainText = (max: number): Check =>
  shape({ type: oneOf('plain_text'), text: shown(max) }, { emoji: flag });

export const anyText = (max: number): Check =>
  shape({ type: TYPE_FIELD, text: shown(max) }, { emoji: flag, verbatim: flag });

export const confirmDialog: Check = shape(
  { text: anyText(300) },
  { title: plainText(100), confirm: plainText(30), deny: plainText(30), style: oneOf('primary', 'danger') },
);

const styled = {
  style: shape({}, { bold: flag, italic: flag, strike: flag, code: flag }),
};

const inline: Check = byType({
  text: shape({ type: oneOf('text'), text: shown(3_000) }, styled),
  link: shape({ type: oneOf('link'), url: exact(3_000) }, { ...styled, text: shown(3_000), unsafe: flag }),
  user: shape({ type: oneOf('user'), user_id: exact(ID_LIMIT) }, styled),
  channel: shape({ type: oneOf('channel'), channel_id: exact(ID_LIMIT) }, styled),
  emoji: shape({ type: oneOf('emoji'), name: exact(ID_LIMIT) }, { ...styled, unicode: exact(ID_LIMIT) }),
  date: shape(
    { type: oneOf('date'), timestamp: () => undefined, format: exact(ID_LIMIT) },
    { ...styled, url: exact(3_000), fallback: shown(3_000) },
  ),
});

const richSection = (type: string): Check =>
  shape({ type: oneOf(type), elements: list(inline, { max: 1_000 }) }, { border: oneOf(0, 1) });

/** No mention of everybody among the inline elements: a broadcast is never ours to send. */
export const richTextElements: Check = list(
  byType({
    rich_text_section: richSection('rich_text_section'),
    rich_text_quote: richSection('rich_text_quote'),
    rich_text_preformatted: richSection('rich_text_preformatted'),
    rich_text_list: shape(
      {
        type: oneOf('rich_text_list'),
        style: oneOf('bullet', 'ordered'),
        elements: list(richSection('rich_text_section'), { max: 1_000 }),
      },
      { indent: oneOf(0, 1, 2, 3, 4, 5, 6, 7, 8), border: oneOf(0, 1) },
    ),
  }),
  { max: 1_000 },
);
