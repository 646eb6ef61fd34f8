import { isMember } from '../workspace/conversations.js';
import { objectsOf, textOf } from '../workspace/json.js';
import { fileJson } from '../workspace/message-json.js';
import { addMessage } from '../workspace/messages.js';
import { slackId } from '../workspace/slack-ids.js';
import { MAX_POST_TEXT, messageContent } from './message-content.js';
import { type ApiMethod, failure, ok } from './method.js';

const MAX_FILE_BYTES = 50 * 1024 * 1024;

export const filesGetUploadUrl: ApiMethod = {
  name: 'files.getUploadURLExternal',
  token: 'bot',
  scopes: ['files:write'],
  tier: 4,
  run: ({ workspace, args }) => {
    const name = args.text('filename');
    const size = args.integer('length', 0);
    if (name === undefined) return failure('unknown_error');
    if (size < 1)
      return failure('invalid_arguments', {
        response_metadata: { messages: ['[ERROR] length must be more than 0'] },
      });
    if (size > MAX_FILE_BYTES) return failure('file_upload_size_restricted');
    const altText = args.text('alt_txt') ?? '';
    if (altText.length > 1_000) return failure('alt_txt_too_large');
    const id = slackId('F');
    workspace.store.put('files', id, {
      id,
      name,
      title: name,
      size,
      altText,
      contentBase64: null,
      userId: workspace.identity.botUserId,
      channels: [],
      createdAt: workspace.now(),
    });
    return ok({ upload_url: `${workspace.publicUrl}/upload/${id}`, file_id: id });
  },
};

export const filesCompleteUpload: ApiMethod = {
  name: 'files.completeUploadExternal',
  token: 'bot',
  scopes: ['files:write'],
  tier: 4,
  run: ({ workspace, args }) => {
    const listed = objectsOf(args.json('files'));
    if (listed.length === 0) return failure('invalid_arguments');
    const records = listed.map((one) => workspace.store.get('files', textOf(one.id) ?? ''));
    const files = records.filter((one) => one !== undefined);
    if (files.length < records.length || files.some((file) => file.contentBase64 === null))
      return failure('file_not_found');
    const channels = [args.text('channel_id'), ...(args.text('channels') ?? '').split(',')].filter(
      (id) => id !== undefined && id !== '',
    );
    if (args.has('blocks') && args.has('initial_comment')) return failure('invalid_arguments');
    for (const id of channels) {
      const channel = workspace.store.get('channels', id ?? '');
      if (channel === undefined) return failure('channel_not_found');
      if (!isMember(channel, workspace.identity.botUserId)) return failure('not_in_channel');
    }
    const said = args.has('blocks') ? messageContent(args, MAX_POST_TEXT) : undefined;
    if (said?.ok === false) return said.answer;
    for (const [index, file] of files.entries())
      workspace.store.put('files', file.id, {
        ...file,
        title: textOf(listed[index]?.title) ?? file.title,
        channels: channels.flatMap((id) => id ?? []),
      });
    for (const id of channels)
      addMessage(workspace, {
        ...(said?.content ?? { text: args.text('initial_comment') ?? '' }),
        channel: id ?? '',
        author: workspace.identity.botUserId,
        byApp: true,
        threadTs: args.text('thread_ts') ?? null,
        fileIds: files.map((file) => file.id),
      });
    return ok({ files: files.map((file) => fileJson(workspace, file.id)) });
  },
};
