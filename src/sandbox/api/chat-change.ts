import { messageJson } from '../workspace/message-json.js';
import { changeMessage, currentVersion, deleteMessage, findMessage } from '../workspace/messages.js';
import type { MessageRecord } from '../workspace/records.js';
import { MAX_UPDATE_TEXT, messageContent, metadataProblem } from './message-content.js';
import { type Answer, type ApiMethod, type Call, failure, ok } from './method.js';
import { readableForWriting } from './own-message.js';

export const chatUpdate: ApiMethod = {
  name: 'chat.update',
  token: 'bot',
  scopes: ['chat:write'],
  tier: 3,
  run: (call) =>
    onOwnMessage(call, 'cant_update_message', (message) => {
      const read = messageContent(call.args, MAX_UPDATE_TEXT);
      if (!read.ok) return read.answer;
      const wrongMetadata = metadataProblem(call.args);
      if (wrongMetadata !== undefined) return wrongMetadata;
      const before = currentVersion(message);
      // What is not mentioned stays: a new text alone leaves the old blocks on screen.
      const content = {
        text: read.content.text,
        blocks: call.args.has('blocks') ? read.content.blocks : before.blocks,
        attachments: call.args.has('attachments') ? read.content.attachments : before.attachments,
      };
      const changed = changeMessage(call.workspace, message, content, call.args.object('metadata'));
      return ok({
        channel: changed.channel,
        ts: changed.ts,
        text: read.content.text,
        message: messageJson(call.workspace, changed),
      });
    }),
};

export const chatDelete: ApiMethod = {
  name: 'chat.delete',
  token: 'bot',
  scopes: ['chat:write'],
  tier: 3,
  run: (call) =>
    onOwnMessage(call, 'cant_delete_message', (message) => {
      deleteMessage(call.workspace, message);
      return ok({ channel: message.channel, ts: message.ts });
    }),
};

export const chatGetPermalink: ApiMethod = {
  name: 'chat.getPermalink',
  token: 'bot',
  scopes: [],
  tier: 4,
  run: (call) => {
    const { workspace, args } = call;
    const target = readableForWriting(call);
    if (!target.ok) return target.answer;
    const message = findMessage(workspace, target.channel.id, args.text('message_ts') ?? '');
    if (message === undefined) return failure('message_not_found');
    const permalink = `${workspace.publicUrl}/archives/${message.channel}/p${message.ts.replace('.', '')}`;
    return ok({ channel: message.channel, permalink });
  },
};

const onOwnMessage = (call: Call, refusal: string, change: (message: MessageRecord) => Answer): Answer => {
  const target = readableForWriting(call);
  if (!target.ok) return target.answer;
  if (target.channel.archived) return failure('is_archived');
  const message = findMessage(call.workspace, target.channel.id, call.args.text('ts') ?? '');
  // An ephemeral message has no place in the channel's history, so the Web API does not find it.
  if (message === undefined || message.ephemeralTo !== null) return failure('message_not_found');
  return message.byApp ? change(message) : failure(refusal);
};
