import { Failure } from '../../../kernel/errors.js';
import type { Transaction } from '../../../platform/db/in-transaction.js';
import { readCancellation, type StoredCancellation } from './cancellation-store.js';

/** What the steps of an execution carry out: the plan as it was frozen and approved. Throws when there is none. */
export const approvedPlan = async (tx: Transaction, requestId: string): Promise<StoredCancellation> => {
  const cancellation = await readCancellation(tx, requestId);
  if (cancellation !== null) return cancellation;
  throw new Failure('no-plan', `request ${requestId} has no frozen plan`, { retryable: false });
};
