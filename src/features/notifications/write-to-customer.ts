import type { Transaction } from '../../platform/db/in-transaction.js';
import { readCancellation } from '../orders/cancel/cancellation-store.js';
import { createDeliveries } from './create-deliveries.js';
import type { StoredDelivery } from './delivery-store.js';

/** Writes to the customer that the order is cancelled, where the requester wanted that. */
export const writeToCustomer = async (
  tx: Transaction,
  requestId: string,
  now: Date,
): Promise<StoredDelivery[]> => {
  const cancellation = await readCancellation(tx, requestId);
  if (cancellation === null || !cancellation.choices.tellCustomer) return [];
  const { orderId } = cancellation;
  return createDeliveries(
    tx,
    [
      {
        kind: 'customer-mail',
        payload: { orderId },
        recipient: { to: 'mail', orderId },
        fact: 'cancelled',
        requestId,
      },
    ],
    now,
  );
};
