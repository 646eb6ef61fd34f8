import { asError } from '../../kernel/errors.js';
import type { Database } from '../db/client.js';

import { describeError } from '../describe-error.js';
import { faultPoint } from '../fault-points.js';
import type { Log } from '../log.js';
import type { Job } from '../queue/jobs.js';
import { createQuietLog } from '../quiet-log.js';
import { createBell } from './bell.js';
import { listenForEvents } from './listen-for-events.js';
import { type Flows, relayNextEvent } from './relay-next-event.js';

export interface RelayOptions {
  readonly db: Database;
  /** The database's URL, for the connection that hears of new events; without it there is only polling. */
  readonly listenUrl?: string;
  readonly flows: Flows;
  /** Hands jobs to the queue, after the commit. When it throws, the sweep finds what is owed. */
  readonly addJobs: (jobs: readonly Job[]) => Promise<void>;
  readonly log: Log;
  /** A flow of this type of event threw. */
  readonly onFlowFailed?: (type: string) => void;
  /** How often to look without being woken; 1,000 by default. */
  readonly pollMs?: number;
  /** How many events this process follows up at the same time; 2 by default. Each takes a database connection. */
  readonly lanes?: number;
  /** The pause after a flow's first failure, doubled with each further one up to 256 times as long; 500 by default. */
  readonly backOffMs?: number;
}

export interface Relay {
  start(): void;
  /** Finishes the events in hand, takes no more, and closes its connection. */
  stop(): Promise<void>;
  /** Follows up everything that is owed now, on one lane; gives back how many events that was. */
  runOnce(): Promise<number>;
}

/**
 * Follows up what the outbox holds: each event's flow exactly once, however many relays run. A flow that throws leaves
 * nothing behind and is tried again later with growing pauses, for ever, while the others go on.
 *
 * Events come about in the order in which they were written, but two about the same request may be followed up at the
 * same time or, after a failure, in the other order. So a flow reads how things stand now instead of trusting that
 * nothing came after its event: what it enqueues is checked again by the worker, what it tells is drawn from the
 * present version of the request.
 */
export const createRelay = (options: RelayOptions): Relay => {
  const { db, flows, addJobs, log, pollMs = 1_000, lanes = 2, backOffMs = 500 } = options;
  let stopping = false;
  let listening: ReturnType<typeof listenForEvents> | undefined;
  let running: Promise<unknown> = Promise.resolve();
  const bell = createBell();
  // An outage fails every look of every lane.
  const unread = createQuietLog(log, 'the outbox could not be read', 'error');
  const notWoken = createQuietLog(log, 'not woken by new events; polling goes on');

  /** One event; false when there was none to take. */
  const pass = async (): Promise<boolean> => {
    const passed = await relayNextEvent(db, flows);
    if (passed.outcome === 'idle') return false;
    const about = { eventId: passed.eventId, type: passed.type };
    if (passed.outcome === 'failed') {
      options.onFlowFailed?.(passed.type);
      log.error({ ...about, attempts: passed.attempts, err: asError(passed.error) }, 'a flow failed');
      await postpone(db, passed.eventId, passed.error, backOffMs);
      return true;
    }
    await faultPoint('relay.after-commit', passed.type);
    if (passed.jobs.length > 0) {
      try {
        await addJobs(passed.jobs);
      } catch (thrown) {
        log.error(
          { ...about, err: asError(thrown) },
          'jobs were not enqueued; the sweep will find what is owed',
        );
      }
    }
    await faultPoint('relay.after-enqueue', passed.type);
    return true;
  };

  const lane = async (): Promise<void> => {
    while (!stopping) {
      const heard = bell.count();
      try {
        while (!stopping && (await pass()));
      } catch (thrown) {
        unread({ err: asError(thrown) });
        await bell.pause(pollMs);
        continue;
      }
      if (!stopping && heard === bell.count()) await bell.wait(pollMs);
    }
  };

  return {
    start() {
      if (options.listenUrl !== undefined) {
        listening = listenForEvents({
          url: options.listenUrl,
          onEvent: bell.ring,
          onError: (error) => notWoken({ err: error }),
        });
      }
      running = Promise.all(Array.from({ length: lanes }, lane));
    },
    async stop() {
      stopping = true;
      bell.close();
      await Promise.all([running, listening?.stop()]);
    },
    async runOnce() {
      let events = 0;
      while (await pass()) events += 1;
      return events;
    },
  };
};

/** The pause grows with the attempts so far, in the database's own time. */
const postpone = async (db: Database, eventId: string, thrown: unknown, backOffMs: number): Promise<void> => {
  const { code, message } = describeError(thrown);
  await db.prisma.$executeRaw`
    UPDATE outbox_event
    SET attempts = attempts + 1, last_error = ${`${code}: ${message}`},
        next_attempt_at = now() + ${backOffMs}::float8 * power(2, least(attempts, 8)) * interval '1 millisecond'
    WHERE id = ${eventId}::uuid AND relayed_at IS NULL`;
};
