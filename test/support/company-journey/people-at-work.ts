import type { Entry } from '../../../src/sandbox/acting/entered-value.js';
import type { Person } from '../../../src/sandbox/acting/person.js';
import type { Seen } from '../../../src/sandbox/acting/seen.js';
import type { Sandbox } from '../../../src/sandbox/sandbox.js';
import type { MessageRecord } from '../../../src/sandbox/workspace/records.js';
import { read } from '../slack-desk.js';
import { waitFor } from '../wait-for.js';

/** Bounds a wait on a busy machine; nothing is asserted by it. */
const LONG_MS = 60_000;

export interface Answers {
  readonly [field: string]: Entry;
}

/** Nothing is wrong with these: the customer changed their mind and said so on the phone. */
export const CUSTOMER_ASKS: Answers = {
  'cancel.reason': 'changed_mind',
  'cancel.confirmed-how': 'phone',
  'cancel.confirmed-on': '2026-03-01',
};

/** What the people of a company do in Slack, as sentences. A person does one thing at a time. */
export type PeopleAtWork = ReturnType<typeof peopleAtWork>;

export const peopleAtWork = (sandbox: Pick<Sandbox, 'as'>) => {
  const turns = new Map<string, Promise<unknown>>();
  const inTurn = <T>(email: string, act: (person: Person) => Promise<T>): Promise<T> => {
    const turn = (turns.get(email) ?? Promise.resolve()).then(() => act(sandbox.as(email)));
    turns.set(
      email,
      turn.catch(() => undefined),
    );
    return turn;
  };

  const expectHeard = (seen: Seen, what: string): void => {
    if (seen.outcome === 'acknowledged' && Object.keys(seen.errors).length === 0) return;
    throw new Error(`${what}: ${JSON.stringify({ ...seen, view: null })}`);
  };
  const modal = async (person: Person, ...texts: readonly string[]): Promise<void> => {
    const what = `a modal that says "${texts.join('" or "')}"`;
    const says = (): boolean => texts.some((text) => read(person.modal()).includes(text));
    try {
      await waitFor(says, { what, timeoutMs: LONG_MS });
    } catch (error) {
      // Whose trigger was too old by the time, or whose modal could not be drawn, is told there.
      const told = read(person.messages('general').at(-1));
      throw new Error(`${what} did not come, but: ${read(person.modal())}; last read: ${told}`, {
        cause: error,
      });
    }
  };
  /** The newest message in the channel, or from the app, that says all of this. */
  const message = (
    person: Person,
    channel: string | undefined,
    texts: readonly string[],
  ): Promise<MessageRecord> =>
    waitFor(
      () =>
        person
          .messages(channel)
          .findLast((one) => one.deletedAt === null && texts.every((text) => read(one).includes(text))),
      {
        what: `a message in ${channel ?? 'the app'} that says "${texts.join('" and "')}"`,
        timeoutMs: LONG_MS,
      },
    );
  const click = async (person: Person, on: MessageRecord, actionId: string): Promise<void> =>
    expectHeard(await person.click(on, actionId), `${actionId} was not heard`);

  const fillInAndConfirm = async (person: Person, answers: Answers, money: Answers): Promise<void> => {
    await modal(person, 'What cancelling does');
    const { 'cancel.refund-note': note, ...choice } = money;
    if (Object.keys(choice).length > 0) expectHeard(await person.fill(choice), 'the choice was not heard');
    if (note !== undefined) await modal(person, 'Why is the money kept?');
    expectHeard(
      await person.submit({ ...answers, ...(note === undefined ? {} : { 'cancel.refund-note': note }) }),
      'the form was not taken',
    );
    await modal(person, 'This is what will happen');
    expectHeard(await person.submit(), 'the confirmation was not taken');
    await modal(person, 'is asked for', 'decided by policy');
    await person.close(true);
  };
  const typeOneText = async (
    person: Person,
    form: {
      readonly saying: string;
      readonly field: string;
      readonly text: string;
      readonly outcome: string;
    },
  ): Promise<void> => {
    await modal(person, form.saying);
    expectHeard(await person.submit({ [form.field]: form.text }), 'the text was not taken');
    await modal(person, form.outcome);
    await person.close(true);
  };
  const card = (person: Person, number: string, role: string): Promise<MessageRecord> =>
    message(person, 'order-approvals', [`Cancel ${number}?`, WAITS[role] ?? '']);
  const payoutCard = (person: Person, number: string, ...texts: readonly string[]): Promise<MessageRecord> =>
    message(person, 'order-ops', [`Pay back for ${number},`, ...texts]);

  return {
    /** From the slash command to the outcome; `money`: what is chosen for the refund, while the form is open. */
    ask: (email: string, number: string, answers: Answers = CUSTOMER_ASKS, money: Answers = {}) =>
      inTurn(email, async (person) => {
        await person.close(true);
        expectHeard(await person.command(`/order cancel ${number}`, 'general'), 'the command was not heard');
        await fillInAndConfirm(person, answers, money);
      }),
    /** By the button of the message that tells of the end of the earlier request; the answers are filled in. */
    askAgain: (email: string, number: string) =>
      inTurn(email, async (person) => {
        await person.close(true);
        await click(person, await message(person, undefined, [number, 'Ask again']), 'request.ask-again');
        await modal(person, 'Asked before by');
        await fillInAndConfirm(person, {}, {});
      }),
    approve: (email: string, number: string, role: string) =>
      inTurn(email, async (person) => {
        await click(person, await card(person, number, role), 'request.approve');
      }),
    /** Each of them looks at the card, and they click in the same moment. */
    approveAtOnce: async (emails: readonly string[], number: string, role: string): Promise<void> => {
      let looking = 0;
      await Promise.all(
        emails.map((email) =>
          inTurn(email, async (person) => {
            const seen = await card(person, number, role);
            looking += 1;
            await waitFor(() => looking === emails.length, { what: 'all to look', timeoutMs: LONG_MS });
            await click(person, seen, 'request.approve');
          }),
        ),
      );
    },
    reject: (email: string, number: string, role: string, reason: string) =>
      inTurn(email, async (person) => {
        await click(person, await card(person, number, role), 'request.reject');
        await typeOneText(person, {
          saying: 'Reason',
          field: 'request.reject-reason',
          text: reason,
          outcome: 'Rejected.',
        });
      }),
    /** Waits until the request is asked of that role, then takes it back from the order card. */
    withdraw: (email: string, number: string, role: string) =>
      inTurn(email, async (person) => {
        await card(person, number, role);
        expectHeard(await person.command(`/order ${number}`, 'general'), 'the command was not heard');
        await click(person, await message(person, 'general', [number, 'Withdraw']), 'request.withdraw');
      }),
    /** Records every refund of the order as paid, one after the other. */
    payOut: (email: string, number: string, references: readonly string[]) =>
      inTurn(email, async (person) => {
        for (const [index, reference] of references.entries()) {
          const before = references.slice(0, index).map((earlier) => `reference ${earlier}`);
          await click(person, await payoutCard(person, number, 'Paid…', ...before), 'payout.paid');
          await typeOneText(person, {
            saying: 'Reference',
            field: 'payout.text',
            text: reference,
            outcome: 'Recorded as paid',
          });
        }
      }),
    failToPayOut: (email: string, number: string, reason: string) =>
      inTurn(email, async (person) => {
        await click(person, await payoutCard(person, number, 'Could not be paid…'), 'payout.unpaid');
        await typeOneText(person, {
          saying: 'Why it could not be paid',
          field: 'payout.text',
          text: reason,
          outcome: 'Recorded.',
        });
      }),
    tryPayoutAgain: (email: string, number: string) =>
      inTurn(email, async (person) => {
        await click(person, await payoutCard(person, number, 'Try again'), 'payout.try-again');
      }),
    /** Waits for a message in the channel, or from the app, that says all of this. */
    reads: (email: string, channel: string | undefined, ...texts: readonly string[]) =>
      message(sandbox.as(email), channel, texts),
  };
};

const WAITS: Readonly<Record<string, string>> = {
  manager: 'Waits for a manager.',
  finance: 'Waits for finance.',
};
