import type { KnownBlock, ModalView } from '@slack/types';
import type { Translate } from '../../../words/translator.js';
import { LOOK_UP_VIEW, LOOK_UP_WORDS } from '../action-ids.js';
import { input } from '../block-kit/blocks.js';
import { textInput } from '../block-kit/elements.js';
import { modal } from '../block-kit/surfaces.js';

/** The form to look an order up; `above` says what became of the last try, whose words are `initial`. */
export const lookUpView = (
  t: Translate,
  { above = [], initial }: { readonly above?: readonly KnownBlock[]; readonly initial?: string } = {},
): ModalView =>
  modal({
    callbackId: LOOK_UP_VIEW,
    title: t('lookup.formTitle'),
    close: t('lookup.close'),
    submit: t('lookup.formSubmit'),
    blocks: [
      ...above,
      input(
        LOOK_UP_WORDS,
        t('lookup.formLabel'),
        textInput({ actionId: LOOK_UP_WORDS, initial, placeholder: t('lookup.formPlaceholder') }),
      ),
    ],
  });
