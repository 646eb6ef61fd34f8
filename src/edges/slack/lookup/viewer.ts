import { formatDate, formatInstant, formatMoney } from '../../../words/formats.js';
import type { Translate } from '../../../words/translator.js';
import { slackDate } from '../block-kit/mrkdwn.js';

/** Whose eyes something is written for. */
export interface Viewer {
  readonly t: Translate;
  readonly locale: string;
  /** IANA name. */
  readonly timezone: string;
}

/** A day as kept (yyyy-mm-dd), as the reader writes it. */
export const day = (viewer: Viewer, kept: string): string => formatDate(new Date(kept), viewer.locale);

/** An instant, in mrkdwn: Slack shows it in the reader's zone, and so does the fallback. */
export const instant = (viewer: Viewer, at: Date): string => slackDate(at, instantText(viewer, at));

/** The same where no mrkdwn is read. */
export const instantText = (viewer: Viewer, at: Date): string =>
  formatInstant(at, viewer.locale, viewer.timezone);

const MOST_LISTED = 10;

/** What a list begins with, as the reader lists things: who wants all of it opens the order. */
export const firstOf = (all: readonly string[], { t }: Viewer): string =>
  [...all.slice(0, MOST_LISTED), ...(all.length > MOST_LISTED ? ['…'] : [])].join(t('people.listSeparator'));

/** Minor units as the reader writes money. */
export const money = (viewer: Viewer, amount: bigint, currency: string): string =>
  formatMoney({ amount, currency }, viewer.locale);
