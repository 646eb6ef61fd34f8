import { tellRequester } from '../features/notifications/tell-requester.js';
import { tellStepDone } from '../features/notifications/tell-step-done.js';
import { writeToCustomer } from '../features/notifications/write-to-customer.js';
import { CLOSING_STEP } from '../platform/execution/closing-step.js';
import { lockExecution } from '../platform/execution/lock-execution.js';
import type { Flow } from '../platform/outbox/relay-next-event.js';
import { jobsFor } from './jobs-for.js';

/** The order is cancelled: operations, the requester and, where that was asked for, the customer are told. */
export const onExecutionSettled: Flow<'execution.settled'> = async (
  tx,
  { requestId, executionId },
  { now },
) => {
  await lockExecution(tx, executionId);
  const told = [
    ...(await tellStepDone(tx, { requestId, executionId, step: CLOSING_STEP }, now)),
    ...(await tellRequester(tx, { requestId, news: { what: 'done' } }, now)),
    ...(await writeToCustomer(tx, requestId, now)),
  ];
  return [...jobsFor(told, now), { kind: 'refresh', requestId }];
};
