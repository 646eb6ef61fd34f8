import type { Events, EventType } from '../../kernel/events.js';
import { newId } from '../../kernel/ids.js';
import type { Transaction } from '../db/in-transaction.js';

/** The PostgreSQL channel by which a commit wakes the relays of all processes. */
export const OUTBOX_CHANNEL = 'countermand_outbox';

/**
 * Records a fact to be followed up, in the transaction that makes it true, and gives back the event's id.
 * The notification travels with the commit, so a relay wakes at once and never for what was rolled back.
 */
export const appendEvent = async <T extends EventType>(
  tx: Transaction,
  type: T,
  payload: Events[T],
): Promise<string> => {
  const id = newId();
  await tx.$executeRaw`
    WITH appended AS (
      INSERT INTO outbox_event (id, type, payload)
      VALUES (${id}::uuid, ${type}, ${JSON.stringify(payload)}::jsonb)
      RETURNING id
    )
    SELECT pg_notify(${OUTBOX_CHANNEL}, '') FROM appended`;
  return id;
};
