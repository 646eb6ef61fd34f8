const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Slack counts code points: an emoji is one or several, an escaped & five. */
export const lengthOf = (text: string): number => {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
};

// <@U1>, <!date^…>, <https://…|text> and &amp; are each one piece: half of one is rubbish on the screen.
const PIECE = /<[^<>\n]*>|&(?:amp|lt|gt);/g;

function* pieces(text: string): Generator<string> {
  let from = 0;
  for (const match of text.matchAll(PIECE)) {
    for (const { segment } of graphemes.segment(text.slice(from, match.index))) yield segment;
    yield match[0];
    from = match.index + match[0].length;
  }
  for (const { segment } of graphemes.segment(text.slice(from))) yield segment;
}

/**
 * At most `max` code points of a text that is already escaped, ending in '…' where something was cut. What people see
 * as one character stays whole, and so do entities, mentions and links.
 */
export const cut = (text: string, max: number): string => {
  if (lengthOf(text) <= max) return text;
  if (max < 1) return '';
  let kept = '';
  let length = 0;
  for (const piece of pieces(text)) {
    const next = length + lengthOf(piece);
    if (next > max - 1) break;
    kept += piece;
    length = next;
  }
  return `${kept.trimEnd()}…`;
};
