const DOUBLE_QUOTES = /["“”„‟«»「」『』《》〝〞＂]/gu;
const SINGLE_QUOTES = /['`´‘’‚‛‹›＇]/gu;
const DASHES = /[\u2010-\u2015\u2212\uFE58\uFE63]/gu;

/**
 * What somebody typed to look for something, in the one form that the parser reads: full-width letters, digits, colons and
 * spaces made ordinary, every sort of quote made `"` or `'`.
 */
export const cleanSearch = (typed: string): string =>
  typed
    .replace(DOUBLE_QUOTES, '"')
    .replace(SINGLE_QUOTES, "'")
    .normalize('NFKC')
    .replace(DASHES, '-')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
