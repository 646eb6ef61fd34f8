/** What a phone shows of a fixed-width line before it breaks it. */
export const PHONE_COLUMNS = 34;

const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;

/** Chinese characters and other wide ones take two columns of a fixed-width font. */
export const columns = (text: string): number => {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
};

/** Where a line may end: after a space, and beside a wide character. */
const piecesOf = (text: string): string[] =>
  text.match(new RegExp(`${WIDE.source}|(?:(?!${WIDE.source})\\S)+ *| +`, 'gu')) ?? [];

const chunksOf = (piece: string, width: number): string[] => {
  const characters = [...piece];
  return Array.from({ length: Math.ceil(characters.length / width) }, (_, chunk) =>
    characters.slice(chunk * width, (chunk + 1) * width).join(''),
  );
};

/** The text in lines of at most so many columns, broken between words where that is possible; nothing is lost. */
export const wrap = (text: string, width: number): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text).flatMap((one) => chunksOf(one, width))) {
    if (columns(line) + columns(piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()].filter((one) => one !== '');
};

/** The text moved to the right edge of so many columns. */
const right = (text: string, width: number): string => ' '.repeat(Math.max(0, width - columns(text))) + text;

const INDENT = '  ';

/** One entry of a list with amounts, as it is written in fixed width. */
interface Entry {
  /** What it is, from the left edge. */
  readonly what: string;
  /** Below it, and in one line with the amount where there is room. */
  readonly detail?: string;
  readonly amount: string;
  /** Below both: facts with ` · ` between them, each kept whole where it fits. */
  readonly note?: string;
}

const indented = (text: string): string[] =>
  wrap(text, PHONE_COLUMNS - INDENT.length).map((line) => INDENT + line);

const BETWEEN = ' · ';

const facts = (note: string): string[] => {
  const lines: string[] = [];
  for (const fact of note.split(BETWEEN)) {
    const longer = `${lines.at(-1)}${BETWEEN}${fact}`;
    if (lines.length > 0 && columns(longer) <= PHONE_COLUMNS) lines[lines.length - 1] = longer;
    else lines.push(...indented(fact));
  }
  return lines;
};

/** The entry in lines that a phone does not break, its amount at the right edge, below those of other entries. */
export const ledgerLines = ({ what, detail, amount, note }: Entry): string[] => {
  const lines = [...wrap(what, PHONE_COLUMNS), ...(detail === undefined ? [] : indented(detail))];
  const last = lines.at(-1) ?? '';
  const room = PHONE_COLUMNS - columns(last);
  const fits = columns(amount) + INDENT.length <= room;
  return [
    ...(fits
      ? [...lines.slice(0, -1), last + right(amount, room)]
      : [...lines, right(amount, PHONE_COLUMNS)]),
    ...(note === undefined || note === '' ? [] : facts(note)),
  ];
};
