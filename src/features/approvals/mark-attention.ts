import type { Transaction } from '../../platform/db/in-transaction.js';
import { lockRequest, moveRequest } from './request-store.js';

/** Somebody has to look at the carrying out of an approved request; changes nothing in any other state. */
export const markAttention = async (tx: Transaction, requestId: string, now: Date): Promise<void> => {
  const request = await lockRequest(tx, requestId);
  if (request !== null) await moveRequest(tx, request, 'need-attention', { now });
};
