import { findChannel, isMember, openIm } from '../workspace/conversations.js';
import type { ChannelRecord } from '../workspace/records.js';
import { type Answer, type Call, failure, lacks } from './method.js';

type Found =
  | { readonly ok: true; readonly channel: ChannelRecord }
  | { readonly ok: false; readonly answer: Answer };
const refuse = (error: string): Found => ({ ok: false, answer: failure(error) });

/** The channel the app may write to: by id, by name, or (a person's id) the conversation with that person. */
export const writableChannel = (call: Call): Found => {
  const { workspace, args } = call;
  const wanted = args.text('channel');
  if (wanted === undefined) return refuse('channel_not_found');
  const user = workspace.store.get('users', wanted);
  if (user !== undefined) {
    if (user.isBot || user.deleted) return refuse(user.isBot ? 'cannot_dm_bot' : 'user_disabled');
    return { ok: true, channel: openIm(workspace, user) };
  }
  const channel = findChannel(workspace, wanted);
  if (channel === undefined) return refuse('channel_not_found');
  const inside = isMember(channel, workspace.identity.botUserId);
  if (!inside && channel.kind !== 'public') return refuse('channel_not_found');
  if (channel.archived) return refuse('is_archived');
  if (!inside && !workspace.app.scopes.includes('chat:write.public')) return refuse('not_in_channel');
  return { ok: true, channel };
};

const PREFIX = { public: 'channels', private: 'groups', im: 'im' } as const;

/** The channel the app may look into, with the scope (`history` or `read`) that its kind needs. */
export const readableChannel = (call: Call, right: 'history' | 'read'): Found => {
  const { workspace, args } = call;
  const channel = workspace.store.get('channels', args.text('channel') ?? '');
  if (channel === undefined) return refuse('channel_not_found');
  const inside = isMember(channel, workspace.identity.botUserId);
  if (!inside && channel.kind !== 'public') return refuse('channel_not_found');
  const missing = lacks(call, `${PREFIX[channel.kind]}:${right}`);
  if (missing !== undefined) return { ok: false, answer: missing };
  if (!inside && right === 'history') return refuse('not_in_channel');
  return { ok: true, channel };
};
