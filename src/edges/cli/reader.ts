import { formatNumber } from '../../words/formats.js';
import { type Translate, translator } from '../../words/translator.js';

/** Who reads the terminal: their words, and how they write numbers. */
export interface Reader {
  readonly t: Translate;
  readonly number: (value: number | bigint) => string;
}

/** The reader of a locale such as `zh-CN`; an English one where it is unknown. */
export const readerOf = (locale: string | undefined): Reader => ({
  t: translator(locale),
  number: (value) => formatNumber(value, locale),
});

/** What leaves as JSON says its sentences in English, whoever runs it: a program must not depend on the terminal. */
export const PROGRAM_READER = readerOf('en');
