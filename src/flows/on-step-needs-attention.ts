import { markAttention } from '../features/approvals/mark-attention.js';
import { tellAttention } from '../features/notifications/tell-attention.js';
import { readExecution } from '../platform/execution/read-execution.js';
import type { Flow } from '../platform/outbox/relay-next-event.js';
import { jobsFor } from './jobs-for.js';

/** A step is set aside: the request says so, operations get it with Retry, and the requester is told. */
export const onStepNeedsAttention: Flow<'step.needs-attention'> = async (
  tx,
  { requestId, executionId, step },
  { eventId, now },
) => {
  const execution = await readExecution(tx, requestId);
  // Somebody may have retried it, and it may be done, before this is followed up.
  if (execution?.steps.find((own) => own.step === step)?.state !== 'attention') return [];
  await markAttention(tx, requestId, now);
  const told = await tellAttention(tx, { requestId, executionId, step, eventId }, now);
  return [...jobsFor(told, now), { kind: 'refresh', requestId }];
};
