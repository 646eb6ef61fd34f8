import { setTimeout as pause } from 'node:timers/promises';
import type { Person } from '../../../src/sandbox/acting/person.js';
import type { Seen } from '../../../src/sandbox/acting/seen.js';
import type { Sandbox } from '../../../src/sandbox/sandbox.js';
import type { MessageRecord, ViewRecord } from '../../../src/sandbox/workspace/records.js';
import { type Act, type ActKind, type LogBook, muted, type Subject } from '../log-book.js';
import { callbackOf, deliveryIdsIn, isWaiting, textOfMessage, textOfView } from './reading.js';

/** How long somebody looks at a screen on which nothing happens; less where it is known that nothing may come. */
const PATIENCE_MS = 60_000;
const PATIENCE_WHEN_MUTED_MS = 10_000;
const LOOK_EVERY_MS = 250;
const PLACES = ['general', 'order-approvals', 'order-ops', undefined] as const;
/** Modals that ask for something; what others say is an answer. */
const FORMS = [
  'cancel.form',
  'cancel.confirmation',
  'request.reject-form',
  'payout.paid-form',
  'payout.unpaid-form',
];

/** An act in progress, for whoever plays it. */
export interface Doing {
  readonly person: Person;
  /** What it turns out to be about. */
  about(more: Partial<Subject>): void;
  /** Notes what Slack answered; true when the app acknowledged. */
  heard(seen: Seen): boolean;
  /** The modal with one of these names, as soon as it is there and is not `after`; undefined when they were told something else, or nothing came. */
  form(callbacks: readonly string[], after?: ViewRecord): Promise<ViewRecord | undefined>;
  /** Waits until the app has said something. */
  answer(): Promise<void>;
  /** A message that only they see, or that was sent to them, since the act began, that satisfies this. */
  reply(fits: (message: MessageRecord) => boolean): Promise<MessageRecord | undefined>;
}

/** Somebody of the company at their Slack, who does one thing at a time and remembers what they were told. */
export interface Actor {
  readonly email: string;
  readonly person: Person;
  act(kind: ActKind, about: Subject, play: (doing: Doing) => Promise<void>): Promise<Act>;
  /** Reads once more what the last act brought: the run is over. */
  lookBack(): void;
}

export const createActor = (sandbox: Sandbox, email: string, book: LogBook): Actor => {
  const person = sandbox.as(email);
  let last: Act | undefined;

  const repliesSince = (at: number): MessageRecord[] =>
    PLACES.flatMap((place) =>
      person
        .messages(place)
        .filter(
          (message) =>
            message.byApp &&
            (message.ephemeralTo === person.id || (place === undefined && message.ephemeralTo === null)) &&
            (message.versions[0]?.at ?? 0) >= at &&
            deliveryIdsIn(message).length === 0,
        ),
    );
  const read = (act: Act): void => {
    for (const message of repliesSince(act.startedAt)) act.told.add(textOfMessage(message));
    for (const view of person.modals()) {
      if (isWaiting(view)) continue;
      if (FORMS.includes(callbackOf(view))) act.shown = true;
      else act.told.add(textOfView(view));
    }
  };
  const until = async <T>(act: Act, look: () => T | undefined): Promise<T | undefined> => {
    for (const began = Date.now(); ; ) {
      const found = look();
      if (found !== undefined) return found;
      const now = Date.now();
      const patience = muted(book, act.startedAt - 2_000, now) ? PATIENCE_WHEN_MUTED_MS : PATIENCE_MS;
      if (now - began > patience) return undefined;
      await pause(LOOK_EVERY_MS);
    }
  };

  const doing = (act: Act): Doing => ({
    person,
    about(more) {
      act.about = { ...act.about, ...more };
    },
    heard(seen) {
      act.outcomes.push(seen.outcome);
      if (seen.notice !== null) act.notices.push(seen.notice);
      for (const error of Object.values(seen.errors)) act.notices.push(error);
      return seen.outcome === 'acknowledged' && Object.keys(seen.errors).length === 0;
    },
    async form(callbacks, after) {
      const view = await until(act, () => {
        const top = person.modal();
        if (top !== undefined && callbacks.includes(callbackOf(top)) && top.hash !== after?.hash) return top;
        read(act);
        return act.told.size > 0 ? null : undefined;
      });
      if (view) act.views.add(view.rootViewId);
      return view ?? undefined;
    },
    async answer() {
      await until(act, () => {
        read(act);
        return act.told.size > 0 ? true : undefined;
      });
    },
    async reply(fits) {
      return until(act, () => repliesSince(act.startedAt).findLast(fits));
    },
  });

  const lookBack = (): void => {
    if (last !== undefined) read(last);
  };
  return {
    email,
    person,
    lookBack,
    async act(kind, about, play) {
      lookBack();
      await person.close(true).catch(() => undefined);
      const act: Act = {
        n: book.acts.length + 1,
        who: email,
        kind,
        about,
        startedAt: Date.now(),
        endedAt: Date.now(),
        views: new Set(),
        outcomes: [],
        notices: [],
        told: new Set(),
        shown: false,
      };
      book.acts.push(act);
      last = act;
      await play(doing(act));
      read(act);
      act.endedAt = Date.now();
      return act;
    },
  };
};
