/** A piece of mrkdwn within a line. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'strike'; readonly inside: readonly Inline[] }
  | { readonly kind: 'person' | 'channel' | 'everybody'; readonly id: string }
  | { readonly kind: 'link'; readonly url: string; readonly label: string }
  | { readonly kind: 'date'; readonly seconds: number; readonly format: string; readonly fallback: string };

/** Paragraphs, quotes and preformatted text. */
export type Chunk =
  | { readonly kind: 'paragraph' | 'quote'; readonly inside: readonly Inline[] }
  | { readonly kind: 'preformatted'; readonly text: string };

export const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const EDGE_BEFORE = '(?<![\\p{L}\\p{N}])';
const EDGE_AFTER = '(?![\\p{L}\\p{N}])';
const between = (mark: string): string =>
  `${EDGE_BEFORE}${mark}(?=\\S)((?:(?!${mark}).)*\\S)${mark}${EDGE_AFTER}`;
const INLINE = new RegExp(
  `<([^<>\\n]+)>|\`([^\`\\n]+)\`|${between('\\*')}|${between('_')}|${between('~')}`,
  'gu',
);
const MARKS = ['bold', 'italic', 'strike'] as const;

/** One line or more of mrkdwn, without quotes and preformatted text. */
export const parseInline = (text: string): readonly Inline[] => {
  const pieces: Inline[] = [];
  let from = 0;
  const plain = (until: number): void => {
    if (until > from) pieces.push({ kind: 'text', text: unescaped(text.slice(from, until)) });
  };
  for (const match of text.matchAll(INLINE)) {
    plain(match.index);
    const [all, entity, code, ...marked] = match;
    const mark = marked.findIndex((inside) => inside !== undefined);
    if (entity !== undefined) pieces.push(parseEntity(entity));
    else if (code !== undefined) pieces.push({ kind: 'code', text: unescaped(code) });
    else pieces.push({ kind: MARKS[mark] ?? 'bold', inside: parseInline(marked[mark] ?? '') });
    from = match.index + all.length;
  }
  plain(text.length);
  return pieces;
};

/** What stands between < and >. */
const parseEntity = (entity: string): Inline => {
  const [target = '', ...rest] = entity.split('|');
  const label = rest.length === 0 ? undefined : unescaped(rest.join('|'));
  if (target.startsWith('@')) return { kind: 'person', id: target.slice(1) };
  if (target.startsWith('#')) return { kind: 'channel', id: target.slice(1) };
  if (target.startsWith('!date^')) {
    const [, seconds = '0', format = ''] = target.split('^');
    return { kind: 'date', seconds: Number(seconds), format, fallback: label ?? '' };
  }
  if (target.startsWith('!')) return { kind: 'everybody', id: target.slice(1) };
  const url = unescaped(target);
  return { kind: 'link', url, label: label ?? url.replace(/^mailto:/, '') };
};

/** Text of a message or mrkdwn object, in the order in which it stands. */
export const parseMrkdwn = (text: string): readonly Chunk[] =>
  text.split(/```([\s\S]*?)```/).flatMap((part, index): readonly Chunk[] => {
    if (index % 2 === 1) return [{ kind: 'preformatted', text: unescaped(part.replace(/^\n/, '')) }];
    return chunksOf(part.replace(/^\n|\n$/g, ''));
  });

const QUOTED = /^(?:&gt;|>) ?/;

const chunksOf = (text: string): readonly Chunk[] => {
  if (text.trim() === '') return [];
  const groups: { quote: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const quote = QUOTED.test(line);
    const current = groups.at(-1);
    if (current?.quote === quote) current.lines.push(line.replace(QUOTED, ''));
    else groups.push({ quote, lines: [line.replace(QUOTED, '')] });
  }
  return groups.map(({ quote, lines }) => ({
    kind: quote ? 'quote' : 'paragraph',
    inside: parseInline(lines.join('\n')),
  }));
};
