import { currencyDigits } from '../kernel/currencies.js';
import { type Money, toMajor } from '../kernel/money.js';
import { languageOf } from './translator.js';

const cached = <T>(make: (key: string) => T): ((key: string) => T) => {
  const made = new Map<string, T>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
};

const moneyFormat = cached((key) => {
  const [language, currency] = key.split(' ');
  const code = currency ?? 'USD';
  // Said by us, or Intl would round to what is usual where the newest ICU was built.
  const digits = currencyDigits(code);
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency: code,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
});

const numberFormat = cached((language) => new Intl.NumberFormat(language, { maximumFractionDigits: 20 }));

const dateFormat = cached((key) => {
  const [language, style, timeZone] = key.split(' ');
  return new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    ...(style === 'date-time' ? { timeStyle: 'short' } : {}),
    timeZone: timeZone ?? 'UTC',
  });
});

/** An amount as a person reads it, exact to the last minor unit however large it is. */
export const formatMoney = (money: Money, locale: string | undefined): string => {
  const format = moneyFormat(`${languageOf(locale)} ${money.currency}`);
  // toMajor writes a plain decimal, which is what Intl takes without going through a float.
  return format.format(toMajor(money) as `${number}`);
};

/** A quantity, a count or a decimal given as text, grouped as the language does. */
export const formatNumber = (value: number | bigint | `${number}`, locale: string | undefined): string =>
  numberFormat(languageOf(locale)).format(value);

/** A day without a time, such as an order's date: kept as UTC midnight, and shown as that day everywhere. */
export const formatDate = (day: Date, locale: string | undefined): string =>
  dateFormat(`${languageOf(locale)} date UTC`).format(day);

/** An instant in the person's own time zone (an IANA name); throws a RangeError for a zone that does not exist. */
export const formatInstant = (instant: Date, locale: string | undefined, timeZone: string): string =>
  dateFormat(`${languageOf(locale)} date-time ${timeZone}`).format(instant);
