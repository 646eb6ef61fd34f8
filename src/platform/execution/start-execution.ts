import { newId } from '../../kernel/ids.js';
import type { Transaction } from '../db/in-transaction.js';
import { appendEvent } from '../outbox/append-event.js';

interface NewExecution {
  readonly requestId: string;
  readonly orderId: string;
  /** The request's own action; the database refuses another. */
  readonly action: string;
  readonly steps: readonly string[];
}

/**
 * Opens the carrying out of a request and says so (`execution.started`), in the transaction that approved it; gives
 * back its id. The database throws when the request is not approved (A10) or the order has an unsettled execution.
 */
export const startExecution = async (
  tx: Transaction,
  { requestId, orderId, action, steps }: NewExecution,
): Promise<string> => {
  const id = newId();
  await tx.execution.create({
    data: { id, requestId, subjectType: 'order', subjectId: orderId, action },
    select: { id: true },
  });
  await tx.executionStep.createMany({ data: steps.map((step) => ({ executionId: id, step })) });
  await appendEvent(tx, 'execution.started', { requestId, orderId, executionId: id });
  return id;
};
