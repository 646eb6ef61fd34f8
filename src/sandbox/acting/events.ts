import { newId } from '../../kernel/ids.js';
import { homeOf } from '../api/views.js';
import type { Parts } from '../parts.js';
import { findChannel, isMember, openIm } from '../workspace/conversations.js';
import type { JsonObject } from '../workspace/json.js';
import { addMessage, findMessage } from '../workspace/messages.js';
import type { UserRecord } from '../workspace/records.js';
import { viewJson } from '../workspace/view-stack.js';
import { eventPayload } from './payload-parts.js';
import { notSent, type Seen, seen } from './seen.js';
import { typedText } from './typed-text.js';
import { slackWords } from './words/slack-words.js';

const sendEvent = async (parts: Parts, event: JsonObject): Promise<Seen> => {
  const delivery = await parts.deliveries.deliver(
    'events_api',
    eventPayload(parts.workspace, event, newId()),
    false,
  );
  const [receipt] = delivery.receipts;
  // People do not see whether an event arrived.
  return seen({
    deliveryId: delivery.id,
    acknowledgedAfterMs: receipt?.kind === 'acknowledged' ? receipt.afterMs : null,
  });
};

/** Opens the App Home (its Home tab, or Messages). */
export const openHome = async (
  parts: Parts,
  user: UserRecord,
  tab: 'home' | 'messages' = 'home',
): Promise<Seen> => {
  const { workspace } = parts;
  const channel = openIm(workspace, user);
  if (!workspace.app.events.includes('app_home_opened')) return seen({});
  const home = homeOf(workspace, user.id);
  return sendEvent(parts, {
    type: 'app_home_opened',
    user: user.id,
    channel: channel.id,
    tab,
    event_ts: workspace.nextTs(),
    ...(home === undefined || tab !== 'home' ? {} : { view: viewJson(workspace, home) }),
  });
};

/** Types a message in a channel (by id or name) or, without one, to the app; perhaps in a thread. */
export const typeMessage = async (
  parts: Parts,
  user: UserRecord,
  input: {
    readonly text: string;
    readonly channel?: string | undefined;
    readonly threadTs?: string | undefined;
  },
): Promise<Seen> => {
  const { workspace } = parts;
  const channel =
    input.channel === undefined ? openIm(workspace, user) : findChannel(workspace, input.channel);
  if (channel === undefined || !isMember(channel, user.id)) return notSent(slackWords(user).notInChannel);
  if (input.threadTs !== undefined && findMessage(workspace, channel.id, input.threadTs) === undefined)
    return notSent(slackWords(user).threadGone);
  const message = addMessage(workspace, {
    channel: channel.id,
    author: user.id,
    byApp: false,
    text: typedText(workspace, input.text, 'message'),
    threadTs: input.threadTs ?? null,
  });
  const { text } = message.versions[0] ?? { text: '' };
  const { events } = workspace.app;
  const shared = {
    user: user.id,
    text,
    ts: message.ts,
    channel: channel.id,
    team: user.teamId,
    event_ts: message.ts,
    ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
  };
  const inside = isMember(channel, workspace.identity.botUserId);
  const mentioned = text.includes(`<@${workspace.identity.botUserId}>`);
  if (inside && mentioned && channel.kind !== 'im' && events.includes('app_mention'))
    await sendEvent(parts, { type: 'app_mention', ...shared });
  const kind = { im: 'im', private: 'group', public: 'channel' }[channel.kind];
  const subscribed = { im: 'message.im', private: 'message.groups', public: 'message.channels' }[
    channel.kind
  ];
  if (!inside || !events.includes(subscribed)) return seen({});
  return sendEvent(parts, { type: 'message', channel_type: kind, client_msg_id: newId(), ...shared });
};
