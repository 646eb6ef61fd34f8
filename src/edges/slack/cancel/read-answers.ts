import type { ViewOutput } from '@slack/bolt';
import {
  ASKED_BY,
  CANCEL_REASONS,
  CONFIRMED_HOW,
  REFUND_CHOICES,
} from '../../../features/orders/cancel/choices.js';
import {
  CANCEL_ASKED_BY,
  CANCEL_CONFIRMED_HOW,
  CANCEL_CONFIRMED_ON,
  CANCEL_NOTE,
  CANCEL_NOTE_AGAIN,
  CANCEL_REASON,
  CANCEL_REFUND,
  CANCEL_REFUND_NOTE,
  CANCEL_REFUND_NOTE_AGAIN,
  CANCEL_TELL,
  CANCEL_TELL_SUSPECT,
} from '../action-ids.js';
import type { Answers } from './answers.js';
import type { CancelMetadata } from './metadata.js';

/** What was entered, by block id and action id; of our fields both are the same. */
export type Entered = ViewOutput['state']['values'];

/** The field as it was entered; undefined when it is not on the screen. */
const field = (entered: Entered, id: string) => entered[id]?.[id];

const typed = (entered: Entered, ...ids: readonly string[]): string =>
  ids.map((id) => field(entered, id)?.value).find((value) => typeof value === 'string') ?? '';

const chosen = <T extends string>(
  entered: Entered,
  id: string,
  known: readonly T[],
  otherwise: T | null,
): T | null => {
  const shown = field(entered, id);
  if (shown === undefined) return otherwise;
  return known.find((code) => code === shown.selected_option?.value) ?? null;
};

/**
 * Whether the customer is to be written to; undefined where it is not asked. A suspicion that was only now chosen, or
 * taken back, takes the tick out or puts it in: a letter would warn whoever is suspected.
 */
const tells = (entered: Entered, { suspected }: { readonly suspected: boolean }): boolean | undefined => {
  const [asked, before] = suspected ? [CANCEL_TELL_SUSPECT, CANCEL_TELL] : [CANCEL_TELL, CANCEL_TELL_SUSPECT];
  const tell = field(entered, asked);
  if (tell === undefined) return field(entered, before) === undefined ? undefined : !suspected;
  return (tell.selected_options ?? []).some(({ value }) => value === 'yes');
};

/** The answers on the screen, and those of the views before it where a field is not shown. */
export const readAnswers = (entered: Entered, before: CancelMetadata): Answers => {
  const confirmedOn = field(entered, CANCEL_CONFIRMED_ON);
  const reason = chosen(entered, CANCEL_REASON, CANCEL_REASONS, before.reason);
  return {
    askedBy: chosen(entered, CANCEL_ASKED_BY, ASKED_BY, before.askedBy),
    reason,
    note: typed(entered, CANCEL_NOTE, CANCEL_NOTE_AGAIN),
    confirmedHow: chosen(entered, CANCEL_CONFIRMED_HOW, CONFIRMED_HOW, before.confirmedHow),
    confirmedOn: confirmedOn === undefined ? before.confirmedOn : (confirmedOn.selected_date ?? null),
    refundChoice: chosen(entered, CANCEL_REFUND, REFUND_CHOICES, before.refundChoice) ?? 'original',
    refundNote: typed(entered, CANCEL_REFUND_NOTE, CANCEL_REFUND_NOTE_AGAIN),
    tellCustomer: tells(entered, { suspected: reason === 'fraud' }) ?? before.tellCustomer,
  };
};

/** Whether a field is on the screen: an error can be shown under no other. */
export const isShown = (entered: Entered, id: string): boolean => field(entered, id) !== undefined;
