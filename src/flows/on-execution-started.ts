import { openThread } from '../features/notifications/open-thread.js';
import { supersedeQuestions } from '../features/notifications/supersede-questions.js';
import { owedStepsOf } from '../platform/execution/owed-steps.js';
import type { Flow } from '../platform/outbox/relay-next-event.js';
import { jobsFor } from './jobs-for.js';

/** Decided: the steps begin, operations get their thread, and the cards show who approved. */
export const onExecutionStarted: Flow<'execution.started'> = async (
  tx,
  { requestId, executionId },
  { now },
) => {
  const steps = await owedStepsOf(tx, executionId);
  await supersedeQuestions(tx, requestId);
  const thread = await openThread(tx, requestId, now);
  return [...steps, ...jobsFor(thread, now), { kind: 'refresh', requestId }];
};
