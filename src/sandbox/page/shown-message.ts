import type { Parts } from '../parts.js';
import { pictureType } from '../workspace/files.js';
import { currentVersion } from '../workspace/messages.js';
import type { MessageRecord } from '../workspace/records.js';
import type { ShownFile, ShownMessage } from './page-screen.js';

const NAMES = 3;

/** A message with the count of its thread, as one person's window shows it. */
export const shownMessage = (
  parts: Parts,
  message: MessageRecord,
  replies: readonly MessageRecord[],
): ShownMessage => {
  const { workspace } = parts;
  const { text, blocks, attachments } = currentVersion(message);
  const newest = replies.at(-1);
  return {
    ts: message.ts,
    threadTs: message.threadTs,
    author: message.author,
    name: authorOf(parts, message),
    byApp: message.byApp,
    edited: message.versions.length > 1,
    ephemeral: message.ephemeralTo !== null,
    text,
    blocks,
    attachments,
    files: message.fileIds.flatMap((id): readonly ShownFile[] => {
      const file = workspace.store.get('files', id);
      if (file === undefined) return [];
      const { name, size, altText, title } = file;
      return [
        { id, name, title: title || name, alt: altText, size, picture: pictureType(file) !== undefined },
      ];
    }),
    replies:
      newest === undefined
        ? null
        : {
            count: replies.length,
            newest: newest.ts,
            names: [...new Set(replies.map((reply) => authorOf(parts, reply)))].slice(0, NAMES),
          },
  };
};

const authorOf = ({ workspace }: Parts, message: MessageRecord): string =>
  message.username ?? workspace.store.get('users', message.author)?.name ?? message.author;
