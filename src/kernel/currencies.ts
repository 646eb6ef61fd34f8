/**
 * Decimals of the currencies that do not have two, by ISO 4217. A table of our own: Intl answers what is usual today,
 * which changes with Node's ICU (HUF: 2, then 0), and stored minor units would change their worth with an update.
 * The database has the same in `countermand_currency_digits`.
 */
const DIGITS: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

/** How many decimals a currency has: 2 for USD, 0 for JPY, 3 for KWD. Throws a RangeError for what is no ISO 4217 code. */
export const currencyDigits = (currency: string): number => {
  if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError(`${currency} is no currency code`);
  return DIGITS.get(currency) ?? 2;
};
