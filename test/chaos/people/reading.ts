import type { MessageRecord, ViewRecord } from '../../../src/sandbox/workspace/records.js';
import { en } from '../../../src/words/en/index.js';

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Everything that is to be read in blocks, one piece a line. */
export const textIn = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(textIn).filter(Boolean).join('\n');
  if (!isObject(value)) return '';
  return Object.entries(value)
    .map(([key, inner]) => (key === 'text' && typeof inner === 'string' ? inner : textIn(inner)))
    .filter(Boolean)
    .join('\n');
};

const nowOf = (message: MessageRecord) => message.versions.at(-1);

export const textOfMessage = (message: MessageRecord): string => {
  const blocks = textIn(nowOf(message)?.blocks ?? []);
  return blocks === '' ? (nowOf(message)?.text ?? '') : blocks;
};

export const textOfView = (view: ViewRecord): string => textIn([view.view.title, view.blocks]);

/** Whether it only asks the person to wait. */
export const isWaiting = (view: ViewRecord): boolean => textIn(view.blocks) === en.people.loading;

export const callbackOf = (view: ViewRecord | undefined): string =>
  typeof view?.view.callback_id === 'string' ? view.view.callback_id : '';

/** The values of all buttons with this action, in blocks. */
export const buttonValues = (blocks: unknown, actionId: string): string[] => {
  if (Array.isArray(blocks)) return blocks.flatMap((block) => buttonValues(block, actionId));
  if (!isObject(blocks)) return [];
  if (blocks.action_id === actionId && typeof blocks.value === 'string') return [blocks.value];
  return buttonValues(Object.values(blocks), actionId);
};

/** The value of the first of them. */
export const buttonValue = (blocks: unknown, actionId: string): string | undefined =>
  buttonValues(blocks, actionId)[0];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The ids of the deliveries that stand in a message; an answer to somebody has none. */
export const deliveryIdsIn = (message: MessageRecord): string[] =>
  (nowOf(message)?.blocks ?? []).flatMap(({ block_id: id }) =>
    typeof id === 'string' && UUID.test(id) ? [id] : [],
  );

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether a text says what this entry of the catalogue says, with anything in its gaps. */
export const says = (text: string, template: string): boolean =>
  new RegExp(escaped(template).replace(/\\\{\\\{\w+\\\}\\\}/g, '[\\s\\S]*?')).test(text);
