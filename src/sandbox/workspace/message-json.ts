import type { JsonObject } from './json.js';
import { currentVersion, messagesIn } from './messages.js';
import type { MessageRecord } from './records.js';
import type { Workspace } from './workspace.js';

/** A message as Slack's Web API and payloads write it. */
export const messageJson = (workspace: Workspace, message: MessageRecord): JsonObject => {
  const { teamId, botId, appId } = workspace.identity;
  const version = currentVersion(message);
  const edited = message.versions.length > 1 ? { edited: { user: message.author, ts: message.ts } } : {};
  const app = message.byApp ? { bot_id: botId, app_id: appId } : {};
  return {
    type: 'message',
    user: message.author,
    ts: message.ts,
    team: teamId,
    text: version.text,
    ...(version.blocks.length > 0 ? { blocks: version.blocks } : {}),
    ...(version.attachments.length > 0 ? { attachments: version.attachments } : {}),
    ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    ...(message.username === null ? {} : { username: message.username }),
    ...(message.metadata === null ? {} : { metadata: message.metadata }),
    ...(message.fileIds.length > 0 ? { files: message.fileIds.map((id) => fileJson(workspace, id)) } : {}),
    ...(message.ephemeralTo === null ? {} : { is_ephemeral: true }),
    ...app,
    ...edited,
  };
};

/** The same with the thread's count, as conversations.history shows a parent. */
export const parentJson = (workspace: Workspace, message: MessageRecord): JsonObject => {
  const replies = messagesIn(workspace, message.channel, null).filter((one) => one.threadTs === message.ts);
  const last = replies.at(-1);
  const thread =
    last === undefined
      ? {}
      : {
          thread_ts: message.ts,
          reply_count: replies.length,
          reply_users: [...new Set(replies.map((reply) => reply.author))],
          latest_reply: last.ts,
        };
  return { ...messageJson(workspace, message), ...thread };
};

/** A file object, short. */
export const fileJson = (workspace: Workspace, id: string): JsonObject => {
  const file = workspace.store.get('files', id);
  if (file === undefined) return { id };
  const extension = file.name.includes('.') ? (file.name.split('.').at(-1) ?? '') : '';
  const url = `${workspace.publicUrl}/files/${file.id}`;
  return {
    id: file.id,
    name: file.name,
    title: file.title,
    filetype: extension,
    size: file.size,
    user: file.userId,
    created: Math.floor(file.createdAt / 1000),
    alt_txt: file.altText,
    url_private: url,
    url_private_download: url,
    permalink: url,
    channels: file.channels,
  };
};
