import type { UsersInfoResponse, WebClient } from '@slack/web-api';
import type { SlackProfile } from '../../../features/access/identify.js';
import { classifySlackError } from '../connection/classify-slack-error.js';

type SlackUser = NonNullable<UsersInfoResponse['user']>;

/** Slack's own user is marked as no bot. */
const SLACKBOT = 'USLACKBOT';

const excludedBy = (user: SlackUser, teamId: string): SlackProfile['excluded'] => {
  if (user.deleted === true) return 'deleted';
  if (user.is_bot === true || user.id === SLACKBOT) return 'bot';
  if (user.is_stranger === true || (user.team_id !== undefined && user.team_id !== teamId)) return 'stranger';
  if (user.is_restricted === true || user.is_ultra_restricted === true) return 'restricted';
  return null;
};

/** What Slack says of a user now; throws as the client does, except that a user unknown to Slack is a stranger. */
export const readProfile = async (
  client: WebClient,
  { teamId, userId }: { readonly teamId: string; readonly userId: string },
): Promise<SlackProfile> => {
  const nobody: SlackProfile = {
    teamId,
    userId,
    email: null,
    locale: 'en-US',
    timezone: 'UTC',
    excluded: 'stranger',
  };
  try {
    const { user } = await client.users.info({ user: userId, include_locale: true });
    if (user === undefined) return nobody;
    return {
      teamId,
      userId,
      email: user.profile?.email ?? null,
      locale: user.locale ?? 'en-US',
      timezone: user.tz ?? 'UTC',
      excluded: excludedBy(user, teamId),
    };
  } catch (error) {
    const meaning = classifySlackError(error);
    if (meaning.kind === 'refused' && ['user_not_found', 'user_not_visible'].includes(meaning.code))
      return nobody;
    throw error;
  }
};
