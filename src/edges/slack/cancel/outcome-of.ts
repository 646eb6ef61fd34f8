import type { EarlierChoices } from '../../../features/orders/cancel/read-earlier-choices.js';
import type { Translate } from '../../../words/translator.js';

/** What became of a request, in one or a few words. */
export const outcomeOf = (state: EarlierChoices['state'], t: Translate): string => {
  switch (state) {
    case 'rejected':
    case 'withdrawn':
    case 'stale':
    case 'done':
      return t(`cancel.outcome_${state}`);
    default:
      return t('cancel.outcome_open');
  }
};
