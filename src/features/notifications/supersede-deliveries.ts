import type { Transaction } from '../../platform/db/in-transaction.js';
import { supersedePending } from './delivery-store.js';

/**
 * Nobody needs to be asked any more: questions that were not yet sent are not sent. One that is under way arrives and
 * is then drawn as decided.
 */
export const supersedeQuestions = async (tx: Transaction, requestId: string): Promise<void> =>
  supersedePending(tx, { requestId, kinds: ['decision-request'] });
