import type { Language } from '../../workspace/language.js';
import { en } from './en/index.js';
import { zhCn } from './zh-cn/index.js';

/** Every word of the page: texts, and functions where a number or name stands in one. A language that lacks one does not compile. */
export type PageWords = typeof en;

const CATALOGUES: Readonly<Record<Language, PageWords>> = { en, 'zh-CN': zhCn };

export const wordsFor = (language: Language): PageWords => CATALOGUES[language];
