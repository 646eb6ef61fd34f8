import type { Parts } from '../parts.js';
import { findChannel, isMember, openIm } from '../workspace/conversations.js';
import type { UserRecord } from '../workspace/records.js';
import { mintResponseUrl } from '../workspace/response-urls.js';
import { topView } from '../workspace/view-stack.js';
import { payloadChannelName } from './payload-parts.js';
import { respond } from './respond.js';
import { notSent, type Seen, seen, unacknowledged } from './seen.js';
import { typedText } from './typed-text.js';
import { slackWords } from './words/slack-words.js';

/** Types a slash command, such as `/order cancel SO-1`, in a channel (by id or name) or in the conversation with the app. */
export const runCommand = async (
  parts: Parts,
  user: UserRecord,
  input: { readonly text: string; readonly channel?: string | undefined },
): Promise<Seen> => {
  const { workspace } = parts;
  const words = slackWords(user);
  const channel =
    input.channel === undefined ? openIm(workspace, user) : findChannel(workspace, input.channel);
  if (channel === undefined || !isMember(channel, user.id)) return notSent(words.notInChannel);
  const [, command = '', text = ''] = /^(\/\S*)\s*([\s\S]*)$/.exec(input.text.trim()) ?? [];
  if (!workspace.app.commands.includes(command)) return notSent(words.invalidCommand(command));
  const origin = { userId: user.id, channel: channel.id, message: null };
  const delivery = await parts.deliveries.deliver(
    'slash_commands',
    {
      token: workspace.identity.verificationToken,
      team_id: user.teamId,
      team_domain: workspace.identity.domain,
      channel_id: channel.id,
      channel_name: payloadChannelName(channel),
      user_id: user.id,
      user_name: user.handle,
      command,
      text: typedText(workspace, text.trim(), 'command'),
      api_app_id: workspace.identity.appId,
      is_enterprise_install: 'false',
      response_url: mintResponseUrl(workspace, origin),
      trigger_id: workspace.triggers.mint(user.id, null),
    },
    true,
  );
  const [receipt] = delivery.receipts;
  const failed = (code: string) => words.commandFailed(command, code);
  if (receipt?.kind !== 'acknowledged')
    return unacknowledged(receipt ?? { kind: 'unreachable' }, delivery.id, failed);
  if (receipt.body.text !== undefined || receipt.body.blocks !== undefined) {
    const answer = respond(workspace, origin, receipt.body);
    if (answer.ok) parts.deliveries.made(delivery.id, answer.message);
    else
      return seen({
        outcome: 'failed',
        notice: failed(String(answer.answer.error)),
        deliveryId: delivery.id,
      });
  }
  return seen({
    deliveryId: delivery.id,
    acknowledgedAfterMs: receipt.afterMs,
    view: topView(workspace, user.id) ?? null,
  });
};
