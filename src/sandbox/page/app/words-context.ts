import { createContext, useContext } from 'react';
import type { Language } from '../../workspace/language.js';
import type { PageWords } from '../words/page-words.js';
import { wordsFor } from '../words/words.js';

/** The language of the person whose window it is. */
export const LanguageContext = createContext<Language>('en');

export const useLanguage = (): Language => useContext(LanguageContext);

/** The page's words in that language. */
export const useWords = (): PageWords => wordsFor(useLanguage());
