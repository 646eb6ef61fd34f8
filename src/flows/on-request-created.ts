import { askDeciders } from '../features/notifications/ask-deciders.js';
import { postApprovalCard } from '../features/notifications/post-approval-card.js';
import type { Flow } from '../platform/outbox/relay-next-event.js';
import { jobsFor } from './jobs-for.js';

/** Somebody has to decide: the card for the channel, and a message to each who may. */
export const onRequestCreated: Flow<'request.created'> = async (tx, { requestId }, { now }) =>
  jobsFor([...(await postApprovalCard(tx, requestId, now)), ...(await askDeciders(tx, requestId, now))], now);
