import type { Flows } from '../platform/outbox/relay-next-event.js';
import { onExecutionSettled } from './on-execution-settled.js';
import { onExecutionStarted } from './on-execution-started.js';
import { onRefundFailed, onRefundPaid, onRefundReopened } from './on-refund.js';
import { onRequestRejected, onRequestStale, onRequestWithdrawn } from './on-request-closed.js';
import { onRequestCreated } from './on-request-created.js';
import { onRequestStepApproved } from './on-request-step-approved.js';
import { onStepDone } from './on-step-done.js';
import { onStepNeedsAttention } from './on-step-needs-attention.js';
import { onStepRetried } from './on-step-retried.js';

/** What follows each fact. */
export const flows: Flows = {
  'request.created': onRequestCreated,
  'request.step-approved': onRequestStepApproved,
  'execution.started': onExecutionStarted,
  'request.rejected': onRequestRejected,
  'request.withdrawn': onRequestWithdrawn,
  'request.stale': onRequestStale,
  'step.done': onStepDone,
  'step.needs-attention': onStepNeedsAttention,
  'step.retried': onStepRetried,
  'execution.settled': onExecutionSettled,
  'refund.paid': onRefundPaid,
  'refund.failed': onRefundFailed,
  'refund.reopened': onRefundReopened,
};
