import type { Transaction } from '../../platform/db/in-transaction.js';
import { createDeliveries } from './create-deliveries.js';
import type { StoredDelivery } from './delivery-store.js';
import { tellRequester } from './tell-requester.js';

/** Tells the thread, with Retry, and the requester that a step needs somebody. It can happen again after each retry. */
export const tellAttention = async (
  tx: Transaction,
  about: {
    readonly requestId: string;
    readonly executionId: string;
    readonly step: string;
    readonly eventId: string;
  },
  now: Date,
): Promise<StoredDelivery[]> => {
  const { requestId, executionId, step, eventId } = about;
  const posted = await createDeliveries(
    tx,
    [
      {
        kind: 'ops-attention',
        payload: { executionId, step },
        recipient: { to: 'channel', purpose: 'order-ops' },
        fact: eventId,
        requestId,
      },
    ],
    now,
  );
  const news = { what: 'attention', executionId, step } as const;
  return [...posted, ...(await tellRequester(tx, { requestId, news, fact: eventId }, now))];
};
