import { isMember } from '../workspace/conversations.js';
import type { ChannelRecord } from '../workspace/records.js';
import { type Answer, type Call, failure } from './method.js';

/** The channel of a message to change: by id alone, as chat.update and chat.delete want it. */
export const readableForWriting = (
  call: Call,
):
  | { readonly ok: true; readonly channel: ChannelRecord }
  | { readonly ok: false; readonly answer: Answer } => {
  const channel = call.workspace.store.get('channels', call.args.text('channel') ?? '');
  const visible =
    channel !== undefined &&
    (channel.kind === 'public' || isMember(channel, call.workspace.identity.botUserId));
  return visible ? { ok: true, channel } : { ok: false, answer: failure('channel_not_found') };
};
