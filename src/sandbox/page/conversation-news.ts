import type { Parts } from '../parts.js';
import { keyOfMessage } from '../workspace/messages.js';
import type { MessageRecord, TableName } from '../workspace/records.js';
import type { Known, ScreenNews } from './page-screen.js';
import { shownMessage } from './shown-message.js';

type News = Pick<ScreenNews, 'messages' | 'earlier' | 'thread' | 'partial' | 'gone'>;

/** Whether a table has changed since a revision; always when none is remembered, or one of an earlier run. */
export const changedSince = (
  { workspace: { store } }: Parts,
  table: TableName,
  revision: number | undefined,
): boolean =>
  revision === undefined || revision < store.firstRevision || store.lastRevisionsOf(table).changed > revision;

/** The newest messages of a channel and the thread that is open; of what the window knows, only what has changed. */
export const conversationNews = (
  parts: Parts,
  asked: { readonly limit: number; readonly thread?: string | undefined; readonly known?: Known | undefined },
  all: readonly MessageRecord[],
): News => {
  const threads = new Map<string | null, MessageRecord[]>();
  for (const reply of all.filter(isReply))
    threads.set(reply.threadTs, [...(threads.get(reply.threadTs) ?? []), reply]);
  const repliesTo = ({ ts }: MessageRecord): readonly MessageRecord[] => threads.get(ts) ?? [];
  const roots = all.filter((message) => !isReply(message));
  const show = (message: MessageRecord) => shownMessage(parts, message, repliesTo(message));
  const opened = roots.find(({ ts }) => ts === asked.thread);
  const thread = opened === undefined ? null : [opened, ...repliesTo(opened)].map(show);
  const { known } = asked;
  const whole = (): News => ({
    messages: roots.slice(-asked.limit).map(show),
    earlier: Math.max(0, roots.length - asked.limit),
    thread,
    partial: false,
    gone: [],
  });
  if (known === undefined || !stillTrue(parts, known)) return whole();
  const shown = roots.filter(({ ts }) => ts >= known.from);
  // Something older has come in between: there is room for it.
  if (shown.length < Math.min(asked.limit, roots.length)) return whole();
  const { store } = parts.workspace;
  const changed = (message: MessageRecord): boolean =>
    store.revisionOf('messages', keyOfMessage(message)) > known.revision;
  const deleted = store
    .all('messages')
    .filter((message) => message.deletedAt !== null && message.channel === known.channel && changed(message));
  const changedThread = (root: MessageRecord): boolean =>
    [root, ...repliesTo(root)].some(changed) || deleted.some(({ threadTs }) => threadTs === root.ts);
  return {
    messages: shown.filter(changedThread).map(show),
    earlier: roots.length - shown.length,
    thread,
    partial: true,
    gone: deleted.map(({ ts }) => ts),
  };
};

const isReply = ({ ts, threadTs }: MessageRecord): boolean => threadTs !== null && threadTs !== ts;

/** What else shows in messages, names and files, is as it was; and no message was forgotten altogether. */
const stillTrue = (parts: Parts, { revision }: Known): boolean =>
  !changedSince(parts, 'users', revision) &&
  !changedSince(parts, 'files', revision) &&
  parts.workspace.store.lastRevisionsOf('messages').removed <= revision;
