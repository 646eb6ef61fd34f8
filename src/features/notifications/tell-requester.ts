import type { Transaction } from '../../platform/db/in-transaction.js';
import { readRequest } from '../approvals/request-store.js';
import { createDeliveries } from './create-deliveries.js';
import type { StoredDelivery } from './delivery-store.js';
import type { RequesterNews } from './messages.js';

/** Tells whoever asked what became of it. `fact` names the occasion where the same news can come more than once. */
export const tellRequester = async (
  tx: Transaction,
  about: { readonly requestId: string; readonly news: RequesterNews; readonly fact?: string },
  now: Date,
): Promise<StoredDelivery[]> => {
  const request = await readRequest(tx, about.requestId);
  if (request === null) return [];
  return createDeliveries(
    tx,
    [
      {
        kind: 'requester-outcome',
        payload: about.news,
        recipient: { to: 'member', memberId: request.requestedById },
        fact: about.fact ?? about.news.what,
        requestId: about.requestId,
      },
    ],
    now,
  );
};
