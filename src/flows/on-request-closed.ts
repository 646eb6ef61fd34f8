import { supersedeQuestions } from '../features/notifications/supersede-questions.js';
import { tellRequester } from '../features/notifications/tell-requester.js';
import type { Flow } from '../platform/outbox/relay-next-event.js';
import { jobsFor } from './jobs-for.js';

/** Nothing will be cancelled: nobody is asked any more, the cards say so, and the requester is told and can ask again. */
const closed =
  (what: 'rejected' | 'stale'): Flow<'request.rejected' | 'request.stale'> =>
  async (tx, { requestId }, { now }) => {
    await supersedeQuestions(tx, requestId);
    const told = await tellRequester(tx, { requestId, news: { what } }, now);
    return [...jobsFor(told, now), { kind: 'refresh', requestId }];
  };

export const onRequestRejected = closed('rejected');
export const onRequestStale = closed('stale');

/** The requester knows: only the cards and the deciders' messages are drawn again. */
export const onRequestWithdrawn: Flow<'request.withdrawn'> = async (tx, { requestId }) => {
  await supersedeQuestions(tx, requestId);
  return [{ kind: 'refresh', requestId }];
};
