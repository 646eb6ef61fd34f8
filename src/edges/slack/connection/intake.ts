import type { ReceiverEvent } from '@slack/bolt';
import { newId } from '../../../kernel/ids.js';
import type { Log } from '../../../platform/log.js';
import { type Translate, translator } from '../../../words/translator.js';
import type { Guard } from '../block-kit/guard.js';
import { guardAck } from './guard-ack.js';
import { type Payload, type PayloadKind, readPayload } from './read-payload.js';
import { type Teller, tellPerson } from './tell-person.js';
import type { RequestRefusal } from './verify-request.js';

/** Slack gives up on an answer after 3 s; what is later than this was too late for comfort. */
const WATCHDOG_MS = 2_500;

/** Is told how soon people are answered. */
export interface IntakeObserver {
  acknowledged(kind: PayloadKind, ms: number): void;
  acknowledgedLate(kind: PayloadKind): void;
  /** A request over HTTP was not taken for one of Slack's. */
  requestRefused(reason: RequestRefusal): void;
}

export interface IntakeOptions {
  /** The workspace that is served; undefined until it is known, and then nothing is taken. */
  readonly teamId: () => string | undefined;
  readonly guard: Guard;
  readonly teller: Teller;
  readonly log: Log;
  /** The person's locale as far as it is known without asking anybody. */
  readonly localeOf: (slackUserId: string | undefined) => string | undefined;
  /** Tests shorten it. */
  readonly watchdogMs?: number;
  readonly observe?: IntakeObserver;
}

/** What every payload passes on its way to the listeners, whichever transport brought it. */
export interface Intake {
  /** Hands the payload on, and sees to it that it is acknowledged and that nobody is left with silence. Never throws. */
  receive(event: ReceiverEvent, listeners: (event: ReceiverEvent) => Promise<void>): Promise<void>;
  /** From now on nothing new is begun: people are told that it is restarting, events are left for Slack to send again. */
  close(): void;
  /** Waits until every payload in hand is acknowledged; false when that took longer. */
  acknowledged(timeoutMs: number): Promise<boolean>;
  /** Waits until every listener has ended; false when that took longer. */
  idle(timeoutMs: number): Promise<boolean>;
  readonly inFlight: number;
}

/** One payload on its way. */
interface Passage {
  readonly payload: Payload;
  readonly t: Translate;
  readonly startedAt: number;
  acknowledged: boolean;
  ack(response?: unknown): Promise<void>;
}

export const createIntake = (options: IntakeOptions): Intake => {
  const { guard, teller, log, observe, watchdogMs = WATCHDOG_MS } = options;
  const passages = new Set<Passage>();
  const waiting = new Set<() => void>();
  let closed = false;

  const changed = (): void => {
    for (const look of [...waiting]) look();
  };

  const until = (condition: () => boolean, timeoutMs: number): Promise<boolean> =>
    new Promise((resolve) => {
      const end = (met: boolean): void => {
        clearTimeout(timer);
        waiting.delete(look);
        resolve(met);
      };
      const look = (): void => {
        if (condition()) end(true);
      };
      const timer = setTimeout(() => end(false), timeoutMs);
      waiting.add(look);
      look();
    });

  const passageOf = (event: ReceiverEvent): Passage => {
    const payload = readPayload(event.body);
    const passage: Passage = {
      payload,
      t: translator(options.localeOf(payload.userId)),
      startedAt: performance.now(),
      acknowledged: false,
      ack: async (response) => {
        if (passage.acknowledged) {
          log.warn(facts(passage), 'acknowledged twice; the second was ignored');
          return;
        }
        const guarded = guardAck(payload, response, guard);
        passage.acknowledged = true;
        changed();
        await event.ack(guarded);
        observe?.acknowledged(payload.kind, performance.now() - passage.startedAt);
      },
    };
    return passage;
  };

  const tell = async (passage: Passage, text: string): Promise<void> => {
    const told = await tellPerson(
      teller,
      passage.payload,
      passage.t,
      text,
      passage.acknowledged ? undefined : passage.ack,
    );
    if (!told && passage.payload.kind !== 'event')
      log.warn(facts(passage), 'a person could not be told what happened');
  };

  /** Refuses what must not reach a listener; gives back whether it did. */
  const refusedAtTheDoor = async (passage: Passage): Promise<boolean> => {
    const { payload, t } = passage;
    const ours = options.teamId();
    if (ours === undefined || payload.teamIds.length === 0 || payload.teamIds.some((team) => team !== ours)) {
      log.warn({ ...facts(passage), teamIds: payload.teamIds }, 'a payload of another workspace was refused');
      await tell(passage, t('connection.anotherWorkspace'));
      return true;
    }
    if (!closed) return false;
    // An event that nobody acknowledges comes again; a click or a command does not.
    if (payload.kind === 'submission' && payload.firstField !== undefined)
      await passage.ack({
        response_action: 'errors',
        errors: { [payload.firstField]: t('connection.restarting') },
      });
    else if (payload.kind !== 'event') await tell(passage, t('connection.restarting'));
    return true;
  };

  const failed = async (passage: Passage, error: unknown): Promise<void> => {
    const incident = newId().slice(-8);
    log.error({ ...facts(passage), incident, err: error }, 'a Slack payload failed');
    // Who was not known at the beginning may be known by now, and with them their language.
    const t = translator(options.localeOf(passage.payload.userId));
    await tell(passage, t('connection.failed', { incident }));
  };

  const unanswered = async (passage: Passage): Promise<void> => {
    if (passage.acknowledged || passage.payload.kind === 'event') return;
    if (passage.payload.kind !== 'view-closed')
      log.warn(facts(passage), 'no listener answered a Slack payload');
    await tell(passage, passage.t('connection.unknownAction'));
  };

  return {
    async receive(event, listeners) {
      const passage = passageOf(event);
      passages.add(passage);
      const watchdog = setTimeout(() => {
        if (passage.acknowledged) return;
        log.error(facts(passage), 'a Slack payload was not acknowledged in time');
        observe?.acknowledgedLate(passage.payload.kind);
      }, watchdogMs);
      try {
        if (await refusedAtTheDoor(passage)) return;
        await listeners({ ...event, ack: passage.ack });
        await unanswered(passage);
      } catch (error) {
        await failed(passage, error);
      } finally {
        clearTimeout(watchdog);
        passages.delete(passage);
        changed();
      }
    },
    close() {
      closed = true;
    },
    acknowledged: (timeoutMs) =>
      until(() => [...passages].every((passage) => passage.acknowledged), timeoutMs),
    idle: (timeoutMs) => until(() => passages.size === 0, timeoutMs),
    get inFlight() {
      return passages.size;
    },
  };
};

/** What a log line says of a payload: who and what, nothing that a person typed. */
const facts = ({ payload, startedAt, acknowledged }: Passage) => ({
  kind: payload.kind,
  slackPayload: payload.name,
  slackUser: payload.userId,
  acknowledged,
  ms: Math.round(performance.now() - startedAt),
});
