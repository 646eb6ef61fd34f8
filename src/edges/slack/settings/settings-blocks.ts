import type { ConversationsSelect, KnownBlock } from '@slack/types';
import type { ChannelPurpose } from '../../../features/notifications/messages.js';
import type { Channel } from '../../../features/notifications/read-channels.js';
import type { Translate } from '../../../words/translator.js';
import { CHOOSE_CHANNEL, SHOW_MEMBERS } from '../action-ids.js';
import { actions, context, divider, header, section } from '../block-kit/blocks.js';
import { button, confirmDialog } from '../block-kit/elements.js';
import { escapeMrkdwn } from '../block-kit/mrkdwn.js';

const WHAT = {
  'order-approvals': 'home.channel_approvals',
  'order-ops': 'home.channel_ops',
} as const satisfies Record<ChannelPurpose, string>;

const READERS = {
  'order-approvals': 'home.channelReaders_approvals',
  'order-ops': 'home.channelReaders_ops',
} as const satisfies Record<ChannelPurpose, string>;

// We have no scope to read whether a channel is private or who is in it, so each choice is asked about.
const channelSelect = ({ id, purpose }: Channel, t: Translate): ConversationsSelect => ({
  type: 'conversations_select',
  action_id: CHOOSE_CHANNEL,
  confirm: confirmDialog({
    title: t('home.channelConfirmTitle'),
    text: t(READERS[purpose]),
    confirm: t('home.channelConfirmYes'),
    deny: t('home.channelConfirmNo'),
  }),
  filter: {
    include: ['public', 'private'],
    exclude_bot_users: true,
    exclude_external_shared_channels: true,
  },
  ...(id === null ? {} : { initial_conversation: id }),
});

/** One purpose with its channel; the block's id is the purpose. */
const channelBlock = (channel: Channel, t: Translate): KnownBlock => {
  const what = t(WHAT[channel.purpose]);
  return section(
    channel.id === null ? t('home.channelByName', { what, name: escapeMrkdwn(channel.name) }) : what,
    { blockId: channel.purpose, accessory: channelSelect(channel, t) },
  );
};

/** What an admin sets in the App Home. */
export const settingsBlocks = (channels: readonly Channel[], t: Translate): KnownBlock[] => [
  divider(),
  header(t('home.settingsTitle')),
  ...channels.map((channel) => channelBlock(channel, t)),
  context([t('home.channelHint')]),
  actions([button({ actionId: SHOW_MEMBERS, text: t('home.membersButton'), label: t('home.membersLabel') })]),
];
