import { type ApiMethod, ok } from './method.js';

/** Who the token is. */
export const authTest: ApiMethod = {
  name: 'auth.test',
  token: 'bot',
  scopes: [],
  tier: 4,
  run: ({ workspace }) => {
    const { teamId, teamName, botUserId, botId } = workspace.identity;
    return ok({
      url: `${workspace.publicUrl}/`,
      team: teamName,
      user: workspace.app.name.toLowerCase(),
      team_id: teamId,
      user_id: botUserId,
      bot_id: botId,
      is_enterprise_install: false,
    });
  },
};

/** A URL for a new Socket Mode connection. */
export const appsConnectionsOpen: ApiMethod = {
  name: 'apps.connections.open',
  token: 'app',
  scopes: [],
  tier: 3,
  run: ({ newConnectionUrl }) => ok({ url: newConnectionUrl() }),
};
