import type { KnownMember } from '../../../features/access/known-member.js';
import { Failure } from '../../../kernel/errors.js';
import { classifySlackError } from '../connection/classify-slack-error.js';
import type { SlackDeps } from '../deps.js';

/** Whom a direct message goes to, or by what code it goes to nobody. */
export type SlackUser = { readonly userId: string } | { readonly refused: string };

const NOBODY: SlackUser = { refused: 'member-without-slack-user' };

/**
 * The Slack user of a member: the bound one, or the one with their address, who is bound by the same rules as if they
 * had come to us. Either is who they were at most ten minutes ago: one who has left, or whose address became another's,
 * gets nothing. Throws what Slack answers when it cannot be asked, or a retryable failure `slack-unreachable`.
 */
export const slackUserOf = async (deps: SlackDeps, member: KnownMember): Promise<SlackUser> => {
  const team = deps.people.team();
  if (team === undefined) throw unreachable();
  if (member.slackUserId !== null)
    return identified(deps, member, { teamId: team, userId: member.slackUserId });
  try {
    const { user } = await deps.posts.users.lookupByEmail({ email: member.email });
    if (user?.id === undefined || user.team_id === undefined) return NOBODY;
    return await identified(deps, member, { teamId: user.team_id, userId: user.id });
  } catch (error) {
    const meaning = classifySlackError(error);
    if (meaning.kind === 'refused' && meaning.code === 'users_not_found') return NOBODY;
    throw error;
  }
};

const identified = async (
  { people }: SlackDeps,
  member: KnownMember,
  { teamId, userId }: { readonly teamId: string; readonly userId: string },
): Promise<SlackUser> => {
  const found = await people.identify(teamId, userId);
  if (found.ok)
    return found.member.memberId === member.memberId ? { userId } : { refused: 'slack-user-of-another' };
  const { refusal } = found;
  if (refusal.code === 'slack-unreachable') throw unreachable();
  return { refused: refusal.code === 'excluded' ? `slack-user-${refusal.why}` : refusal.code };
};

const unreachable = (): Failure =>
  new Failure('slack-unreachable', 'Slack did not say who this is', { retryable: true });
