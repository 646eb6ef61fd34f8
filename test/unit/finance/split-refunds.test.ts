import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PaidIn, splitRefunds } from '../../../src/features/finance/split-refunds.js';

const payment = fc
  .record({
    paymentId: fc.uuid(),
    amount: fc.bigInt({ min: 1n, max: 10n ** 12n }),
    claimedShare: fc.integer({ min: 0, max: 100 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .map(
    ({ paymentId, amount, claimedShare, day }): PaidIn => ({
      paymentId,
      method: 'card',
      reference: 'r',
      amount,
      currency: 'USD',
      paidOn: `2026-01-${String(day).padStart(2, '0')}`,
      claimed: (amount * BigInt(claimedShare)) / 100n,
    }),
  );
const payments = fc.uniqueArray(payment, { selector: (one) => one.paymentId, maxLength: 6 });
const choice = fc.constantFrom('original' as const, 'bank_transfer' as const, 'keep' as const);
const total = (amounts: bigint[]) => amounts.reduce((so, amount) => so + amount, 0n);

describe('what becomes of the money of a cancelled order', () => {
  it('gives or keeps exactly what is left of each payment, never more (M1, M2, M10)', () => {
    fc.assert(
      fc.property(payments, choice, (all, how) => {
        const claims = splitRefunds(all, how);
        for (const one of all) {
          const claimed = total(
            claims.filter((claim) => claim.paymentId === one.paymentId).map((claim) => claim.amount),
          );
          expect(claimed).toBe(one.amount - one.claimed);
        }
        expect(claims.every((claim) => claim.amount > 0n)).toBe(true);
      }),
    );
  });

  it('takes a fee once, of the newest payments, and refuses one above what is left (M11)', () => {
    fc.assert(
      fc.property(payments, choice, fc.bigInt({ min: 0n, max: 10n ** 12n }), (all, how, fee) => {
        const left = total(all.map((one) => one.amount - one.claimed));
        if (fee > left) {
          expect(() => splitRefunds(all, how, fee)).toThrow(RangeError);
          return;
        }
        const claims = splitRefunds(all, how, fee);
        expect(total(claims.filter((claim) => claim.kind === 'fee').map((claim) => claim.amount))).toBe(fee);
        expect(total(claims.map((claim) => claim.amount))).toBe(left);
      }),
    );
  });

  it('pays nothing back by a method where the deposit is kept', () => {
    const [one] = fc.sample(payment, 1);
    const claims = splitRefunds(one === undefined ? [] : [{ ...one, claimed: 0n }], 'keep');
    expect(claims.map((claim) => [claim.kind, claim.method])).toEqual([['kept', null]]);
  });
});
