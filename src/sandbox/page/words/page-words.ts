import type { en } from './en/index.js';

/** Every word of the page: texts, and functions where a number or name stands in one. A language that lacks one does not compile. */
export type PageWords = typeof en;
