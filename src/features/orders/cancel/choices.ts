/** What the person who asks for a cancellation says of it; codes, not words. */
export const ASKED_BY = ['customer', 'company'] as const;
export const CANCEL_REASONS = [
  'changed_mind',
  'wrong_item',
  'price',
  'duplicate',
  'out_of_stock',
  'too_late',
  'fraud',
  'other',
] as const;
export const CONFIRMED_HOW = ['email', 'phone', 'chat', 'in_person', 'letter'] as const;
export const REFUND_CHOICES = ['original', 'bank_transfer', 'keep'] as const;

export type AskedBy = (typeof ASKED_BY)[number];
export type CancelReason = (typeof CANCEL_REASONS)[number];
export type ConfirmedHow = (typeof CONFIRMED_HOW)[number];

export interface CancellationChoices {
  readonly askedBy: AskedBy;
  readonly reason: CancelReason;
  /** Required with reason `other`. */
  readonly note: string | null;
  /** How and when the customer confirmed; both or neither. Required where the customer asked. */
  readonly confirmedHow: ConfirmedHow | null;
  /** yyyy-mm-dd, from the day of the order to today. */
  readonly confirmedOn: string | null;
  readonly refundChoice: (typeof REFUND_CHOICES)[number];
  /** Required with `keep`. */
  readonly refundNote: string | null;
  readonly tellCustomer: boolean;
}

/** What is missing or wrong in the choices; each names the field that it stands at. */
export type ChoiceRefusal =
  | { readonly code: 'note-required'; readonly field: 'note' }
  | { readonly code: 'refund-note-required'; readonly field: 'refundNote' }
  | { readonly code: 'confirmation-required'; readonly field: 'confirmedHow' | 'confirmedOn' }
  | { readonly code: 'confirmation-in-the-future'; readonly field: 'confirmedOn' }
  | { readonly code: 'confirmation-before-order'; readonly field: 'confirmedOn' }
  | { readonly code: 'no-mail-address'; readonly field: 'tellCustomer' };

const blank = (text: string | null): boolean => text === null || text.trim() === '';

/** Everything that is wrong with the choices, at once; days are yyyy-mm-dd, `today` where the person is. */
export const checkChoices = (
  choices: CancellationChoices,
  facts: {
    readonly today: string;
    readonly placedOn: string;
    readonly hasMoney: boolean;
    readonly customerHasMail: boolean;
  },
): ChoiceRefusal[] => {
  const refusals: ChoiceRefusal[] = [];
  if (choices.reason === 'other' && blank(choices.note))
    refusals.push({ code: 'note-required', field: 'note' });
  if (facts.hasMoney && choices.refundChoice === 'keep' && blank(choices.refundNote)) {
    refusals.push({ code: 'refund-note-required', field: 'refundNote' });
  }
  if (choices.askedBy === 'customer') {
    if (choices.confirmedHow === null)
      refusals.push({ code: 'confirmation-required', field: 'confirmedHow' });
    if (choices.confirmedOn === null) refusals.push({ code: 'confirmation-required', field: 'confirmedOn' });
  }
  if (choices.confirmedOn !== null && choices.confirmedOn > facts.today) {
    refusals.push({ code: 'confirmation-in-the-future', field: 'confirmedOn' });
  }
  if (choices.confirmedOn !== null && choices.confirmedOn < facts.placedOn) {
    refusals.push({ code: 'confirmation-before-order', field: 'confirmedOn' });
  }
  if (choices.tellCustomer && !facts.customerHasMail) {
    refusals.push({ code: 'no-mail-address', field: 'tellCustomer' });
  }
  return refusals;
};
