import { askDeciders } from '../features/notifications/ask-deciders.js';
import { supersedeQuestions } from '../features/notifications/supersede-questions.js';
import type { Flow } from '../platform/outbox/relay-next-event.js';
import { jobsFor } from './jobs-for.js';

/** The next step's turn: its deciders are asked, those of the last one no more, and the cards show who approved. */
export const onRequestStepApproved: Flow<'request.step-approved'> = async (tx, { requestId }, { now }) => {
  await supersedeQuestions(tx, requestId);
  const asked = await askDeciders(tx, requestId, now);
  return [...jobsFor(asked, now), { kind: 'refresh', requestId }];
};
