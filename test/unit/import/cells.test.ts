import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amount,
  code,
  count,
  currency,
  day,
  email,
  price,
  share,
  someOf,
  text,
} from '../../../src/features/import/cells.js';
import { currencyDigits } from '../../../src/kernel/currencies.js';
import { toMajor } from '../../../src/kernel/money.js';

const inCurrency = (of: string) => (column: string) => (column === 'currency' ? of : '');
const nothing = () => '';

describe('cells of an import', () => {
  it('amounts come back to the digit in every kind of currency', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 12n }),
        fc.constantFrom('USD', 'JPY', 'KWD'),
        (minor, of) => {
          const written = toMajor({ amount: minor, currency: of });
          const read = amount({ zero: 'allowed' })(written, inCurrency(of));
          expect(read).toEqual(
            minor < 10n ** BigInt(12 + currencyDigits(of)) ? { value: minor.toString() } : expect.anything(),
          );
        },
      ),
    );
  });

  it.each(['1.005', '1,00', '1e2', '+1', '.5', '1.', '٣', 'Infinity', '0x10'])(
    '"%s" is no amount in dollars',
    (raw) => {
      expect(amount({ zero: 'allowed' })(raw, inCurrency('USD'))).toHaveProperty('wrong');
    },
  );

  it('no text whatsoever makes a reader throw, and what it gives is either a value or a reason', () => {
    const readers = [
      text,
      code,
      email,
      share,
      currency,
      day,
      price,
      count({ from: 0 }),
      someOf(['a']),
      amount({ zero: 'refused' }),
    ];
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.constantFrom(...readers), (raw, read) => {
        const reading = read(raw, nothing);
        expect('value' in reading !== 'wrong' in reading).toBe(true);
      }),
    );
  });

  it.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2024-04-31', false],
    ['2024-1-1', false],
    ['0001-01-01', false],
    ['2024-01-01T00:00:00Z', false],
  ])('%s exists as a day: %s', (raw, exists) => {
    expect('value' in day(raw, nothing)).toBe(exists);
  });

  it('a discount is kept in basis points, exactly', () => {
    expect(share('0.0333', nothing)).toEqual({ value: '333' });
    expect(share('1', nothing)).toEqual({ value: '10000' });
    expect(share('0', nothing)).toEqual({ value: '0' });
    expect(share('1.0001', nothing)).toHaveProperty('wrong', 'too-large');
  });

  it('roles are kept once each, in the product’s order, whatever the file’s', () => {
    expect(someOf(['sales', 'manager'])('manager; sales ;manager', nothing)).toEqual({
      value: '{sales,manager}',
    });
  });
});
