import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Posting, postings } from '../../../src/features/finance/posting-rules.js';

const amount = fc.bigInt({ min: 1n, max: 10n ** 15n });
const sides = (lines: readonly Posting[]) => ({
  debit: lines.reduce((so, line) => so + line.debit, 0n),
  credit: lines.reduce((so, line) => so + line.credit, 0n),
});
const shown = (lines: readonly Posting[]) =>
  lines.map((line) => `${line.debit > 0n ? 'D' : 'C'} ${line.account} ${line.debit + line.credit}`);

describe('the posting rules', () => {
  it('balance whatever the amounts, also with a fee and a kept deposit (M11)', () => {
    fc.assert(
      fc.property(amount, amount, amount, (refund, fee, kept) => {
        const entry = postings.cancellation({ refund, fee, kept, currency: 'USD' });
        expect(sides(entry).debit).toBe(sides(entry).credit);
        expect(entry.every((line) => (line.debit === 0n) !== (line.credit === 0n))).toBe(true);
      }),
    );
  });

  it('book each fact to the accounts of the table', () => {
    const money = { amount: 100n, currency: 'USD' };
    expect(shown(postings.customerDeposit(money))).toEqual(['D bank 100', 'C customer_deposits 100']);
    expect(shown(postings.sale(money))).toEqual(['D receivables 100', 'C sales 100']);
    expect(shown(postings.customerPayment(money))).toEqual(['D bank 100', 'C receivables 100']);
    expect(shown(postings.supplierDeposit(money))).toEqual(['D supplier_prepayments 100', 'C bank 100']);
    expect(shown(postings.payout(money))).toEqual(['D refunds_payable 100', 'C bank 100']);
    expect(shown(postings.cancellation({ refund: 70n, fee: 10n, kept: 20n, currency: 'USD' }))).toEqual([
      'D customer_deposits 100',
      'C refunds_payable 70',
      'C fee_income 10',
      'C kept_deposits 20',
    ]);
  });

  it('book nothing when an unpaid order is cancelled', () => {
    expect(postings.cancellation({ refund: 0n, fee: 0n, kept: 0n, currency: 'USD' })).toEqual([]);
  });
});
