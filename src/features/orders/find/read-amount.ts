import { Decimal } from 'decimal.js';
import type { AmountCondition, Comparison } from './order-query.js';

const SIGNS: Readonly<Record<string, Comparison>> = { '≥': '>=', '=>': '>=', '≤': '<=', '=<': '<=' };
const FACTORS: Readonly<Record<string, string>> = {
  k: '1000',
  千: '1000',
  万: '10000',
  m: '1000000',
  百万: '1000000',
};
/** More than any order comes to; what is longer is no amount. */
const MOST_DIGITS = 15;

const readOne = (typed: string): Pick<AmountCondition, 'amount' | 'currency'> | null => {
  const [, before, number, factor, after] =
    /^(?:([a-z]{3})\s?|[$€£¥])?(\d[\d,' ]*(?:\.\d{1,4})?)\s?(k|m|千|万|百万)?\s?(?:([a-z]{3})|[$€£¥元])?$/iu.exec(
      typed,
    ) ?? [];
  const digits = number?.replace(/[,' ]/g, '');
  if (digits === undefined || digits.length > MOST_DIGITS) return null;
  const amount = new Decimal(digits).times(FACTORS[factor?.toLowerCase() ?? ''] ?? 1).toFixed();
  return { amount, currency: (before ?? after)?.toUpperCase() ?? null };
};

/**
 * The conditions of `amount>100`, `amount:100..200`, `amount: >= 5k EUR`: `sign` is what stood between name and value.
 * Null for what is no amount.
 */
export const readAmount = (sign: string, typed: string): readonly AmountCondition[] | null => {
  const [, inner, value = ''] = /^(>=|<=|=>|=<|[<>=≥≤])?\s*(.*)$/su.exec(typed) ?? [];
  // A second sign makes sense only after the colon.
  if (inner !== undefined && sign !== ':') return null;
  const comparison = SIGNS[inner ?? sign] ?? inner ?? sign;
  const [low, high, ...more] = value.split(/\s*(?:\.\.|…|~)\s*/u).map(readOne);
  if (low === undefined || low === null || more.length > 0) return null;
  if (high !== undefined) {
    if (high === null || comparison !== ':') return null;
    return [
      { comparison: '>=', ...low, currency: low.currency ?? high.currency },
      { comparison: '<=', ...high, currency: high.currency ?? low.currency },
    ];
  }
  return [{ comparison: isComparison(comparison) ? comparison : '=', ...low }];
};

const isComparison = (sign: string): sign is Comparison => ['<', '<=', '>', '>=', '='].includes(sign);
