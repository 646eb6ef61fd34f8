import { system } from '../../../kernel/actor.js';
import { Failure } from '../../../kernel/errors.js';
import type { Transaction } from '../../../platform/db/in-transaction.js';
import { lockRequest, moveRequest } from '../../approvals/request-store.js';
import { recordAudit } from '../../audit/audit-store.js';
import { lockOrder, writeCancelled } from '../order-store.js';

/**
 * The closing step: the order becomes cancelled with every open piece of its lines, and the request is done. Runs when
 * stock and books have their receipts; what they wrote is named in the audit line (C5). It does not wait for a payout.
 */
export const settleCancellation = async (
  tx: Transaction,
  about: {
    readonly executionId: string;
    readonly requestId: string;
    readonly orderId: string;
    readonly now: Date;
    readonly movementIds: readonly string[];
    readonly refundIds: readonly string[];
  },
): Promise<{ readonly cancelledPieces: number }> => {
  const { executionId, requestId, orderId, now } = about;
  const order = await lockOrder(tx, orderId);
  const request = await lockRequest(tx, requestId);
  if (order === null || request === null) {
    throw new Failure('settle-without-order', `order ${orderId} or request ${requestId} is gone`, {
      retryable: false,
    });
  }
  await writeCancelled(tx, { id: orderId, now });
  if (!(await moveRequest(tx, request, 'finish', { now }))) {
    throw new Failure('settle-out-of-turn', `request ${requestId} is ${request.state}`, { retryable: false });
  }
  const cancelledPieces = order.lines.reduce(
    (total, line) => total + line.quantity - line.fulfilled - line.cancelled,
    0,
  );
  await recordAudit(tx, {
    actor: system('worker'),
    action: 'order.cancelled',
    outcome: 'done',
    subjectType: 'order',
    subjectId: orderId,
    requestId,
    at: now,
    details: {
      executionId,
      planHash: request.planHash,
      askedBy: request.requestedById,
      approvedBy: request.steps.flatMap((step) => step.decision?.memberId ?? []),
      before: { status: order.status, openPieces: cancelledPieces },
      after: { status: 'cancelled', openPieces: 0 },
      movementIds: [...about.movementIds],
      refundIds: [...about.refundIds],
    },
  });
  return { cancelledPieces };
};
