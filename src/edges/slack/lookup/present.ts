import type { ModalView } from '@slack/types';
import type { SlackMessage } from '../block-kit/surfaces.js';
import type { AnswerOptions } from '../people/answer-person.js';
import type { Acting } from '../people/as-member.js';

/**
 * Shows something where the person looks: in the modal in which they are, otherwise as a message for them alone. Who
 * closed the modal meanwhile no longer wants to see it.
 */
export const present = async (
  acting: Acting,
  shown: { readonly modal: () => ModalView; readonly message: () => SlackMessage },
  options?: AnswerOptions,
): Promise<void> => {
  if (acting.view === undefined) await acting.answer(shown.message(), options);
  else await acting.view.show(shown.modal());
};
