import { z } from 'zod';
import {
  ASKED_BY,
  CANCEL_REASONS,
  CONFIRMED_HOW,
  REFUND_CHOICES,
} from '../../../features/orders/cancel/choices.js';
import { Failure } from '../../../kernel/errors.js';
import type { Answers } from './answers.js';

const Metadata = z.object({
  number: z.string(),
  /** The earlier request that is asked again. */
  previousId: z.uuid().nullable(),
  /** IANA name, so that a date can be judged before the database is asked. */
  timezone: z.string(),
  /** Of the plan that is shown; compared by the server, never trusted. */
  hash: z.string(),
  /** Whether something was paid, and whether the customer has an address; as shown. */
  money: z.boolean(),
  mail: z.boolean(),
  askedBy: z.enum(ASKED_BY).nullable(),
  reason: z.enum(CANCEL_REASONS).nullable(),
  confirmedHow: z.enum(CONFIRMED_HOW).nullable(),
  confirmedOn: z.iso.date().nullable(),
  refundChoice: z.enum(REFUND_CHOICES),
  tellCustomer: z.boolean(),
});

/** What a view hands to the next one through Slack: ids and codes. Texts stand in the fields, and rights nowhere. */
export type CancelMetadata = z.infer<typeof Metadata>;

export const writeMetadata = (
  about: Pick<CancelMetadata, 'number' | 'previousId' | 'timezone' | 'hash' | 'money' | 'mail'>,
  answers: Answers,
): string => {
  const { askedBy, reason, confirmedHow, confirmedOn, refundChoice, tellCustomer } = answers;
  const metadata: CancelMetadata = {
    ...about,
    askedBy,
    reason,
    confirmedHow,
    confirmedOn,
    refundChoice,
    tellCustomer,
  };
  return JSON.stringify(metadata);
};

/** Throws a Failure for what no view of ours wrote. */
export const readMetadata = (written: string | undefined): CancelMetadata => {
  try {
    return Metadata.parse(JSON.parse(written ?? ''));
  } catch (cause) {
    throw new Failure('slack-form-unreadable', 'the metadata of a cancel view cannot be read', {
      retryable: false,
      cause,
    });
  }
};
