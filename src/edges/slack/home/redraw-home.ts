import { classifySlackError } from '../connection/classify-slack-error.js';
import { readPayload } from '../connection/read-payload.js';
import type { SlackDeps } from '../deps.js';
import type { Heard } from '../people/as-member.js';
import { viewOf } from '../people/view-of-payload.js';
import { publishHome } from './publish-home.js';

/**
 * What is done in somebody's Home, or in a window, which may stand before it, shows there at once; for what is done in a
 * conversation nothing is drawn.
 */
export const redrawingHome =
  <Args extends Heard>(deps: SlackDeps, listener: (args: Args) => Promise<void>) =>
  async (args: Args): Promise<void> => {
    await listener(args);
    const { teamIds, userId } = readPayload(args.body);
    const [teamId] = teamIds;
    if (teamId === undefined || userId === undefined) return;
    if (viewOf(args.body) === undefined) return;
    try {
      await publishHome(deps, { teamId, userId });
    } catch (error) {
      // It is drawn anew when it is opened; what was done stands, and the person was told.
      deps.log.warn({ slackUser: userId, slackError: classifySlackError(error) }, 'a Home was not redrawn');
    }
  };
