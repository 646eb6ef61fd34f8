import type { CancelReason } from '../../../features/orders/cancel/choices.js';
import type { Translate } from '../../../words/translator.js';
import { capital } from '../messages/request-words.js';

/** A reason as it is chosen from the list. */
export const reasonText = (reason: CancelReason, t: Translate): string =>
  // Not `reason_other`, which the catalogues read as the plural of `reason`.
  reason === 'other' ? t('cancel.reason_else') : t(`cancel.reason_${reason}`);

/** The same once it is given: what to do for “other” is done by then. */
export const reasonGiven = (reason: CancelReason, t: Translate): string =>
  reason === 'other' ? capital(t('lookup.reason_else')) : reasonText(reason, t);
