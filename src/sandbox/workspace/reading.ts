import { isObject, type JsonObject, textOf } from './json.js';
import { currentVersion } from './messages.js';
import { readableText } from './readable-text.js';
import type { MessageRecord, ViewRecord } from './records.js';
import type { Workspace } from './workspace.js';

/** Fields that hold text which people do not read on the surface itself. */
const HIDDEN = ['confirm', 'value', 'alt_text', 'accessibility_label'];

/** Every text object within a block, in reading order, with whether its entities have a meaning. */
const textsIn = (value: unknown): readonly { readonly text: string; readonly plain: boolean }[] => {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!isObject(value)) return [];
  const text = textOf(value.text);
  if (text !== undefined) return [{ text, plain: value.type !== 'mrkdwn' && value.type !== 'markdown' }];
  return Object.entries(value)
    .filter(([name]) => !HIDDEN.includes(name))
    .flatMap(([, inner]) => textsIn(inner));
};

const readBlocks = (workspace: Workspace, blocks: readonly JsonObject[]): string =>
  textsIn(blocks)
    .map(({ text, plain }) => (plain ? text : readableText(workspace, text)))
    .join('\n');

/** A message as a person reads it: the text of its blocks, one a line, or its plain text when it has none. */
export const readMessage = (workspace: Workspace, message: MessageRecord): string => {
  const { blocks, text } = currentVersion(message);
  return blocks.length > 0 ? readBlocks(workspace, blocks) : readableText(workspace, text);
};

/** A modal or App Home as a person reads it: title, text, labels and buttons, one a line. */
export const readView = (workspace: Workspace, record: ViewRecord): string =>
  [...textsIn(record.view.title), ...textsIn(record.view.submit)]
    .map(({ text }) => text)
    .concat(readBlocks(workspace, record.blocks))
    .join('\n');

const BROADCAST = /<!(channel|here|everyone)(?:\|[^>]*)?>/;

/** Whether a message, as it is now, calls everybody: an unescaped <!channel>, <!here> or <!everyone>. */
export const callsEverybody = (message: MessageRecord): boolean => {
  const { blocks, text } = currentVersion(message);
  const marked = textsIn(blocks).filter(({ plain }) => !plain);
  return (
    [text, ...marked.map((one) => one.text)].some((one) => BROADCAST.test(one)) || hasBroadcastElement(blocks)
  );
};

const hasBroadcastElement = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.some(hasBroadcastElement);
  return isObject(value) && (value.type === 'broadcast' || Object.values(value).some(hasBroadcastElement));
};
