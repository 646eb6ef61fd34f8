import { createInstance, type i18n } from 'i18next';
import { en } from './en/index.js';
import type { Catalogue, WordArguments, WordKey } from './keys.js';
import { zhCN } from './zh-CN/index.js';

/** The languages that have a catalogue. */
export type Language = 'en' | 'zh-CN';

/** One language's words. Values are put in as they are: the edge escapes them for where they go. */
export type Translate = <K extends WordKey>(key: K, ...values: WordArguments<K>) => string;

/** Every zh-* reads Simplified Chinese, everybody else English. Slack writes locales as `en-US`. */
export const languageOf = (locale: string | undefined): Language =>
  locale !== undefined && /^zh([-_]|$)/i.test(locale) ? 'zh-CN' : 'en';

const catalogues: Readonly<Record<Language, Catalogue>> = { en, 'zh-CN': zhCN };

const create = (): i18n => {
  const instance = createInstance({
    lng: 'en',
    fallbackLng: 'en',
    initAsync: false,
    resources: Object.fromEntries(
      Object.entries(catalogues).map(([language, topics]) => [language, { words: topics }]),
    ),
    defaultNS: 'words',
    ns: ['words'],
    // skipOnVariables: a value typed by a person may contain {{…}} or $t(…) and must stay as it is.
    interpolation: { escapeValue: false, skipOnVariables: true },
  });
  void instance.init();
  return instance;
};

const words = create();
const translators = new Map<Language, Translate>();

/** The words for a person's Slack locale; English where it is unknown. */
export const translator = (locale: string | undefined): Translate => {
  const language = languageOf(locale);
  const known = translators.get(language);
  if (known !== undefined) return known;
  const fixed = words.getFixedT(language);
  const translate: Translate = (key, ...values) => fixed(key, values[0] ?? {});
  translators.set(language, translate);
  return translate;
};
