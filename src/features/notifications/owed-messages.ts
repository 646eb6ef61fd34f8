import type { Clock } from '../../kernel/clock.js';
import type { Database } from '../../platform/db/client.js';
import { dueDeliveryIds } from './delivery-store.js';
import { staleRequestIds } from './message-ref-store.js';

/** How much one round of the sweep takes on. */
const MOST_AT_ONCE = 500;

/** Deliveries that have been due for at least `dueForMs`: their job was lost, or nobody was there. */
export const dueDeliveries = async (
  db: Database,
  sweep: { readonly clock: Clock; readonly dueForMs: number },
): Promise<string[]> =>
  dueDeliveryIds(db, {
    before: new Date(sweep.clock.now().getTime() - sweep.dueForMs),
    limit: MOST_AT_ONCE,
  });

/** Requests with a message that shows less than is true and that nobody is drawing now. */
export const staleMessages = async (db: Database, clock: Clock): Promise<string[]> =>
  staleRequestIds(db, { now: clock.now(), limit: MOST_AT_ONCE });
