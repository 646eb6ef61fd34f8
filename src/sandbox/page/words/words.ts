import type { Language } from '../../workspace/language.js';
import { en } from './en/index.js';
import type { PageWords } from './page-words.js';
import { zhCn } from './zh-cn/index.js';

const CATALOGUES: Readonly<Record<Language, PageWords>> = { en, 'zh-CN': zhCn };

/** The page's words in a language. */
export const wordsFor = (language: Language): PageWords => CATALOGUES[language];
