import type {
  AskedBy,
  CancellationChoices,
  CancelReason,
  ConfirmedHow,
} from '../../../features/orders/cancel/choices.js';
import type { CancellationPreview } from '../../../features/orders/cancel/preview-cancellation.js';

/** What stands in the form, complete or not; texts as they were typed. */
export interface Answers {
  readonly askedBy: AskedBy | null;
  readonly reason: CancelReason | null;
  readonly note: string;
  readonly confirmedHow: ConfirmedHow | null;
  /** yyyy-mm-dd */
  readonly confirmedOn: string | null;
  readonly refundChoice: CancellationChoices['refundChoice'];
  readonly refundNote: string;
  readonly tellCustomer: boolean;
}

/** The form as it is opened: most cancellations come from customers, who then expect to hear of them. */
export const NO_ANSWERS: Answers = {
  askedBy: 'customer',
  reason: null,
  note: '',
  confirmedHow: null,
  confirmedOn: null,
  refundChoice: 'original',
  refundNote: '',
  tellCustomer: true,
};

/** The answers of an earlier request. */
export const answersOf = (choices: CancellationChoices): Answers => ({
  ...choices,
  note: choices.note ?? '',
  refundNote: choices.refundNote ?? '',
});

/** What of an order decides which questions apply. */
export interface Applicable {
  /** Something was paid. */
  readonly money: boolean;
  /** The customer has an address to write to. */
  readonly mail: boolean;
}

export const applicableTo = ({
  payments,
  customer,
}: Pick<CancellationPreview, 'payments' | 'customer'>): Applicable => ({
  money: payments.length > 0,
  mail: Boolean(customer?.email),
});

const text = (typed: string): string | null => (typed === '' ? null : typed);

/**
 * What the answers come to: what does not apply (how a customer confirmed when the company asked, what becomes of money
 * that was never paid) is left out. Texts must be clean already. Null while who asked or the reason is missing.
 */
export const choicesFrom = (answers: Answers, { money, mail }: Applicable): CancellationChoices | null => {
  const { askedBy, reason } = answers;
  if (askedBy === null || reason === null) return null;
  const customerAsked = askedBy === 'customer';
  const refundChoice = money ? answers.refundChoice : 'original';
  return {
    askedBy,
    reason,
    note: text(answers.note),
    confirmedHow: customerAsked ? answers.confirmedHow : null,
    confirmedOn: customerAsked ? answers.confirmedOn : null,
    refundChoice,
    refundNote: refundChoice === 'keep' ? text(answers.refundNote) : null,
    tellCustomer: answers.tellCustomer && mail,
  };
};
