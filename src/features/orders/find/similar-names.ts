import type { Database } from '../../../platform/db/client.js';
import { mistakesBetween } from './mistakes-between.js';
import type { Named, NamedKind } from './names-store.js';
import { type NearName, namesLike } from './similar-names-store.js';

const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u;

/** How many mistakes in so long a word still leave it that word. */
const forgiven = (length: number, unspaced: boolean): number => {
  if (unspaced) return length < 3 ? 0 : length < 6 ? 1 : 2;
  return length < 4 ? 0 : length < 8 ? 1 : 2;
};

/** Names that have each word with a typing mistake or two, depending on its length; none for a number. */
export const similarTo = async (
  db: Database,
  words: readonly string[],
): Promise<ReadonlyMap<string, readonly Named[]>> => {
  const meant = words.filter(
    (word) => !/\d/.test(word) && forgiven([...word].length, UNSPACED.test(word)) > 0,
  );
  const near = new Map(await namesLike(db, meant));
  return new Map(
    [...near].map(([word, { folded, names }]) => {
      const unspaced = UNSPACED.test(folded);
      const like = names.filter(({ body }) => {
        const mistakes = unspaced
          ? mistakesBetween(folded, body, true)
          : Math.min(...body.split(/[^\p{L}\p{N}]+/u).map((part) => mistakesBetween(folded, part)));
        return mistakes <= forgiven([...folded].length, unspaced);
      });
      const kinds = [...new Set(like.map(({ kind }) => kind))];
      return [word, kinds.map((kind) => ({ kind, fit: 3 as const, ids: idsOf(like, kind) }))];
    }),
  );
};

const idsOf = (names: readonly NearName[], wanted: NamedKind): readonly string[] =>
  names.flatMap(({ kind, id }) => (kind === wanted ? [id] : []));
