import { localDay } from '../../../kernel/clock.js';
import type { Result } from '../../../kernel/result.js';
import type { Translate } from '../../../words/translator.js';
import {
  CANCEL_ASKED_BY,
  CANCEL_CONFIRMED_HOW,
  CANCEL_CONFIRMED_ON,
  CANCEL_NOTE,
  CANCEL_NOTE_AGAIN,
  CANCEL_REASON,
  CANCEL_REFUND_NOTE,
  CANCEL_REFUND_NOTE_AGAIN,
} from '../action-ids.js';
import { cleanText, type TextRefusal } from '../block-kit/clean-text.js';
import { sayTextRefusal } from '../block-kit/say-text-refusal.js';
import type { Answers } from './answers.js';
import type { CancelMetadata } from './metadata.js';
import { type Entered, isShown, readAnswers } from './read-answers.js';

/** A form that can be acknowledged: what was entered with clean texts, or what to say under which field. */
export type CheckedForm =
  | { readonly ok: true; readonly answers: Answers }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

interface Found {
  readonly at: readonly string[];
  readonly error: string;
}

/** An empty text is no text; whether one is required is another question. */
const cleaned = (text: string): Result<string, TextRefusal> => {
  const clean = cleanText(text);
  return !clean.ok && clean.refusals.every(({ code }) => code === 'empty') ? { ok: true, value: '' } : clean;
};

const textErrors = (answers: Answers, t: Translate): Found[] => {
  const noteAt = [CANCEL_NOTE, CANCEL_NOTE_AGAIN];
  const refundNoteAt = [CANCEL_REFUND_NOTE, CANCEL_REFUND_NOTE_AGAIN];
  const note = cleaned(answers.note);
  const refundNote = cleaned(answers.refundNote);
  const say = (at: string[], refusals: readonly TextRefusal[]): Found[] =>
    refusals.map((refusal) => ({ at, error: sayTextRefusal(t, refusal) }));
  return [
    ...(note.ok ? [] : say(noteAt, note.refusals)),
    ...(refundNote.ok ? [] : say(refundNoteAt, refundNote.refusals)),
    ...(answers.reason === 'other' && note.ok && note.value === ''
      ? [{ at: noteAt, error: t('cancel.error_noteRequired') }]
      : []),
    ...(answers.refundChoice === 'keep' && refundNote.ok && refundNote.value === ''
      ? [{ at: refundNoteAt, error: t('cancel.error_refundNoteRequired') }]
      : []),
  ];
};

const choiceErrors = (answers: Answers, today: string, t: Translate): Found[] => {
  const { askedBy, reason, confirmedHow, confirmedOn } = answers;
  const missing = (at: string): Found => ({ at: [at], error: t('cancel.error_required') });
  return [
    ...(askedBy === null ? [missing(CANCEL_ASKED_BY)] : []),
    ...(reason === null ? [missing(CANCEL_REASON)] : []),
    ...(askedBy === 'customer' && confirmedHow === null
      ? [{ at: [CANCEL_CONFIRMED_HOW], error: t('cancel.error_howRequired') }]
      : []),
    ...(askedBy === 'customer' && confirmedOn === null
      ? [{ at: [CANCEL_CONFIRMED_ON], error: t('cancel.error_dayRequired') }]
      : []),
    ...(askedBy === 'customer' && confirmedOn !== null && confirmedOn > today
      ? [{ at: [CANCEL_CONFIRMED_ON], error: t('cancel.error_future') }]
      : []),
  ];
};

/**
 * Checks what was entered by its shape alone, so that the acknowledgement need not wait for the database. What is wrong
 * with a field that is not on the screen is left to the server, which then shows the field.
 */
export const checkForm = (
  entered: Entered,
  metadata: CancelMetadata,
  { now, t }: { readonly now: Date; readonly t: Translate },
): CheckedForm => {
  const answers = readAnswers(entered, metadata);
  const found = [
    ...textErrors(answers, t),
    ...choiceErrors(answers, localDay(now, metadata.timezone), t),
  ].flatMap(({ at, error }) => at.filter((id) => isShown(entered, id)).map((id) => [id, error] as const));
  if (found.length > 0) return { ok: false, errors: Object.fromEntries(found.toReversed()) };
  const clean = (text: string): string => {
    const result = cleaned(text);
    return result.ok ? result.value : text;
  };
  return {
    ok: true,
    answers: { ...answers, note: clean(answers.note), refundNote: clean(answers.refundNote) },
  };
};
