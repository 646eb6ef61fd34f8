import type { ChoiceRefusal } from '../../../features/orders/cancel/choices.js';
import { never } from '../../../kernel/errors.js';
import type { Translate } from '../../../words/translator.js';

const say = (refusal: ChoiceRefusal, t: Translate): string => {
  switch (refusal.code) {
    case 'note-required':
      return t('cancel.problem_note');
    case 'refund-note-required':
      return t('cancel.problem_refundNote');
    case 'confirmation-required':
      return t('cancel.problem_confirmation');
    case 'confirmation-in-the-future':
      return t('cancel.problem_future');
    case 'confirmation-before-order':
      return t('cancel.problem_beforeOrder');
    case 'no-mail-address':
      return t('cancel.problem_noMail');
    default:
      return never(refusal);
  }
};

/** What is missing or wrong in the answers, each thing said once, as mrkdwn. */
export const sayChoiceRefusals = (refusals: readonly ChoiceRefusal[], t: Translate): string[] => [
  ...new Set(refusals.map((refusal) => say(refusal, t))),
];
