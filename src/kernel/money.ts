import { Decimal as Library } from 'decimal.js';
import { currencyDigits } from './currencies.js';

/** Wide enough that no product of the largest price, quantity, discount and rate is rounded before it is meant to be. */
const Decimal = Library.clone({ precision: 80 });

/** An amount in minor units of its currency (cents, fen, yen, fils). Never a float. */
export interface Money {
  readonly amount: bigint;
  /** ISO 4217, upper case. */
  readonly currency: string;
}

/** Minor units of a decimal amount in major units, rounded half up (away from zero). */
export const toMinor = (major: Library | string, currency: string): bigint =>
  BigInt(
    new Decimal(major).times(new Decimal(10).pow(currencyDigits(currency))).toFixed(0, Decimal.ROUND_HALF_UP),
  );

/** Major units as a decimal string with exactly the currency's decimals, for files and logs; people get Intl's form. */
export const toMajor = ({ amount, currency }: Money): string => {
  const digits = currencyDigits(currency);
  return new Decimal(amount.toString()).div(new Decimal(10).pow(digits)).toFixed(digits);
};

/** The price of one order line: quantity × unit price less the discount, rounded half up once, per line. */
export const lineAmount = (line: {
  quantity: number;
  /** Major units, as exact decimal text. */
  unitPrice: string;
  /** 1 = 0.01 %, so 10000 is the whole price. */
  discountBasisPoints: number;
  currency: string;
}): bigint =>
  toMinor(
    new Decimal(line.unitPrice)
      .times(line.quantity)
      .times(10_000 - line.discountBasisPoints)
      .div(10_000),
    line.currency,
  );

/** An amount in another currency at a rate of base units per foreign unit (major to major), rounded half up. */
export const convert = (money: Money, basePerUnit: string, base: string): Money => ({
  amount: toMinor(new Decimal(toMajor(money)).times(basePerUnit), base),
  currency: base,
});

export const sum = (amounts: Iterable<bigint>): bigint => {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
};
