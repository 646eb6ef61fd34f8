import { type Act, type LogBook, muted } from '../log-book.js';
import { actIds, type Check } from './finding.js';

/** Who takes a request back is shown the order first; that is no answer to their click. */
const answersDue = ({ kind, outcomes }: Act): number => (kind === 'withdraw' ? outcomes.length : 1);

/** Acts of people who were acknowledged and then heard nothing, neither of the app nor of Slack's own client. */
const withoutAWord = ({ acts }: LogBook): Act[] =>
  acts.filter(
    (act) =>
      act.outcomes.at(-1) === 'acknowledged' &&
      act.told.size < answersDue(act) &&
      act.notices.length === 0 &&
      // A form that was opened and not gone on with is an answer in itself.
      !(act.shown && act.outcomes.length <= 1),
  );

const cutOff = (book: LogBook, act: Act): boolean => muted(book, act.startedAt - 2_000, act.endedAt);

/** How many were acknowledged while the way to them was whole: of so many a word was due, whatever else broke. */
export const owedAWord = (book: LogBook): number =>
  book.acts.filter((act) => act.outcomes.at(-1) === 'acknowledged' && !cutOff(book, act)).length;

/** How many were left without a word because the way to them broke just then. */
export const cutOffByFaults = (book: LogBook): number =>
  withoutAWord(book).filter((act) => cutOff(book, act)).length;

/**
 * Who is acknowledged is told what became of it, unless the way to them broke just then. What Slack's own client says
 * (the operation timed out, the app cannot be reached) counts as told.
 */
export const nobodyLeftInSilence: Check = ({ book }) =>
  withoutAWord(book)
    .filter((act) => !cutOff(book, act))
    .map((act) => ({ kind: 'silent' as const, what: 'acknowledged, and then not a word', ids: actIds(act) }));
