import type { Transaction } from '../db/in-transaction.js';

/** The execution that a step belongs to, as its effect sees it. */
export interface ExecutionHead {
  readonly id: string;
  readonly requestId: string;
  readonly orderId: string;
  readonly action: string;
  readonly state: 'open' | 'attention' | 'settled';
}

/**
 * Locks the execution's row until the transaction ends; null when there is none. Whoever works on an execution takes
 * this lock first, before the order's, so that two of them wait for one another instead of deadlocking.
 * It also names the execution to the database, which lets nobody else change the order meanwhile (C2).
 */
export const lockExecution = async (tx: Transaction, executionId: string): Promise<ExecutionHead | null> => {
  const rows = await tx.$queryRaw<ExecutionHead[]>`
    SELECT id, request_id AS "requestId", subject_id AS "orderId", action, state::text AS state,
           set_config('countermand.execution', id::text, true) AS named
    FROM execution WHERE id = ${executionId}::uuid FOR UPDATE`;
  const head = rows[0];
  return head === undefined
    ? null
    : {
        id: head.id,
        requestId: head.requestId,
        orderId: head.orderId,
        action: head.action,
        state: head.state,
      };
};
