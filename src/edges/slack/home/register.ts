import type { App } from '@slack/bolt';
import { readPayload } from '../connection/read-payload.js';
import type { SlackDeps } from '../deps.js';
import { publishHome } from './publish-home.js';

/** The App Home is drawn whenever its owner opens it. */
export const registerHome = (app: App, deps: SlackDeps): void => {
  app.event('app_home_opened', async ({ event, body }) => {
    const { teamIds, userId } = readPayload(body);
    const [teamId] = teamIds;
    if (event.tab !== 'home' || teamId === undefined || userId === undefined) return;
    await publishHome(deps, { teamId, userId });
  });
};
