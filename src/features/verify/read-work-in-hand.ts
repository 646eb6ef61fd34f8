import type { Database } from '../../platform/db/client.js';
import type { Waiting, WorkInHand } from './work-in-hand.js';
import {
  countDeliveries,
  countRequests,
  newestDeliveryError,
  readEvents,
  readOpenExecutions,
  readOutbox,
} from './work-in-hand-store.js';

const EXECUTIONS = 10;
const EVENTS = 12;
const NONE: Waiting = { count: 0, oldestMs: null };

/** What is under way or waits; changes nothing. Throws only when the database does not answer. */
export const readWorkInHand = async ({ prisma }: Database): Promise<WorkInHand> => {
  const [outbox, requests, executions, deliveries, deliveryError, events] = await Promise.all([
    readOutbox(prisma),
    countRequests(prisma),
    readOpenExecutions(prisma, EXECUTIONS),
    countDeliveries(prisma),
    newestDeliveryError(prisma),
    readEvents(prisma, EVENTS),
  ]);
  const of = (rows: readonly (Waiting & { readonly name: string })[], name: string): Waiting => {
    const row = rows.find((one) => one.name === name);
    return row === undefined ? NONE : { count: row.count, oldestMs: row.oldestMs };
  };
  return {
    outbox,
    requests: {
      pending: of(requests, 'pending'),
      approved: of(requests, 'approved'),
      attention: of(requests, 'attention'),
    },
    executions,
    deliveries: {
      due: of(deliveries, 'due'),
      retrying: of(deliveries, 'retrying'),
      unknown: of(deliveries, 'unknown'),
      failed: of(deliveries, 'failed'),
      kept: of(deliveries, 'kept'),
    },
    deliveryError,
    events,
  };
};
