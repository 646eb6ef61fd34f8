import type { Transaction } from '../../platform/db/in-transaction.js';
import { createDeliveries } from './create-deliveries.js';
import type { StoredDelivery } from './delivery-store.js';

/** Opens the one thread of a request in the operations channel, under which everything about its carrying out is told. */
export const openThread = (tx: Transaction, requestId: string, now: Date): Promise<StoredDelivery[]> =>
  createDeliveries(
    tx,
    [
      {
        kind: 'ops-thread',
        payload: {},
        recipient: { to: 'channel', purpose: 'order-ops' },
        fact: 'execution',
        requestId,
      },
    ],
    now,
  );
