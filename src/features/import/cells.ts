import { currencyDigits } from '../../kernel/currencies.js';
import { INVISIBLE_CHARACTERS } from '../../kernel/invisible-characters.js';
import type { WrongReason } from './import-report.js';

/** A cell as it will be stored, as text (or null for nothing); or why not. */
export type CellReading =
  | { readonly value: string | null }
  | { readonly wrong: WrongReason; readonly expected?: string };

/** Reads one cell, trimmed, never empty; `other` gives another cell of the same row. */
export type CellReader = (text: string, other: (column: string) => string) => CellReading;

const LONGEST_TEXT = 500;
const LONGEST_CODE = 64;
/** The largest count a cell may hold: far above any shelf, and sums of them stay exact. */
const LARGEST_COUNT = 1_000_000_000;

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Words for people. Line breaks inside a quoted cell become spaces. */
export const text: CellReader = (raw) => {
  const value = raw.normalize('NFC').replace(/\s+/g, ' ');
  if (INVISIBLE_CHARACTERS.test(value)) return { wrong: 'control-character' };
  return [...value].length > LONGEST_TEXT ? { wrong: 'too-long', expected: String(LONGEST_TEXT) } : { value };
};

/** A key: no spaces inside, so that it can be typed after a command. */
export const code: CellReader = (raw) => {
  const value = raw.normalize('NFC');
  if (INVISIBLE_CHARACTERS.test(value)) return { wrong: 'control-character' };
  if (/\s/.test(value)) return { wrong: 'not-a-code' };
  return value.length > LONGEST_CODE ? { wrong: 'too-long', expected: String(LONGEST_CODE) } : { value };
};

/** An e-mail address, kept in lower case. */
export const email: CellReader = (raw) =>
  raw.length <= 254 &&
  /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;.]+$/.test(raw) &&
  !INVISIBLE_CHARACTERS.test(raw)
    ? { value: raw.toLowerCase() }
    : { wrong: 'not-an-email' };

/** One of a fixed list. */
export const oneOf =
  (choices: readonly string[]): CellReader =>
  (raw) =>
    choices.includes(raw) ? { value: raw } : { wrong: 'not-a-choice', expected: choices.join(', ') };

/** Several of a fixed list, separated by `;`, each kept once and in the list's own order; as PostgreSQL writes an array. */
export const someOf =
  (choices: readonly string[]): CellReader =>
  (raw) => {
    const chosen = raw.split(';').map((one) => one.trim());
    return chosen.every((one) => choices.includes(one))
      ? { value: `{${choices.filter((one) => chosen.includes(one)).join(',')}}` }
      : { wrong: 'not-a-choice', expected: choices.join(', ') };
  };

/** Whole pieces: 0 and more, or `from` 1. */
export const count =
  ({ from }: { from: 0 | 1 }): CellReader =>
  (raw) => {
    if (/^-\d/.test(raw)) return { wrong: 'negative' };
    if (!/^\d+$/.test(raw)) return { wrong: 'not-a-whole-number' };
    if (raw.length > 12 || Number(raw) > LARGEST_COUNT)
      return { wrong: 'too-large', expected: String(LARGEST_COUNT) };
    return Number(raw) < from ? { wrong: 'zero' } : { value: String(Number(raw)) };
  };

interface DecimalText {
  readonly whole: string;
  readonly decimals: string;
}

const WHOLE_DIGITS = 12;

const decimal = (
  raw: string,
  wholeDigits = WHOLE_DIGITS,
): DecimalText | { readonly wrong: WrongReason; readonly expected?: string } => {
  const found = /^(\d+)(?:\.(\d+))?$/.exec(raw);
  if (found === null) return { wrong: /^-[\d.]+$/.test(raw) ? 'negative' : 'not-a-number' };
  const whole = (found[1] ?? '').replace(/^0+(?=\d)/, '');
  return whole.length > wholeDigits
    ? { wrong: 'too-large', expected: `${wholeDigits} digits` }
    : { whole, decimals: found[2] ?? '' };
};

const isZero = ({ whole, decimals }: DecimalText): boolean => /^0*$/.test(whole + decimals);

/** The number without needless zeros, so that 14.0 and 14.00 are the same row. */
const plain = ({ whole, decimals }: DecimalText): string => {
  const kept = decimals.replace(/0+$/, '');
  return kept === '' ? whole : `${whole}.${kept}`;
};

/** A positive number with at most so many digits before the point and after it. */
export const positiveNumber =
  ({ whole, decimals }: { whole: number; decimals: number }): CellReader =>
  (raw) => {
    const number = decimal(raw, whole);
    if ('wrong' in number) return number;
    if (number.decimals.length > decimals) return { wrong: 'too-many-decimals', expected: String(decimals) };
    return isZero(number) ? { wrong: 'zero' } : { value: plain(number) };
  };

/** A share from 0 to 1 with at most 4 decimals, kept in basis points. */
export const share: CellReader = (raw) => {
  const number = decimal(raw);
  if ('wrong' in number) return number;
  if (number.decimals.length > 4) return { wrong: 'too-many-decimals', expected: '4' };
  const basisPoints = Number(number.whole + number.decimals.padEnd(4, '0'));
  return basisPoints > 10_000 ? { wrong: 'too-large', expected: '1' } : { value: String(basisPoints) };
};

export const currency: CellReader = (raw) =>
  CURRENCIES.has(raw) ? { value: raw } : { wrong: 'not-a-currency' };

const digitsOf = (code: string): number | null => (CURRENCIES.has(code) ? currencyDigits(code) : null);

/** An amount in major units of the currency in the row's column `currency`, kept in minor units. */
export const amount =
  ({ zero }: { zero: 'allowed' | 'refused' }): CellReader =>
  (raw, other) => {
    const number = decimal(raw);
    if ('wrong' in number) return number;
    const digits = digitsOf(other('currency'));
    // The currency's own cell is reported; how many decimals it has is then unknown.
    if (digits === null) return { value: null };
    if (number.decimals.length > digits) return { wrong: 'too-many-decimals', expected: String(digits) };
    if (zero === 'refused' && isZero(number)) return { wrong: 'zero' };
    return { value: BigInt(number.whole + number.decimals.padEnd(digits, '0')).toString() };
  };

/** A price in major units, kept so; its decimals are checked against the currency in the row's column `currency`. */
export const price: CellReader = (raw, other) => {
  const number = decimal(raw);
  if ('wrong' in number) return number;
  const digits = digitsOf(other('currency'));
  if (digits !== null && number.decimals.length > digits)
    return { wrong: 'too-many-decimals', expected: String(digits) };
  return { value: plain(number) };
};

/** A price whose currency stands in another file: its decimals are kept as written, for the check that follows. */
export const priceOfElsewhere: CellReader = (raw) => {
  const number = decimal(raw);
  if ('wrong' in number) return number;
  return number.decimals.length > 6
    ? { wrong: 'too-many-decimals', expected: '6' }
    : { value: number.decimals === '' ? number.whole : `${number.whole}.${number.decimals}` };
};

/** A day that exists, as ISO 8601 writes it. */
export const day: CellReader = (raw) => {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(raw);
  if (found === null || raw < '1900-01-01') return { wrong: 'not-a-date' };
  const date = new Date(`${raw}T00:00:00Z`);
  // JavaScript lets 30 February roll over into March.
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== raw
    ? { wrong: 'not-a-date' }
    : { value: raw };
};
