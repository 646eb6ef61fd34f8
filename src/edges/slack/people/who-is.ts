import type { Identified } from '../../../features/access/identify.js';
import type { SlackDeps } from '../deps.js';
import { type DeskUnreachable, deskUnreachable } from './desk-unreachable.js';
import type { SlackUnreachable } from './people.js';

/**
 * Who is behind something that was done in Slack, before anything is done for them. A database that does not answer is a
 * refusal here; whatever else is thrown is thrown on.
 */
export const whoIs = async (
  deps: SlackDeps,
  who: { readonly teamId: string; readonly userId: string },
  options: { readonly fresh?: boolean } = {},
): Promise<Identified | SlackUnreachable | DeskUnreachable> => {
  try {
    return await deps.people.identify(who.teamId, who.userId, options);
  } catch (thrown) {
    return deskUnreachable(thrown, deps, who.userId);
  }
};
