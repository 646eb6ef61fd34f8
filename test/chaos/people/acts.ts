import type { MessageRecord } from '../../../src/sandbox/workspace/records.js';
import type { Act } from '../log-book.js';
import type { Actor, Doing } from './actor.js';
import { buttonValue } from './reading.js';

/** A button in a message as somebody sees it; `version` when their screen was not refreshed. */
export interface SeenButton {
  readonly message: MessageRecord;
  readonly value: string;
  readonly version?: number;
}

export interface HowToAsk {
  /** Presses the last button twice at once. */
  readonly twice: boolean;
  readonly keepsMoney: boolean;
}

const newest = (message: MessageRecord): unknown => message.versions.at(-1)?.blocks;

/** Buttons with this action that stand in a channel (or, without one, in direct messages) now. */
export const buttonsIn = (actor: Actor, channel: string | undefined, actionId: string): SeenButton[] =>
  actor.person.messages(channel).flatMap((message) => {
    const value = message.deletedAt === null ? buttonValue(newest(message), actionId) : undefined;
    return value === undefined ? [] : [{ message, value }];
  });

/** Buttons that a message once had and has no more, as on a screen that was not refreshed. */
export const oldButtonsIn = (actor: Actor, channel: string, actionId: string): SeenButton[] =>
  actor.person.messages(channel).flatMap((message) => {
    if (message.deletedAt !== null || buttonValue(newest(message), actionId) !== undefined) return [];
    return message.versions.flatMap(({ blocks }, version) => {
      const value = buttonValue(blocks, actionId);
      return value === undefined ? [] : [{ message, value, version }];
    });
  });

const press = async (
  doing: Doing,
  { message, version }: SeenButton,
  actionId: string,
  times: number,
): Promise<boolean> => {
  const { channel, ts } = message;
  const where = { message: { channel, ts, ...(version === undefined ? {} : { version }) } };
  const seen = await Promise.all(
    Array.from({ length: times }, () => doing.person.act({ where, actionId, confirm: true })),
  );
  return seen.map((one) => doing.heard(one)).some(Boolean);
};

const submit = async (doing: Doing, times = 1): Promise<boolean> => {
  const seen = await Promise.all(Array.from({ length: times }, () => doing.person.submit()));
  return seen.map((one) => doing.heard(one)).some(Boolean);
};

/** Fills in the form that is open, goes on and confirms. */
const fillInAndConfirm = async (doing: Doing, { twice, keepsMoney }: HowToAsk): Promise<void> => {
  const form = await doing.form(['cancel.form']);
  if (form === undefined) return;
  const { person } = doing;
  if (keepsMoney && (await person.fill({ 'cancel.refund': 'keep' })).outcome === 'acknowledged') {
    const asked = await doing.form(['cancel.form'], form);
    if (asked === undefined) return;
    await person.fill({ 'cancel.refund-note': 'As agreed with the customer' });
  }
  const filled = await person.fill({
    'cancel.reason': 'changed_mind',
    'cancel.confirmed-how': 'phone',
    // Orders of this company are from the first of June.
    'cancel.confirmed-on': '2026-06-03',
  });
  if (!doing.heard(filled) || !(await submit(doing))) return;
  const confirmation = await doing.form(['cancel.confirmation']);
  if (confirmation === undefined || !(await submit(doing, twice ? 2 : 1))) return;
  await doing.answer();
};

export const ask = (actor: Actor, number: string, how: HowToAsk): Promise<Act> =>
  actor.act('ask', { number }, async (doing) => {
    if (!doing.heard(await doing.person.command(`/order cancel ${number}`, 'general'))) return;
    await fillInAndConfirm(doing, how);
  });

export const askAgain = (actor: Actor, button: SeenButton): Promise<Act> =>
  actor.act('ask-again', {}, async (doing) => {
    if (await press(doing, button, 'request.ask-again', 1))
      await fillInAndConfirm(doing, { twice: false, keepsMoney: false });
  });

const requestOf = ({ value }: SeenButton): { readonly requestId: string } => ({
  requestId: value.split('.')[0] ?? '',
});

export const approve = (actor: Actor, button: SeenButton, times: number, hopeless?: string): Promise<Act> =>
  actor.act(
    'approve',
    { ...requestOf(button), ...(hopeless === undefined ? {} : { hopeless }) },
    async (doing) => {
      if (await press(doing, button, 'request.approve', times)) await doing.answer();
    },
  );

/** Presses a button that opens a form of one text, and submits it. */
const typeOneText = async (
  doing: Doing,
  button: SeenButton,
  form: { readonly actionId: string; readonly view: string; readonly field: string; readonly text: string },
): Promise<void> => {
  if (!(await press(doing, button, form.actionId, 1))) return;
  if ((await doing.form([form.view])) === undefined) return;
  const filled = await doing.person.fill({ [form.field]: form.text });
  if (doing.heard(filled) && (await submit(doing))) await doing.answer();
};

export const reject = (actor: Actor, button: SeenButton, reason: string): Promise<Act> =>
  actor.act('reject', { ...requestOf(button), reason }, (doing) =>
    typeOneText(doing, button, {
      actionId: 'request.reject',
      view: 'request.reject-form',
      field: 'request.reject-reason',
      text: reason,
    }),
  );

/** Looks the order up and takes the request back, where the card offers it. */
export const withdraw = (actor: Actor, number: string): Promise<Act> =>
  actor.act('withdraw', { number }, async (doing) => {
    if (!doing.heard(await doing.person.command(`/order ${number}`, 'general'))) return;
    const card = await doing.reply((message) => message.channel !== '');
    const value = card === undefined ? undefined : buttonValue(newest(card), 'request.withdraw');
    if (card === undefined || value === undefined) return doing.answer();
    doing.about({ requestId: value });
    if (!(await press(doing, { message: card, value }, 'request.withdraw', 1))) return;
    await doing.reply((message) => message.ts !== card.ts);
  });

const refundOf = ({ value }: SeenButton): { readonly refundId: string } => ({
  refundId: value.split('.')[0] ?? '',
});

export const payOut = (actor: Actor, button: SeenButton, reference: string): Promise<Act> =>
  actor.act('paid', { ...refundOf(button), reference }, (doing) =>
    typeOneText(doing, button, {
      actionId: 'payout.paid',
      view: 'payout.paid-form',
      field: 'payout.text',
      text: reference,
    }),
  );

export const failToPayOut = (actor: Actor, button: SeenButton, reason: string): Promise<Act> =>
  actor.act('unpaid', refundOf(button), (doing) =>
    typeOneText(doing, button, {
      actionId: 'payout.unpaid',
      view: 'payout.unpaid-form',
      field: 'payout.text',
      text: reason,
    }),
  );

/** A button that does at once what it says. */
export const pressOnce = (
  actor: Actor,
  kind: 'try-again' | 'retry',
  button: SeenButton,
  actionId: string,
): Promise<Act> =>
  actor.act(kind, kind === 'try-again' ? refundOf(button) : {}, async (doing) => {
    if (await press(doing, button, actionId, 1)) await doing.answer();
  });

export const look = (actor: Actor, words: string): Promise<Act> =>
  actor.act('look', {}, async (doing) => {
    if (doing.heard(await doing.person.command(`/order ${words}`, 'general'))) await doing.answer();
  });
