import { never } from '../../kernel/errors.js';
import type { Transaction } from '../../platform/db/in-transaction.js';
import { readExecution } from '../../platform/execution/read-execution.js';
import { currentStep } from '../approvals/judge.js';
import { readRequest } from '../approvals/request-store.js';
import { isOpen } from '../approvals/transitions.js';
import { readRefunds } from '../finance/payout-store.js';
import { refundState } from '../finance/refund-state.js';
import { deliveryById, reopenSent, type StoredDelivery } from './delivery-store.js';
import { forgetMessage, type PostedMessage } from './message-ref-store.js';

/**
 * Somebody deleted a message that would be drawn again: it is forgotten, and posted anew where somebody still has
 * something to do by it. Does nothing when the lease on its drawing ran out: whoever has it now sees to it.
 */
export const replaceGone = async (
  tx: Transaction,
  message: PostedMessage,
  lease: { readonly leaseUntil: Date; readonly now: Date },
): Promise<void> => {
  const delivery = await deliveryById(tx, message.deliveryId);
  const wanted = delivery !== null && (await isWanted(tx, { ...delivery, requestId: message.requestId }));
  if (wanted && !(await reopenSent(tx, { id: delivery.id, ...lease }))) return;
  await forgetMessage(tx, message.id);
};

const isWanted = async (
  tx: Transaction,
  delivery: StoredDelivery & { readonly requestId: string },
): Promise<boolean> => {
  const request = await readRequest(tx, delivery.requestId);
  if (request === null) return false;
  const execution = await readExecution(tx, request.id);
  const refunds = execution === null ? [] : await readRefunds(tx, { executionId: execution.id });
  const unpaid = refunds.some((refund) => refundState(refund) !== 'paid');
  switch (delivery.kind) {
    case 'approval-card':
      return isOpen(request.state);
    case 'decision-request':
      return request.state === 'pending' && currentStep(request)?.position === delivery.payload.position;
    case 'ops-thread':
      return isOpen(request.state) || unpaid;
    case 'ops-attention': {
      const { step } = delivery.payload;
      return execution?.steps.some((one) => one.step === step && one.state === 'attention') === true;
    }
    case 'payout-card':
    case 'payout-request':
      return unpaid;
    // These are never drawn again, so nobody finds them gone.
    case 'ops-step':
    case 'ops-refund':
    case 'ops-delivery':
    case 'requester-outcome':
    case 'customer-mail':
      return false;
    default:
      return never(delivery);
  }
};
