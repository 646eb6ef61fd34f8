import type { PageWords } from '../words/page-words.js';
import { Refused } from './ask.js';

/** Why something did not work, as the person reads it. */
export const problemText = (error: unknown, words: PageWords): string => {
  if (!(error instanceof Refused)) return String(error);
  if (error.status === 0) return words.window.unreachable;
  // What passes is said in the reader's language by whoever knows it.
  if (error.status === 503) return error.message;
  return error.status === 404 ? words.window.notThere : words.window.refused(error.status);
};
