import type { Transaction } from '../../platform/db/in-transaction.js';
import { touchRequest } from '../approvals/request-store.js';
import { createDeliveries } from './create-deliveries.js';
import type { StoredDelivery } from './delivery-store.js';
import { tellRequester } from './tell-requester.js';

const NEWS = { paid: 'refund-paid', failed: 'refund-failed', reopened: 'refund-reopened' } as const;

/**
 * Tells the thread and the requester what became of a payout, and has the cards drawn again. A refund can fail and be
 * reopened several times, so the occasion is named by its event.
 */
export const tellRefund = async (
  tx: Transaction,
  about: {
    readonly requestId: string;
    readonly refundId: string;
    /** Which try failed, where that is known. */
    readonly attempt?: number | undefined;
    readonly what: keyof typeof NEWS;
    readonly eventId: string;
  },
  now: Date,
): Promise<StoredDelivery[]> => {
  const { requestId, refundId, attempt, what, eventId } = about;
  const refund = { refundId, ...(attempt === undefined ? {} : { attempt }) };
  const posted = await createDeliveries(
    tx,
    [
      {
        kind: 'ops-refund',
        payload: { ...refund, what },
        recipient: { to: 'channel', purpose: 'order-ops' },
        fact: eventId,
        requestId,
      },
    ],
    now,
  );
  if (posted.length > 0) await touchRequest(tx, requestId);
  const told = await tellRequester(
    tx,
    { requestId, news: { what: NEWS[what], ...refund }, fact: eventId },
    now,
  );
  return [...posted, ...told];
};
