import { MAX_POST_TEXT, messageContent } from '../api/message-content.js';
import { type Answer, Args, failure } from '../api/method.js';
import type { JsonObject } from '../workspace/json.js';
import { addMessage, changeMessage, deleteMessage, findMessage } from '../workspace/messages.js';
import type { MessageRecord, ResponseUrlRecord } from '../workspace/records.js';
import type { Workspace } from '../workspace/workspace.js';

/** The message that was made, changed or deleted, or what Slack answers instead. */
export type Said =
  | { readonly ok: true; readonly message: MessageRecord }
  | { readonly ok: false; readonly answer: Answer };

/**
 * What an app says in answer to something a person did, through a response_url or in the acknowledgement of a command:
 * a new message (ephemeral unless `response_type` is in_channel), or a change of the message acted upon.
 */
export const respond = (
  workspace: Workspace,
  origin: Pick<ResponseUrlRecord, 'userId' | 'channel' | 'message'>,
  said: JsonObject,
): Said => {
  const refuse = (answer: Answer): Said => ({ ok: false, answer });
  const args = new Args(said);
  const source =
    origin.message === null ? undefined : findMessage(workspace, origin.message.channel, origin.message.ts);
  if (args.flag('delete_original')) {
    if (source === undefined) return refuse(failure('message_not_found'));
    return { ok: true, message: deleteMessage(workspace, source) };
  }
  const read = messageContent(args, MAX_POST_TEXT);
  if (!read.ok) return read;
  if (args.flag('replace_original')) {
    if (source === undefined) return refuse(failure('message_not_found'));
    return { ok: true, message: changeMessage(workspace, source, read.content) };
  }
  const added = addMessage(workspace, {
    ...read.content,
    channel: origin.channel,
    author: workspace.identity.botUserId,
    byApp: true,
    threadTs: args.text('thread_ts') ?? null,
    ephemeralTo: args.text('response_type') === 'in_channel' ? null : origin.userId,
  });
  return { ok: true, message: added };
};
