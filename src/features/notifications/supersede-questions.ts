import type { Transaction } from '../../platform/db/in-transaction.js';
import { currentStep } from '../approvals/judge.js';
import { readRequest } from '../approvals/request-store.js';
import { deliveriesOfRequest, supersedePending } from './delivery-store.js';

/**
 * Questions about steps whose turn it no longer is are not put any more, unless they are under way: such a one arrives
 * and is then drawn as decided.
 */
export const supersedeQuestions = async (tx: Transaction, requestId: string): Promise<void> => {
  const request = await readRequest(tx, requestId);
  const open = request?.state === 'pending' ? currentStep(request)?.position : undefined;
  const past = (await deliveriesOfRequest(tx, requestId)).filter(
    (delivery) => delivery.kind === 'decision-request' && delivery.payload.position !== open,
  );
  await supersedePending(
    tx,
    past.map(({ id }) => id),
  );
};
