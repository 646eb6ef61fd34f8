import { never } from '../../../kernel/errors.js';
import type { Translate } from '../../../words/translator.js';
import type { TextRefusal } from './clean-text.js';

/** Why a typed text was refused, to be shown under its field. */
export const sayTextRefusal = (t: Translate, refusal: TextRefusal): string => {
  switch (refusal.code) {
    case 'empty':
      return t('textInput.empty');
    case 'too-long':
      return t('textInput.tooLong', { limit: refusal.limit, actual: refusal.actual });
    default:
      return never(refusal);
  }
};
