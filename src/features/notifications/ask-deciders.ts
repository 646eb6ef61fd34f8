import type { Transaction } from '../../platform/db/in-transaction.js';
import { decidersFor } from '../access/deciders.js';
import { currentStep } from '../approvals/judge.js';
import { readRequest } from '../approvals/request-store.js';
import { orderById } from '../orders/order-store.js';
import { createDeliveries } from './create-deliveries.js';
import type { StoredDelivery } from './delivery-store.js';

/**
 * Asks the people who may decide the step whose turn it is, each by direct message: never the requester nor whoever
 * decided an earlier step. Nobody is asked when the request is no longer pending.
 */
export const askDeciders = async (
  tx: Transaction,
  requestId: string,
  now: Date,
): Promise<StoredDelivery[]> => {
  const request = await readRequest(tx, requestId);
  const step = request === null ? undefined : currentStep(request);
  if (request === null || step === undefined || request.state !== 'pending') return [];
  const order = await orderById(tx, request.subjectId);
  const earlier = request.steps.flatMap(({ decision }) => (decision === null ? [] : [decision.memberId]));
  const deciders = await decidersFor(tx, {
    role: step.role,
    department: order?.owner.department ?? request.requestedBy.department,
    except: [request.requestedById, ...earlier],
  });
  return createDeliveries(
    tx,
    deciders.map(({ memberId }) => ({
      kind: 'decision-request',
      payload: { position: step.position },
      recipient: { to: 'member', memberId },
      fact: `step-open:${step.position}`,
      requestId,
    })),
    now,
  );
};
