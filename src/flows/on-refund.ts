import { tellRefund } from '../features/notifications/tell-refund.js';
import type { Events } from '../kernel/events.js';
import type { Flow } from '../platform/outbox/relay-next-event.js';
import { jobsFor } from './jobs-for.js';

/** Only a failure says which try it was. */
type Told = Events['refund.paid'] & Pick<Events['refund.failed'], 'attempt'>;

/** What became of a payout: told in the thread and to the requester; the cards show it. */
const told =
  (what: 'paid' | 'failed' | 'reopened'): Flow<'refund.paid' | 'refund.failed' | 'refund.reopened'> =>
  async (tx, { requestId, refundId, attempt }: Told, { eventId, now }) => [
    ...jobsFor(await tellRefund(tx, { requestId, refundId, attempt, what, eventId }, now), now),
    { kind: 'refresh', requestId },
  ];

export const onRefundPaid = told('paid');
export const onRefundFailed = told('failed');
export const onRefundReopened = told('reopened');
