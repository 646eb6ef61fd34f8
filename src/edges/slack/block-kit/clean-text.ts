import { INVISIBLE_CHARACTERS } from '../../../kernel/invisible-characters.js';
import { done, type Result, refused } from '../../../kernel/result.js';
import { lengthOf } from './cut.js';

/** Why a text that a person typed is not taken. Lengths are code points. */
export type TextRefusal =
  | { readonly code: 'too-long'; readonly limit: number; readonly actual: number }
  | { readonly code: 'empty' };

/** The most that a person may type into one field, in code points. */
export const TYPED_TEXT_LIMIT = 2_000;

const INVISIBLE = new RegExp(INVISIBLE_CHARACTERS, 'gu');

const UNPAIRED_SURROGATES = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * What a person typed, as it is stored: NFC, line ends as \n, tabs as spaces, no control or direction characters, no
 * space around. Refused when empty or longer than the limit; never cut, because the rest would be lost in silence.
 */
export const cleanText = (
  typed: string | null | undefined,
  { limit = TYPED_TEXT_LIMIT }: { readonly limit?: number } = {},
): Result<string, TextRefusal> => {
  const text = (typed ?? '')
    .replace(UNPAIRED_SURROGATES, '\uFFFD')
    .normalize('NFC')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replaceAll('\t', ' ')
    .replace(INVISIBLE, (character) => (character === '\n' ? '\n' : ''))
    .trim();
  if (text === '') return refused({ code: 'empty' });
  const actual = lengthOf(text);
  return actual > limit ? refused({ code: 'too-long', limit, actual }) : done(text);
};
