import type { ModalView } from '@slack/types';
import type { Translate } from '../../../words/translator.js';
import { input, section } from '../block-kit/blocks.js';
import { cleanText } from '../block-kit/clean-text.js';
import { textInput } from '../block-kit/elements.js';
import { sayTextRefusal } from '../block-kit/say-text-refusal.js';
import { modal } from '../block-kit/surfaces.js';
import type { Acknowledgement } from '../people/as-member.js';
import { loadingView } from '../people/open-view.js';
import { typedInView } from './typed-in-view.js';

/** A modal that asks for one text; `text` is mrkdwn. It can be opened at once where that says nothing about any order. */
export const oneTextForm = (form: {
  readonly callbackId: string;
  readonly metadata: string;
  readonly field: string;
  readonly title: string;
  readonly text: string;
  readonly label: string;
  readonly submit: string;
  readonly close: string;
  readonly multiline: boolean;
}): ModalView =>
  modal({
    callbackId: form.callbackId,
    title: form.title,
    close: form.close,
    submit: form.submit,
    metadata: form.metadata,
    blocks: [
      section(form.text),
      input(form.field, form.label, textInput({ actionId: form.field, multiline: form.multiline })),
    ],
  });

/** The text of a submitted form, or the error to show under its field; otherwise the form makes way for a working view. */
export const acknowledgeText = (
  body: unknown,
  field: string,
  t: Translate,
  limit?: number,
): Acknowledgement => {
  const text = cleanText(typedInView(body, field).text, limit === undefined ? {} : { limit });
  const [refusal] = text.ok ? [] : text.refusals;
  if (refusal !== undefined) {
    return {
      response: { response_action: 'errors', errors: { [field]: sayTextRefusal(t, refusal) } },
      stop: true,
    };
  }
  return { response: { response_action: 'update', view: loadingView(t) } };
};

/** The text that `acknowledgeText` let pass. */
export const acceptedText = (body: unknown, field: string): string => {
  const text = cleanText(typedInView(body, field).text);
  return text.ok ? text.value : '';
};
