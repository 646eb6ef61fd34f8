import type { KnownMember } from '../../../features/access/known-member.js';
import { classifySlackError } from '../connection/classify-slack-error.js';
import type { SlackDeps } from '../deps.js';

/**
 * The Slack user of a member: the bound one, or the one with their address, who is bound by the same rules as if they
 * had come to us. Null where there is none. Throws what Slack answers when it cannot be asked.
 */
export const slackUserOf = async (deps: SlackDeps, member: KnownMember): Promise<string | null> => {
  if (member.slackUserId !== null) return member.slackUserId;
  try {
    const { user } = await deps.posts.users.lookupByEmail({ email: member.email });
    if (user?.id === undefined || user.team_id === undefined) return null;
    const identified = await deps.people.identify(user.team_id, user.id);
    return identified.ok && identified.member.memberId === member.memberId ? user.id : null;
  } catch (error) {
    const meaning = classifySlackError(error);
    if (meaning.kind === 'refused' && meaning.code === 'users_not_found') return null;
    throw error;
  }
};
