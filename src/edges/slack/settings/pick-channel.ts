import { may } from '../../../features/access/rights.js';
import { chooseChannel } from '../../../features/notifications/choose-channel.js';
import type { ChannelPurpose } from '../../../features/notifications/messages.js';
import { readChannels } from '../../../features/notifications/read-channels.js';
import { mention } from '../block-kit/mrkdwn.js';
import { classifySlackError } from '../connection/classify-slack-error.js';
import type { SlackDeps } from '../deps.js';
import type { Acting } from '../people/as-member.js';

const ANNOUNCE = {
  'order-approvals': 'home.announce_approvals',
  'order-ops': 'home.announce_ops',
} as const satisfies Record<ChannelPurpose, string>;

/** Slack's form for a channel in mrkdwn. */
const named = (channelId: string): string => `<#${channelId}>`;

/** Says so in the channel: whoever is in it shall know, and it shows that we can post there. Answers why not. */
const announce = async (
  { interactive, log }: SlackDeps,
  { t, userId }: Acting,
  chosen: { readonly purpose: ChannelPurpose; readonly channelId: string },
): Promise<'posted' | 'refused' | 'unclear'> => {
  try {
    const text = t(ANNOUNCE[chosen.purpose], { who: mention(userId) });
    await interactive.chat.postMessage({ channel: chosen.channelId, text });
    return 'posted';
  } catch (error) {
    const meaning = classifySlackError(error);
    log.warn({ slackError: meaning, ...chosen }, 'a channel that was chosen takes no posts');
    return meaning.kind === 'refused' ? 'refused' : 'unclear';
  }
};

/** An admin chooses the channel for one purpose; only one to which we can post is taken. */
export const pickChannel = async (
  deps: SlackDeps,
  acting: Acting,
  chosen: { readonly purpose: ChannelPurpose; readonly channelId: string },
): Promise<void> => {
  const { t, member } = acting;
  const { purpose, channelId } = chosen;
  const before = (await readChannels(deps.db)).find((channel) => channel.purpose === purpose);
  // The same choice again, also by a repeated payload: nothing to say.
  if (before?.id === channelId) return;
  if (may(member, 'channels.manage')) {
    const announced = await announce(deps, acting, chosen);
    if (announced === 'refused') return acting.answer(t('home.notInChannel', { channel: named(channelId) }));
    if (announced === 'unclear') return acting.answer(t('home.channelTryAgain'));
  }
  // Its name is not ours to read (no scope for it); Slack shows it for the id.
  const result = await chooseChannel(deps.db, {
    actor: member,
    purpose,
    channel: { id: channelId, name: channelId },
  });
  if (!result.ok) return acting.answer(t('home.adminsOnly'));
  await acting.answer(t('home.chosen', { channel: named(channelId) }));
};
