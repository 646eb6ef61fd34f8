/** Steps of a cancellation's execution. `settle` runs when both others have their receipts. */
export const CANCELLATION_STEPS = ['stock', 'finance', 'settle'] as const;
export type CancellationStep = (typeof CANCELLATION_STEPS)[number];

interface AboutRequest {
  readonly requestId: string;
  readonly orderId: string;
}

interface AboutExecution extends AboutRequest {
  readonly executionId: string;
}

/** Facts that others follow up. Each is appended to the outbox in the transaction that makes it true; src/flows answers each. */
export interface Events {
  /** Asked for; somebody has to decide (otherwise `execution.started` comes at once). */
  'request.created': AboutRequest;
  /** One step was approved and another is next. */
  'request.step-approved': AboutRequest;
  /** The last step was approved, or nobody had to decide: the execution is open and its steps are owed. */
  'execution.started': AboutExecution;
  'request.rejected': AboutRequest;
  'request.withdrawn': AboutRequest;
  /** The order is no longer as it was when the plan was made. */
  'request.stale': AboutRequest;
  /** A step has its receipt. */
  'step.done': AboutExecution & { readonly step: string };
  /** A step failed for good or too often; somebody has to look. */
  'step.needs-attention': AboutExecution & { readonly step: string };
  /** Somebody pressed Retry. */
  'step.retried': AboutExecution & { readonly step: string };
  /** The order is cancelled. */
  'execution.settled': AboutExecution;
  'refund.paid': AboutExecution & { readonly refundId: string };
  /** `attempt`: which try failed, from 1; events of an earlier version do not say. */
  'refund.failed': AboutExecution & { readonly refundId: string; readonly attempt?: number };
  /** Finance will try again: a new attempt is open. */
  'refund.reopened': AboutExecution & { readonly refundId: string };
}

export type EventType = keyof Events;

/** One event with its payload, as it travels. */
export type AppEvent = { [T in EventType]: { readonly type: T; readonly payload: Events[T] } }[EventType];
