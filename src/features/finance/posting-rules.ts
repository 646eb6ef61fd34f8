/** Accounts of the journal. */
export type Account =
  | 'bank'
  | 'customer_deposits'
  | 'receivables'
  | 'sales'
  | 'supplier_prepayments'
  | 'refunds_payable'
  | 'fee_income'
  | 'kept_deposits';

/** One side of an entry, minor units; exactly one of debit and credit is above 0. */
export interface Posting {
  readonly account: Account;
  readonly debit: bigint;
  readonly credit: bigint;
  readonly currency: string;
}

/** The name under which an entry is written; with its source it is unique, so that no fact is booked twice. */
export type PostingRule =
  | 'customer-deposit'
  | 'sale'
  | 'customer-payment'
  | 'supplier-deposit'
  | 'cancellation'
  | 'payout';

const debit = (account: Account, amount: bigint, currency: string): Posting => ({
  account,
  debit: amount,
  credit: 0n,
  currency,
});
const credit = (account: Account, amount: bigint, currency: string): Posting => ({
  account,
  debit: 0n,
  credit: amount,
  currency,
});
const written = (...postings: Posting[]): Posting[] =>
  postings.filter((line) => line.debit > 0n || line.credit > 0n);

interface Amount {
  readonly amount: bigint;
  readonly currency: string;
}

/** The posting rules (decisions on the model, 12): what each fact books. Every answer balances; no answer, no entry. */
export const postings = {
  /** A customer paid for an order that is not shipped. */
  customerDeposit: ({ amount, currency }: Amount): Posting[] =>
    written(debit('bank', amount, currency), credit('customer_deposits', amount, currency)),

  /** An order was shipped, or came shipped with the import: the whole order total. */
  sale: ({ amount, currency }: Amount): Posting[] =>
    written(debit('receivables', amount, currency), credit('sales', amount, currency)),

  /** A customer paid for an order that is shipped. */
  customerPayment: ({ amount, currency }: Amount): Posting[] =>
    written(debit('bank', amount, currency), credit('receivables', amount, currency)),

  /** A deposit was paid to a supplier. */
  supplierDeposit: ({ amount, currency }: Amount): Posting[] =>
    written(debit('supplier_prepayments', amount, currency), credit('bank', amount, currency)),

  /** A cancellation with money to give back or to keep; of an unpaid order: nothing. `fee` ≤ what was paid (M11). */
  cancellation: (money: { refund: bigint; fee: bigint; kept: bigint; currency: string }): Posting[] =>
    written(
      debit('customer_deposits', money.refund + money.fee + money.kept, money.currency),
      credit('refunds_payable', money.refund, money.currency),
      credit('fee_income', money.fee, money.currency),
      credit('kept_deposits', money.kept, money.currency),
    ),

  /** A refund was paid out. */
  payout: ({ amount, currency }: Amount): Posting[] =>
    written(debit('refunds_payable', amount, currency), credit('bank', amount, currency)),
} as const;
