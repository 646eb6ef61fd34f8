import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencyDigits } from '../../../src/kernel/currencies.js';
import { convert, lineAmount, toMajor, toMinor } from '../../../src/kernel/money.js';

describe('money', () => {
  it('has the decimals of its currency', () => {
    expect(['USD', 'JPY', 'KWD'].map(currencyDigits)).toEqual([2, 0, 3]);
    expect(() => currencyDigits('dollars')).toThrow(RangeError);
  });

  it('rounds half up, away from zero, once', () => {
    expect(toMinor('1.005', 'USD')).toBe(101n);
    expect(toMinor('-1.005', 'USD')).toBe(-101n);
    expect(toMinor('0.5', 'JPY')).toBe(1n);
    expect(lineAmount({ quantity: 3, unitPrice: '0.335', discountBasisPoints: 0, currency: 'USD' })).toBe(
      101n,
    );
  });

  it('comes back unchanged from major units, however large', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
        fc.constantFrom('USD', 'JPY', 'KWD'),
        (amount, currency) => {
          expect(toMinor(toMajor({ amount, currency }), currency)).toBe(amount);
        },
      ),
    );
  });

  it('is exact with the largest price, quantity and discount that the database holds', () => {
    const amount = lineAmount({
      quantity: 2_147_483_647,
      unitPrice: '9999999999999.999999',
      discountBasisPoints: 1,
      currency: 'KWD',
    });
    const exact = 9_999_999_999_999_999_999n * 2_147_483_647n * 9_999n; // × 10^-6 × 10^-4 × 10^3
    expect(amount).toBe((exact + 5_000_000n) / 10_000_000n);
  });

  it('is converted at the rate, major to major, into the decimals of the base currency', () => {
    expect(convert({ amount: 30_000n, currency: 'JPY' }, '0.0065', 'USD')).toEqual({
      amount: 19_500n,
      currency: 'USD',
    });
    expect(convert({ amount: 1_000n, currency: 'KWD' }, '3.25', 'USD')).toEqual({
      amount: 325n,
      currency: 'USD',
    });
  });
});
