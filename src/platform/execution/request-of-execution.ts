import type { Transaction } from '../db/in-transaction.js';

/** The request that an execution carries out; null where there is no such execution. */
export const requestOfExecution = async (tx: Transaction, executionId: string): Promise<string | null> =>
  (await tx.execution.findUnique({ where: { id: executionId }, select: { requestId: true } }))?.requestId ??
  null;
