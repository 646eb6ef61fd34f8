import type { Transaction } from '../../platform/db/in-transaction.js';
import { createDeliveries } from './create-deliveries.js';
import type { StoredDelivery } from './delivery-store.js';

/** Posts the request with its buttons for everybody who approves. */
export const postApprovalCard = (tx: Transaction, requestId: string, now: Date): Promise<StoredDelivery[]> =>
  createDeliveries(
    tx,
    [
      {
        kind: 'approval-card',
        payload: {},
        recipient: { to: 'channel', purpose: 'order-approvals' },
        fact: 'request.created',
        requestId,
      },
    ],
    now,
  );
