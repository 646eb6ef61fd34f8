import { messageJson, parentJson } from '../workspace/message-json.js';
import { findMessage, messagesIn } from '../workspace/messages.js';
import type { MessageRecord } from '../workspace/records.js';
import { type ApiMethod, type Args, failure, ok } from './method.js';
import { page } from './page.js';
import { readableChannel } from './target-channel.js';

const within = (args: Args, messages: readonly MessageRecord[]): readonly MessageRecord[] => {
  const oldest = Number(args.text('oldest') ?? '0');
  const latest = Number(args.text('latest') ?? 'Infinity');
  const inclusive = args.flag('inclusive');
  return messages.filter(({ ts }) => {
    const at = Number(ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
};

const withoutMetadata = (args: Args) => (json: Readonly<Record<string, unknown>>) => {
  const { metadata, ...rest } = json;
  return args.flag('include_all_metadata') ? json : rest;
};

export const conversationsHistory: ApiMethod = {
  name: 'conversations.history',
  token: 'bot',
  scopes: [],
  tier: 3,
  run: (call) => {
    const { workspace, args } = call;
    const target = readableChannel(call, 'history');
    if (!target.ok) return target.answer;
    // Ephemeral messages are nowhere in the history, and replies only in their thread.
    const roots = messagesIn(workspace, target.channel.id, null).filter(
      ({ threadTs, ts }) => threadTs === null || threadTs === ts,
    );
    const cut = page(args, [...within(args, roots)].reverse(), 100);
    if (!cut.ok) return cut.answer;
    return ok({
      messages: cut.items.map((one) => parentJson(workspace, one)).map(withoutMetadata(args)),
      has_more: cut.next !== '',
      response_metadata: { next_cursor: cut.next },
    });
  },
};

export const conversationsReplies: ApiMethod = {
  name: 'conversations.replies',
  token: 'bot',
  scopes: [],
  tier: 3,
  run: (call) => {
    const { workspace, args } = call;
    const target = readableChannel(call, 'history');
    if (!target.ok) return target.answer;
    const asked = findMessage(workspace, target.channel.id, args.text('ts') ?? '');
    if (asked === undefined) return failure('thread_not_found');
    const root = asked.threadTs ?? asked.ts;
    const thread = messagesIn(workspace, target.channel.id, null).filter(
      ({ ts, threadTs }) => ts === root || threadTs === root,
    );
    const cut = page(args, within(args, thread), 1_000);
    if (!cut.ok) return cut.answer;
    const messages = cut.items.map((one) =>
      one.ts === root ? parentJson(workspace, one) : messageJson(workspace, one),
    );
    return ok({
      messages: messages.map(withoutMetadata(args)),
      has_more: cut.next !== '',
      response_metadata: { next_cursor: cut.next },
    });
  },
};
