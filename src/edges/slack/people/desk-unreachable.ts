import { Failure } from '../../../kernel/errors.js';
import { asDatabaseFailure, DATABASE_OUTAGES } from '../../../platform/db/database-failure.js';
import type { SlackDeps } from '../deps.js';

/** The database does not answer, and nothing was written for somebody, so nothing is in doubt. */
export interface DeskUnreachable {
  readonly ok: false;
  readonly refusal: { readonly code: 'desk-unreachable' };
}

/** The refusal for an outage of the database that was met before anything was written; whatever else it is is thrown on. */
export const deskUnreachable = (
  thrown: unknown,
  { log }: Pick<SlackDeps, 'log'>,
  slackUser: string,
): DeskUnreachable => {
  const failure = asDatabaseFailure(thrown);
  if (!(failure instanceof Failure && DATABASE_OUTAGES.has(failure.code))) throw thrown;
  // In one line each: how the database is, others say at length.
  log.warn(
    { slackUser, code: failure.code, why: failure.details.why },
    'somebody was told that the order desk is not reachable',
  );
  return { ok: false, refusal: { code: 'desk-unreachable' } };
};
