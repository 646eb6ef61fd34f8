import type { JsonObject } from './json.js';
import type { MessageRecord, MessageVersion } from './records.js';
import type { Workspace } from './workspace.js';

/** What a message says; blocks have been checked before. */
export interface MessageContent {
  readonly text: string;
  readonly blocks?: readonly JsonObject[] | undefined;
  readonly attachments?: readonly JsonObject[] | undefined;
}

export interface NewMessage extends MessageContent {
  readonly channel: string;
  readonly author: string;
  readonly byApp: boolean;
  readonly threadTs?: string | null;
  readonly username?: string | null;
  readonly metadata?: JsonObject | null;
  readonly fileIds?: readonly string[];
  readonly ephemeralTo?: string | null;
  /** When what it tells of happened: it stands there where that was before this workspace began. */
  readonly happened?: Date | undefined;
}

const keyOf = (channel: string, ts: string): string => `${channel}/${ts}`;

/** The key of a message in the store. */
export const keyOfMessage = ({ channel, ts }: MessageRecord): string => keyOf(channel, ts);

/** Gives every block the block_id and every interactive element the action_id that Slack makes up when none is set. */
export const withIds = (blocks: readonly JsonObject[], seed: string): readonly JsonObject[] =>
  blocks.map((block, index) => {
    const named = { ...block, block_id: block.block_id ?? `b${seed}${index}` };
    let made = 0;
    const name = (element: unknown): unknown => {
      if (typeof element !== 'object' || element === null || !('type' in element)) return element;
      const { type } = element;
      if (type === 'image' || type === 'plain_text' || type === 'mrkdwn' || 'action_id' in element)
        return element;
      made += 1;
      return { ...element, action_id: `a${seed}${index}${made}` };
    };
    const { elements, accessory, element, actions } = block;
    const interactive = block.type === 'actions' || block.type === 'context_actions';
    return {
      ...named,
      ...(interactive && Array.isArray(elements) ? { elements: elements.map(name) } : {}),
      ...(accessory === undefined ? {} : { accessory: name(accessory) }),
      ...(element === undefined ? {} : { element: name(element) }),
      ...(Array.isArray(actions) ? { actions: actions.map(name) } : {}),
    };
  });

const versionOf = (workspace: Workspace, ts: string, content: MessageContent): MessageVersion => ({
  at: workspace.now(),
  text: content.text,
  blocks: withIds(content.blocks ?? [], ts.slice(-4)),
  attachments: content.attachments ?? [],
});

/** Puts a message into a channel; nothing is checked here. */
export const addMessage = (workspace: Workspace, message: NewMessage): MessageRecord => {
  const ts = workspace.tsFor(message.happened);
  return workspace.store.put('messages', keyOf(message.channel, ts), {
    channel: message.channel,
    ts,
    threadTs: message.threadTs ?? null,
    author: message.author,
    byApp: message.byApp,
    username: message.username ?? null,
    versions: [versionOf(workspace, ts, message)],
    metadata: message.metadata ?? null,
    fileIds: message.fileIds ?? [],
    ephemeralTo: message.ephemeralTo ?? null,
    deletedAt: null,
  });
};

/** Adds a version, which is what people see from now on. */
export const changeMessage = (
  workspace: Workspace,
  message: MessageRecord,
  content: MessageContent,
  metadata?: JsonObject,
): MessageRecord =>
  workspace.store.put('messages', keyOf(message.channel, message.ts), {
    ...message,
    versions: [...message.versions, versionOf(workspace, message.ts, content)],
    metadata: metadata ?? message.metadata,
  });

export const deleteMessage = (workspace: Workspace, message: MessageRecord): MessageRecord =>
  workspace.store.put('messages', keyOf(message.channel, message.ts), {
    ...message,
    deletedAt: workspace.now(),
  });

/** The message with this ts, unless it was deleted. */
export const findMessage = (workspace: Workspace, channel: string, ts: string): MessageRecord | undefined => {
  const message = workspace.store.get('messages', keyOf(channel, ts));
  return message === undefined || message.deletedAt !== null ? undefined : message;
};

/** What the message says now. */
export const currentVersion = (message: MessageRecord): MessageVersion => {
  const version = message.versions.at(-1);
  // Never: addMessage() puts the first version in and nothing takes one out.
  if (version === undefined) throw new Error(`message ${message.ts} has no version`);
  return version;
};

/** The messages of a channel, oldest first, without deleted ones; ephemeral ones only for their reader. */
export const messagesIn = (
  workspace: Workspace,
  channel: string,
  reader: string | null,
): readonly MessageRecord[] =>
  workspace.store
    .all('messages')
    .filter(
      (message) =>
        message.channel === channel &&
        message.deletedAt === null &&
        (message.ephemeralTo === null || message.ephemeralTo === reader),
    )
    // Of its past a workspace may hear later than of the present.
    .sort((one, other) => (one.ts < other.ts ? -1 : 1));
