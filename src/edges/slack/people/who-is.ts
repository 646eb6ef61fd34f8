import type { Identified } from '../../../features/access/identify.js';
import { Failure } from '../../../kernel/errors.js';
import { asDatabaseFailure, DATABASE_OUTAGES } from '../../../platform/db/database-failure.js';
import type { SlackDeps } from '../deps.js';
import type { SlackUnreachable } from './people.js';

/** The database could not be asked who somebody is: nothing was begun for them, so nothing is in doubt. */
export interface DeskUnreachable {
  readonly ok: false;
  readonly refusal: { readonly code: 'desk-unreachable' };
}

/**
 * Who is behind something that was done in Slack, before anything is done for them. A database that does not answer is a
 * refusal here; whatever else is thrown is thrown on.
 */
export const whoIs = async (
  { people, log }: SlackDeps,
  who: { readonly teamId: string; readonly userId: string },
  options: { readonly fresh?: boolean } = {},
): Promise<Identified | SlackUnreachable | DeskUnreachable> => {
  try {
    return await people.identify(who.teamId, who.userId, options);
  } catch (thrown) {
    const failure = asDatabaseFailure(thrown);
    if (!(failure instanceof Failure && DATABASE_OUTAGES.has(failure.code))) throw thrown;
    // In one line each: how the database is, others say at length.
    log.warn(
      { slackUser: who.userId, code: failure.code, why: failure.details.why },
      'somebody was told that the order desk is not reachable',
    );
    return { ok: false, refusal: { code: 'desk-unreachable' } };
  }
};
