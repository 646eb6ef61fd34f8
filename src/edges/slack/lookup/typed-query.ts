import { cleanSearch } from '../../../features/orders/find/clean-search.js';

/** What somebody typed where quotes mean nothing: full-width letters, digits and spaces made ordinary, quotes left out. */
export const cleanQuery = (typed: string): string =>
  cleanSearch(typed).replace(/["']/g, ' ').replace(/ +/g, ' ').trim();

/** A cleaned query as an order's number: `#SO 1042.` → `SO 1042` */
export const asNumber = (query: string): string =>
  query
    .replace(/^(?:#|(?:no|nr)\.?(?=\s|\d))\s*/i, '')
    .replace(/[.,;:!?。、]+$/u, '')
    .trim();
