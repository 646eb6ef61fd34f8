import type { Parts } from '../parts.js';
import type { JsonObject } from '../workspace/json.js';
import { messageJson } from '../workspace/message-json.js';
import type { UserRecord } from '../workspace/records.js';
import { mintResponseUrl } from '../workspace/response-urls.js';
import { topView } from '../workspace/view-stack.js';
import { payloadChannelName, payloadHead } from './payload-parts.js';
import { surfaceAt } from './screen.js';
import { notSent, type Seen, seen, unacknowledged } from './seen.js';
import { slackWords } from './words/slack-words.js';

const declares = (parts: Parts, kind: 'global' | 'message', callbackId: string): boolean =>
  parts.workspace.app.shortcuts.some((one) => one.kind === kind && one.callbackId === callbackId);

const send = async (parts: Parts, user: UserRecord, payload: JsonObject): Promise<Seen> => {
  const delivery = await parts.deliveries.deliver('interactive', payload, false);
  const [receipt] = delivery.receipts;
  if (receipt?.kind !== 'acknowledged')
    return unacknowledged(receipt ?? { kind: 'unreachable' }, delivery.id, slackWords(user).clickTrouble);
  return seen({
    deliveryId: delivery.id,
    acknowledgedAfterMs: receipt.afterMs,
    view: topView(parts.workspace, user.id) ?? null,
  });
};

/** Runs a global shortcut from the lightning menu. */
export const globalShortcut = async (parts: Parts, user: UserRecord, callbackId: string): Promise<Seen> => {
  if (!declares(parts, 'global', callbackId)) return notSent(slackWords(user).notInMenu);
  return send(parts, user, {
    type: 'shortcut',
    ...payloadHead(parts.workspace, user),
    callback_id: callbackId,
    trigger_id: parts.workspace.triggers.mint(user.id, null),
    action_ts: parts.workspace.nextTs(),
  });
};

/** Runs a shortcut from the menu of a message. */
export const messageShortcut = async (
  parts: Parts,
  user: UserRecord,
  input: { readonly callbackId: string; readonly channel: string; readonly ts: string },
): Promise<Seen> => {
  const { workspace } = parts;
  if (!declares(parts, 'message', input.callbackId)) return notSent(slackWords(user).notInMenu);
  const surface = surfaceAt(workspace, user, { message: { channel: input.channel, ts: input.ts } });
  if (surface?.kind !== 'message') return notSent(slackWords(user).notOnScreen);
  const { message, channel } = surface;
  return send(parts, user, {
    type: 'message_action',
    ...payloadHead(workspace, user),
    callback_id: input.callbackId,
    trigger_id: workspace.triggers.mint(user.id, null),
    action_ts: workspace.nextTs(),
    message_ts: message.ts,
    message: messageJson(workspace, message),
    channel: { id: channel.id, name: payloadChannelName(channel) },
    response_url: mintResponseUrl(workspace, {
      userId: user.id,
      channel: channel.id,
      message: { channel: channel.id, ts: message.ts },
    }),
  });
};
