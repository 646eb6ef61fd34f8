import type { ReceivedMail } from '../../../src/sandbox/mailbox/read-mail.js';
import type { MessageRecord } from '../../../src/sandbox/workspace/records.js';
import type { Company } from '../company.js';
import type { Ledger } from '../ledger.js';
import type { Act, LogBook } from '../log-book.js';

/** Something that must not be, with enough to look it up. */
export interface Finding {
  readonly kind:
    | 'lost'
    | 'doubled'
    | 'wrong-person'
    | 'untrue'
    | 'silent'
    | 'stale-card'
    | 'books'
    | 'audit'
    | 'leak'
    | 'process';
  readonly what: string;
  readonly ids: Readonly<Record<string, string | number | null>>;
}

/** Everything that is compared: what people saw, and what the rows, Slack and the mail server say. */
export interface Evidence {
  readonly book: LogBook;
  readonly ledger: Ledger;
  readonly company: Company;
  /** Every message of every channel and conversation. */
  readonly messages: readonly MessageRecord[];
  /** Whose direct messages stand in a conversation: e-mail address by channel id. */
  readonly directTo: ReadonlyMap<string, string>;
  readonly mails: readonly ReceivedMail[];
}

export type Check = (evidence: Evidence) => Finding[];

/** What names an act in a finding. */
export const actIds = (act: Act): Readonly<Record<string, string | number | null>> => ({
  act: act.n,
  who: act.who,
  did: act.kind,
  at: new Date(act.startedAt).toISOString(),
  ...act.about,
  views: [...act.views].join(),
  outcomes: act.outcomes.join(),
  told: [...act.told].join(' | ').slice(0, 400),
});
