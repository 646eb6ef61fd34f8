/** The languages that the workspace speaks to people. */
export type Language = 'en' | 'zh-CN';

/** Every zh-* reads Simplified Chinese, everybody else English. */
export const languageOf = (locale: string | undefined): Language =>
  locale !== undefined && /^zh([-_]|$)/i.test(locale) ? 'zh-CN' : 'en';
