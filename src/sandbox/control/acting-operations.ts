import { z } from 'zod';
import { findPerson } from '../acting/find-person.js';
import { type Operation, operation } from './operation.js';

const as = z.string().describe('e-mail address or id of the person');
const where = z.union([
  z.strictObject({
    message: z.strictObject({ channel: z.string(), ts: z.string(), version: z.number().int().optional() }),
  }),
  z.strictObject({ modal: z.literal(true), viewId: z.string().optional() }),
  z.strictObject({ home: z.literal(true) }),
]);
const entry = z.union([z.string(), z.number(), z.array(z.string()), z.null()]);
const message = z.strictObject({ channel: z.string(), ts: z.string() });

/** What a person can do, each answered with what the person saw. */
export const ACTING_OPERATIONS: Readonly<Record<string, Operation>> = {
  command: operation(
    'Type a slash command',
    z.strictObject({ as, text: z.string(), channel: z.string().optional() }),
    ({ parts }, input) => findPerson(parts, input.as).command(input.text, input.channel),
  ),
  say: operation(
    'Type a message',
    z.strictObject({ as, text: z.string(), channel: z.string().optional(), threadTs: z.string().optional() }),
    ({ parts }, { as: who, text, channel, threadTs }) =>
      findPerson(parts, who).say(text, {
        ...(channel === undefined ? {} : { channel }),
        ...(threadTs === undefined ? {} : { threadTs }),
      }),
  ),
  act: operation(
    'Click a button, choose from a menu, enter a value',
    z.strictObject({
      as,
      where,
      actionId: z.string(),
      blockId: z.string().optional(),
      value: entry.optional(),
      confirm: z.boolean().optional(),
    }),
    ({ parts }, { as: who, ...act }) => findPerson(parts, who).act(act),
  ),
  fill: operation(
    'Fill in fields of the modal',
    z.strictObject({ as, values: z.record(z.string(), entry) }),
    ({ parts }, input) => findPerson(parts, input.as).fill(input.values),
  ),
  submit: operation(
    'Fill in fields of the modal and submit it',
    z.strictObject({ as, values: z.record(z.string(), entry).default({}) }),
    ({ parts }, input) => findPerson(parts, input.as).submit(input.values),
  ),
  close: operation(
    'Close the view on top, or the whole modal',
    z.strictObject({ as, all: z.boolean().default(false) }),
    ({ parts }, input) => findPerson(parts, input.as).close(input.all),
  ),
  suggest: operation(
    'Type into an external select',
    z.strictObject({ as, where, actionId: z.string(), query: z.string() }),
    ({ parts }, input) => findPerson(parts, input.as).suggest(input.where, input.actionId, input.query),
  ),
  'open-home': operation(
    'Open the App Home',
    z.strictObject({ as, tab: z.enum(['home', 'messages']).default('home') }),
    ({ parts }, input) => findPerson(parts, input.as).openHome(input.tab),
  ),
  shortcut: operation(
    'Run a global shortcut',
    z.strictObject({ as, callbackId: z.string() }),
    ({ parts }, input) => findPerson(parts, input.as).shortcut(input.callbackId),
  ),
  'message-shortcut': operation(
    'Run a shortcut of a message',
    z.strictObject({ as, callbackId: z.string(), message }),
    ({ parts }, input) => findPerson(parts, input.as).messageShortcut(input.callbackId, input.message),
  ),
  screen: operation(
    'What a person sees: channels, one channel with its messages, modal, App Home',
    z.strictObject({ as, channel: z.string().optional() }),
    ({ parts }, input) => {
      const person = findPerson(parts, input.as);
      return {
        user: person.user,
        channels: person.channels(),
        messages: person.messages(input.channel),
        modals: person.modals(),
        home: person.home() ?? null,
        reads: person.reads(input.channel),
        readsModal: person.readsModal(),
        readsHome: person.readsHome(),
      };
    },
  ),
};
