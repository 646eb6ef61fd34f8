import type { BlockAction, ButtonAction, ConversationsSelectAction } from '@slack/bolt';
import { readMembers } from '../../../features/access/read-members.js';
import { may } from '../../../features/access/rights.js';
import { CHANNEL_PURPOSES } from '../../../features/notifications/messages.js';
import { CHOOSE_CHANNEL, SHOW_MEMBERS } from '../action-ids.js';
import type { SlackDeps } from '../deps.js';
import { publishHome } from '../home/publish-home.js';
import { asMember } from '../people/as-member.js';
import { loadingView, noticeView } from '../people/open-view.js';
import type { Switchboard } from '../switchboard.js';
import { membersView } from './members-view.js';
import { pickChannel } from './pick-channel.js';

/** What an admin does in the App Home. */
export const registerSettings = (app: Switchboard, deps: SlackDeps): void => {
  app.action<BlockAction<ConversationsSelectAction>>(
    { type: 'block_actions', action_id: CHOOSE_CHANNEL },
    asMember(deps, { fresh: true }, async (acting, { action }) => {
      const purpose = CHANNEL_PURPOSES.find((known) => known === action.block_id);
      const channelId = action.selected_conversation;
      if (purpose === undefined || !channelId) return;
      await pickChannel(deps, acting, { purpose, channelId });
      // What was refused must not stay on the screen as if it held.
      await publishHome(deps, acting);
    }),
  );
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: SHOW_MEMBERS },
    asMember(deps, { fresh: true, opening: (_, t) => loadingView(t) }, async ({ member, t, view }) => {
      const shown = may(member, 'members.manage')
        ? membersView(await readMembers(deps.db), t)
        : noticeView(t, t('home.adminsOnly'));
      await view?.show(shown);
    }),
  );
};
