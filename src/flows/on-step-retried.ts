import { redrawCards } from '../features/notifications/redraw-cards.js';
import { owedStepsOf } from '../platform/execution/owed-steps.js';
import type { Flow } from '../platform/outbox/relay-next-event.js';

/** Somebody pressed Retry: the step is worked on again, and the button goes. */
export const onStepRetried: Flow<'step.retried'> = async (tx, { requestId, executionId }) => {
  const steps = await owedStepsOf(tx, executionId);
  await redrawCards(tx, requestId);
  return [...steps, { kind: 'refresh', requestId }];
};
