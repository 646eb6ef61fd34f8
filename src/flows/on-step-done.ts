import { askForPayout } from '../features/notifications/ask-for-payout.js';
import { tellStepDone } from '../features/notifications/tell-step-done.js';
import { owedStepsOf } from '../platform/execution/owed-steps.js';
import type { Flow } from '../platform/outbox/relay-next-event.js';
import { jobsFor } from './jobs-for.js';

/** One step has its receipt: it is told, money that is owed is asked for, and whoever comes last starts the settling. */
export const onStepDone: Flow<'step.done'> = async (tx, { requestId, executionId, step }, { now }) => {
  // Takes the lock on the execution first: of two steps done at once, one sees that all are done.
  const steps = await owedStepsOf(tx, executionId);
  const told = await tellStepDone(tx, { requestId, executionId, step }, now);
  const asked = step === 'finance' ? await askForPayout(tx, { requestId, executionId }, now) : [];
  return [...steps, ...jobsFor([...told, ...asked], now), { kind: 'refresh', requestId }];
};
