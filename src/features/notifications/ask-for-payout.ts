import type { Transaction } from '../../platform/db/in-transaction.js';
import { decidersFor } from '../access/deciders.js';
import { readRequest } from '../approvals/request-store.js';
import { readRefunds } from '../finance/payout-store.js';
import { orderById } from '../orders/order-store.js';
import { createDeliveries } from './create-deliveries.js';
import type { StoredDelivery } from './delivery-store.js';

/**
 * Asks finance to pay out what the execution owes: in the request's thread, and by direct message. Nothing when nothing
 * is owed. The requester is not asked: they may not confirm a payout.
 */
export const askForPayout = async (
  tx: Transaction,
  { requestId, executionId }: { readonly requestId: string; readonly executionId: string },
  now: Date,
): Promise<StoredDelivery[]> => {
  const refunds = await readRefunds(tx, { executionId });
  if (refunds.length === 0) return [];
  const request = await readRequest(tx, requestId);
  if (request === null) return [];
  const order = await orderById(tx, request.subjectId);
  const payers = await decidersFor(tx, {
    role: 'finance',
    department: order?.owner.department ?? request.requestedBy.department,
    except: [request.requestedById],
  });
  const about = { payload: { executionId }, fact: `refunds-due:${executionId}`, requestId };
  return createDeliveries(
    tx,
    [
      { kind: 'payout-card', recipient: { to: 'channel', purpose: 'order-ops' }, ...about },
      ...payers.map(({ memberId }) => ({
        kind: 'payout-request' as const,
        recipient: { to: 'member' as const, memberId },
        ...about,
      })),
    ],
    now,
  );
};
