import { done, type Result, refused } from '../../kernel/result.js';
import type { Transaction } from '../db/in-transaction.js';
import { appendEvent } from '../outbox/append-event.js';
import type { StepJob } from '../queue/jobs.js';
import { lockExecution } from './lock-execution.js';

/** Why a step cannot be tried again: it does not exist, or it is not the one that is stuck. */
export type RetryRefusal =
  | { readonly code: 'step-unknown' }
  | { readonly code: 'step-not-parked'; readonly state: 'owed' | 'done' };

/**
 * Makes a parked step owed again, in a new generation, and appends `step.retried`; the execution is open again when no
 * other step is parked. Of two who press Retry at once the second is refused with `step-not-parked`.
 */
export const retryStep = async (
  tx: Transaction,
  { executionId, step }: { executionId: string; step: string },
): Promise<Result<StepJob, RetryRefusal>> => {
  const execution = await lockExecution(tx, executionId);
  if (execution === null) return refused({ code: 'step-unknown' });
  const steps = await tx.executionStep.findMany({ where: { executionId } });
  const own = steps.find((candidate) => candidate.step === step);
  if (own === undefined) return refused({ code: 'step-unknown' });
  if (own.state !== 'attention') return refused({ code: 'step-not-parked', state: own.state });

  const generation = own.generation + 1;
  await tx.executionStep.update({
    where: { executionId_step: { executionId, step } },
    data: { state: 'owed', generation, attempts: 0 },
    select: { step: true },
  });
  const otherParked = steps.some((other) => other.step !== step && other.state === 'attention');
  if (!otherParked) {
    await tx.execution.update({ where: { id: executionId }, data: { state: 'open' }, select: { id: true } });
  }
  const { requestId, orderId } = execution;
  await appendEvent(tx, 'step.retried', { requestId, orderId, executionId, step });
  return done({ kind: 'step', executionId, step, generation });
};
