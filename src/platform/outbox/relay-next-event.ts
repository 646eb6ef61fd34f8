import type { Events, EventType } from '../../kernel/events.js';
import type { Database } from '../db/client.js';
import { inTransaction, type Transaction } from '../db/in-transaction.js';
import { faultPoint } from '../fault-points.js';
import type { Job } from '../queue/jobs.js';

/** What a flow is told beside the payload. */
export interface FlowContext {
  readonly eventId: string;
  readonly now: Date;
}

/**
 * What follows one kind of fact: writes rows with `tx` and answers with jobs. It may call nothing outside, since it
 * runs again from the start when its transaction fails.
 */
export type Flow<T extends EventType> = (
  tx: Transaction,
  payload: Events[T],
  context: FlowContext,
) => Promise<readonly Job[]>;

/** One flow for each kind of event: the compiler names the one that is missing. */
export type Flows = { readonly [T in EventType]: Flow<T> };

interface EventRow {
  readonly id: string;
  readonly type: string;
  readonly payload: unknown;
  /** This one included. */
  readonly attempts: number;
  /** By the database's clock, which is the same for every relay and worker. */
  readonly now: Date;
}

/** What became of one pass: nothing was owed, an event was relayed, or its flow threw. */
export type Passed =
  | { readonly outcome: 'idle' }
  | {
      readonly outcome: 'relayed';
      readonly eventId: string;
      readonly type: string;
      readonly jobs: readonly Job[];
    }
  | {
      readonly outcome: 'failed';
      readonly eventId: string;
      readonly type: string;
      readonly attempts: number;
      readonly error: unknown;
    };

/**
 * Claims the event that is owed longest and that no other relay holds, runs its flow and marks it relayed, all in one
 * transaction: what a flow writes is there exactly once. `now`: what the flow is told instead of the database's time.
 * Throws when the database does not answer.
 */
export const relayNextEvent = async (db: Database, flows: Flows, now?: () => Date): Promise<Passed> => {
  let claimed: EventRow | undefined;
  try {
    return await inTransaction(db, async (tx) => {
      claimed = undefined;
      // Marked as it is taken: whatever fails later takes the mark back with it.
      const rows = await tx.$queryRaw<EventRow[]>`
        UPDATE outbox_event SET relayed_at = now(), attempts = attempts + 1, last_error = NULL
        WHERE id = (
          SELECT id FROM outbox_event WHERE relayed_at IS NULL AND next_attempt_at <= now()
          ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING id, type, payload, attempts, now() AS now`;
      const event = rows[0];
      if (event === undefined) return { outcome: 'idle' };
      claimed = event;
      await faultPoint('relay.claimed', event.type);
      const jobs = await runFlow(flows, tx, event, now?.() ?? event.now);
      await faultPoint('relay.before-commit', event.type);
      return { outcome: 'relayed', eventId: event.id, type: event.type, jobs };
    });
  } catch (error) {
    if (claimed === undefined) throw error;
    const { id, type, attempts } = claimed;
    return { outcome: 'failed', eventId: id, type, attempts, error };
  }
};

const runFlow = (flows: Flows, tx: Transaction, event: EventRow, now: Date): Promise<readonly Job[]> => {
  if (!Object.hasOwn(flows, event.type)) {
    throw new Error(`no flow for event ${event.type}: it was written by a newer version`);
  }
  // Safe: `appendEvent` wrote the payload that belongs to this type.
  const flow = flows[event.type as EventType] as Flow<EventType>;
  return flow(tx, event.payload as Events[EventType], { eventId: event.id, now });
};
