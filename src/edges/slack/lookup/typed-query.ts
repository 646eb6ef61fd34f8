const QUOTES = /["'`´“”„‟‘’‚‛«»‹›「」『』《》]/gu;
const DASHES = /[\u2010-\u2015\u2212\uFE58\uFE63]/gu;

/** What somebody typed to look for something: full-width letters, digits and spaces made ordinary, quotes left out. */
export const cleanQuery = (typed: string): string =>
  typed
    .replace(QUOTES, ' ')
    .normalize('NFKC')
    .replace(DASHES, '-')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

/** A cleaned query as an order's number: `#SO 1042.` → `SO 1042` */
export const asNumber = (query: string): string =>
  query
    .replace(/^(?:#|(?:no|nr)\.?(?=\s|\d))\s*/i, '')
    .replace(/[.,;:!?。、]+$/u, '')
    .trim();
