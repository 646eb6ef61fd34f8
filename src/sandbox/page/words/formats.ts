import type { Language } from '../../workspace/language.js';

/** Numbers, plurals and lists as a language writes them. */
export interface Formats {
  number(value: number): string;
  /** The number with the word for it: `forms.one` for what the language says of one, `forms.other` otherwise. */
  counted(value: number, forms: { readonly one?: string; readonly other: string }): string;
  list(items: readonly string[]): string;
}

export const formatsFor = (language: Language): Formats => {
  const numbers = new Intl.NumberFormat(language);
  const plurals = new Intl.PluralRules(language);
  const lists = new Intl.ListFormat(language, { type: 'conjunction' });
  return {
    number: (value) => numbers.format(value),
    counted: (value, { one, other }) => {
      const form = plurals.select(value) === 'one' ? (one ?? other) : other;
      return `${numbers.format(value)} ${form}`;
    },
    list: (items) => lists.format(items),
  };
};
