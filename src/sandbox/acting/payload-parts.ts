import type { JsonObject } from '../workspace/json.js';
import type { ChannelRecord, UserRecord } from '../workspace/records.js';
import type { Workspace } from '../workspace/workspace.js';

/** What every interactive payload says about app, person and workspace. A stranger brings their own workspace. */
export const payloadHead = (workspace: Workspace, user: UserRecord): JsonObject => ({
  team: {
    id: user.teamId,
    domain: user.teamId === workspace.identity.teamId ? workspace.identity.domain : 'elsewhere',
  },
  user: { id: user.id, username: user.handle, name: user.handle, team_id: user.teamId },
  api_app_id: workspace.identity.appId,
  token: workspace.identity.verificationToken,
  enterprise: null,
  is_enterprise_install: false,
});

/** The name of a channel as payloads give it: private names are not told. */
export const payloadChannelName = (channel: ChannelRecord): string => {
  if (channel.kind === 'im') return 'directmessage';
  return channel.kind === 'private' ? 'privategroup' : channel.name;
};

/** An Events API payload around an event. */
export const eventPayload = (workspace: Workspace, event: JsonObject, id: string): JsonObject => {
  const { teamId, appId, botUserId, verificationToken } = workspace.identity;
  return {
    token: verificationToken,
    team_id: teamId,
    context_team_id: teamId,
    api_app_id: appId,
    event,
    type: 'event_callback',
    event_id: `Ev${id.replaceAll('-', '').slice(-10).toUpperCase()}`,
    event_time: Math.floor(workspace.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: teamId,
        user_id: botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  };
};
