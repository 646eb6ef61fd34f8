import { muted } from '../log-book.js';
import { actIds, type Check } from './finding.js';

/**
 * Who is acknowledged is told what became of it, unless the way to them broke just then. What Slack's own client says
 * (the operation timed out, the app cannot be reached) counts as told.
 */
export const nobodyLeftInSilence: Check = ({ book }) =>
  book.acts
    .filter(
      (act) =>
        act.outcomes.at(-1) === 'acknowledged' &&
        act.told.size === 0 &&
        act.notices.length === 0 &&
        // A form that was opened and not gone on with is an answer in itself.
        !(act.shown && act.outcomes.length <= 1) &&
        !muted(book, act.startedAt - 2_000, act.endedAt),
    )
    .map((act) => ({ kind: 'silent' as const, what: 'acknowledged, and then not a word', ids: actIds(act) }));
