import { isMember } from '../workspace/conversations.js';
import { textOf } from '../workspace/json.js';
import { messageJson } from '../workspace/message-json.js';
import { addMessage, findMessage } from '../workspace/messages.js';
import { MAX_POST_TEXT, messageContent, metadataProblem } from './message-content.js';
import { type ApiMethod, type Call, failure, ok } from './method.js';
import { writableChannel } from './target-channel.js';

/** The thread a message belongs to; Slack answers a reply to an unknown message with thread_not_found or posts to the root. */
const threadOf = (call: Call, channel: string): { readonly known: boolean; readonly ts: string | null } => {
  const ts = call.args.text('thread_ts');
  if (ts === undefined) return { known: true, ts: null };
  const parent = findMessage(call.workspace, channel, ts);
  return { known: parent !== undefined, ts: parent?.threadTs ?? ts };
};

export const chatPostMessage: ApiMethod = {
  name: 'chat.postMessage',
  token: 'bot',
  scopes: ['chat:write'],
  tier: 'special',
  run: async (call) => {
    const { workspace, args } = call;
    const target = writableChannel(call);
    if (!target.ok) return target.answer;
    const read = messageContent(args, MAX_POST_TEXT);
    if (!read.ok) return read.answer;
    const wrongMetadata = metadataProblem(args);
    if (wrongMetadata !== undefined) return wrongMetadata;
    const thread = threadOf(call, target.channel.id);
    if (!thread.known) return failure('thread_not_found');
    const blockId = (read.content.blocks ?? []).map((block) => textOf(block.block_id)).find(Boolean);
    const happened = blockId === undefined ? undefined : await call.happened(blockId);
    const message = addMessage(workspace, {
      ...read.content,
      channel: target.channel.id,
      author: workspace.identity.botUserId,
      byApp: true,
      threadTs: thread.ts,
      username: args.text('username') ?? null,
      metadata: args.object('metadata') ?? null,
      happened,
    });
    return ok({ channel: message.channel, ts: message.ts, message: messageJson(workspace, message) });
  },
};

export const chatPostEphemeral: ApiMethod = {
  name: 'chat.postEphemeral',
  token: 'bot',
  scopes: ['chat:write'],
  tier: 4,
  run: (call) => {
    const { workspace, args } = call;
    const target = writableChannel(call);
    if (!target.ok) return target.answer;
    const read = messageContent(args, MAX_POST_TEXT);
    if (!read.ok) return read.answer;
    const user = workspace.store.get('users', args.text('user') ?? '');
    if (user === undefined) return failure('user_not_found');
    if (!isMember(target.channel, user.id)) return failure('user_not_in_channel');
    const message = addMessage(workspace, {
      ...read.content,
      channel: target.channel.id,
      author: workspace.identity.botUserId,
      byApp: true,
      threadTs: threadOf(call, target.channel.id).ts,
      ephemeralTo: user.id,
    });
    return ok({ message_ts: message.ts });
  },
};
