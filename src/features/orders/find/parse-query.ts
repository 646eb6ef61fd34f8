import { done, type Result } from '../../../kernel/result.js';
import { cleanSearch } from './clean-search.js';
import { EVERYTHING, type OrderQuery, type QueryFilter, type QueryRefusal } from './order-query.js';
import { FILTER_NAMES } from './query-vocabulary.js';
import { readFilter } from './read-filter.js';

/** More conditions find nothing more and only cost. */
export const MOST_WORDS = 12;

const FILTERS = new Map<string, QueryFilter>();
for (const filter of Object.keys(FILTER_NAMES) as QueryFilter[]) // The keys of the record are its type.
  for (const name of FILTER_NAMES[filter]) FILTERS.set(name, filter);

const SIGN = '>=|<=|=>|=<|[<>=:≥≤]';
/** A name that a sign follows; a space may stand between them. */
const NAMED = new RegExp(`([\\p{L}][\\p{L}_-]*)( ?)(${SIGN}) ?`, 'uy');
/** A second sign may follow the colon, and a space that; of several values some may be quoted. */
const VALUE = new RegExp(`((?:${SIGN}) ?)?(?:'([^']*)'(?= |$)|((?:[^ "]|"[^"]*"?)+))`, 'uy');
/** After an amount and a space. */
const CURRENCY = new RegExp(` (?:${Intl.supportedValuesOf('currency').join('|')})(?= |$)`, 'y');
const WORD = /"([^"]*)"?|'([^']*)'(?= |$)|([^ "]+)/uy;

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

const trimmed = (word: string): string => word.replace(/^[,;]+|[,;。、，；.!?]+$/gu, '');

/**
 * Reads words and filters as people type them in either language. Refused are a filter that does not exist, one without
 * a value or with a wrong one, days that exclude each other, and too many conditions; nothing typed makes it throw.
 */
export const parseQuery = (typed: string): Result<OrderQuery, QueryRefusal> => {
  const text = cleanSearch(typed);
  const refusals: QueryRefusal[] = [];
  const words: string[] = [];
  let query = EVERYTHING;
  let filters = 0;
  let at = 0;
  while (at < text.length) {
    if (text[at] === ' ') {
      at += 1;
      continue;
    }
    const named = matchAt(NAMED, text, at);
    const filter = FILTERS.get(named?.[1]?.toLowerCase() ?? '');
    if (named !== null && filter !== undefined && isMeant(filter, named)) {
      at += named[0].length;
      const value = matchAt(VALUE, text, at);
      const follows = value === null || startsFilter(text, at) ? undefined : value;
      filters += 1;
      if (follows !== undefined) at += follows[0].length;
      const unit = filter === 'amount' ? matchAt(CURRENCY, text, at) : null;
      at += unit?.[0].length ?? 0;
      const content = follows?.[2] ?? unquoted(follows?.[3] ?? '');
      const whole = `${follows?.[1]?.trim() ?? ''}${content}${unit?.[0] ?? ''}`.trim();
      const read = readFilter(query, filter, named[3] ?? ':', whole);
      if (read.ok) query = read.value;
      else refusals.push(...read.refusals);
      continue;
    }
    const stranger = strangeFilter(text, named);
    if (stranger !== undefined) refusals.push({ code: 'unknown-filter', name: stranger });
    const word = matchAt(WORD, text, at);
    at += Math.max(1, word?.[0].length ?? 1);
    const quoted = word?.[1] ?? word?.[2];
    const content = quoted === undefined ? plainWord(word?.[3] ?? '') : quoted.trim();
    if (content !== '' && stranger === undefined) words.push(content);
  }
  const { from, to } = query;
  if (from !== null && to !== null && from > to) refusals.push({ code: 'from-after-to', from, to });
  const meaningful = words.filter((word) => /[^\p{P}\s]/u.test(word));
  // Punctuation between words means nothing; alone it is what is looked for.
  const kept = meaningful.length > 0 || filters > 0 ? meaningful : words;
  if (kept.length + filters > MOST_WORDS) refusals.push({ code: 'too-many-words', limit: MOST_WORDS });
  return refusals.length > 0 ? { ok: false, refusals } : done({ ...query, words: [...new Set(kept)] });
};

const unquoted = (value: string): string =>
  (value.endsWith('"') ? value : trimmed(value)).replaceAll('"', '');

const plainWord = (typed: string): string => {
  const word = trimmed(typed).replace(/^'+|'+$/g, '');
  return word === '' ? typed : word;
};

/** `from` and `to` are words too: only a colon makes them filters. Only an amount is compared. */
const isMeant = (filter: QueryFilter, [, , gap, sign]: RegExpExecArray): boolean =>
  filter === 'amount' || sign === ':' || (sign === '=' && gap === '');

const startsFilter = (text: string, at: number): boolean => {
  const named = matchAt(NAMED, text, at);
  const filter = FILTERS.get(named?.[1]?.toLowerCase() ?? '');
  return named !== null && filter !== undefined && isMeant(filter, named);
};

/** The name of what looks like a filter and is none: `colour:red`, `amout>5`, but not `https://…` or `a: b`. */
const strangeFilter = (text: string, named: RegExpExecArray | null): string | undefined => {
  const [all, name, gap, sign] = named ?? [];
  if (named === null || name === undefined || all === undefined || gap !== '') return undefined;
  const rest = text.slice(named.index + all.length);
  if (sign === ':') return /^\/\//.test(rest) || rest === '' || all.endsWith(' ') ? undefined : name;
  return /^\d/.test(rest) ? name : undefined;
};
