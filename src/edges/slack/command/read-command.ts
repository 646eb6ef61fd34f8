import { cleanSearch } from '../../../features/orders/find/clean-search.js';
import { asNumber, cleanQuery } from '../lookup/typed-query.js';

/** Verbs that act on something. */
const WITH_OBJECT = ['show', 'find', 'cancel', 'history'] as const;
export type VerbWithObject = (typeof WITH_OBJECT)[number];

/** What somebody typed after `/order`; numbers are cleaned of quotes and full-width forms, words of a search of the latter alone. */
export type OrderCommand =
  | { readonly kind: 'help' }
  | { readonly kind: 'pending' }
  /** `show <number>`, or the number alone. */
  | { readonly kind: 'show' | 'cancel' | 'history'; readonly number: string }
  | { readonly kind: 'find'; readonly words: string }
  /** A verb without what it acts on. */
  | { readonly kind: 'incomplete'; readonly verb: VerbWithObject }
  /** A verb that a later version will know. */
  | { readonly kind: 'later'; readonly verb: string }
  | { readonly kind: 'unknown'; readonly typed: string };

const LATER = ['close', 'archive', 'unarchive', 'reassign', 'copy', 'undo', 'report'];

/** Slack hands over &, < and > as entities. */
const unescaped = (typed: string): string =>
  typed.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** Reads what was typed; never fails: what makes no sense is `unknown`. Some clients leave an empty text out. */
export const readCommand = (typed: string | undefined): OrderCommand => {
  const text = cleanQuery(unescaped(typed ?? ''));
  const [first = '', ...others] = text.split(' ');
  const verb = first.toLowerCase().replace(/[:,]$/, '');
  const object = others.join(' ');
  if (text === '' || verb === 'help' || verb === '?') return { kind: 'help' };
  if (verb === 'pending') return { kind: 'pending' };
  const known = WITH_OBJECT.find((one) => one === verb);
  // Quotes hold the words of a search together.
  if (known === 'find') return withObject(known, cleanSearch(unescaped(typed ?? '')).replace(/^\S+ ?/, ''));
  if (known !== undefined) return withObject(known, object);
  if (LATER.includes(verb)) return { kind: 'later', verb };
  const number = asNumber(text);
  return /\p{N}/u.test(number) ? { kind: 'show', number } : { kind: 'unknown', typed: text };
};

const withObject = (verb: VerbWithObject, object: string): OrderCommand => {
  if (verb === 'find')
    return cleanQuery(object) === '' ? { kind: 'incomplete', verb } : { kind: 'find', words: object };
  const number = asNumber(object);
  return number === '' ? { kind: 'incomplete', verb } : { kind: verb, number };
};
