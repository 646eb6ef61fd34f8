import type { Transaction } from '../../platform/db/in-transaction.js';
import { touchRequest } from '../approvals/request-store.js';
import { createDeliveries } from './create-deliveries.js';
import { deliveriesOfRequest, replacePayload, type StoredDelivery } from './delivery-store.js';

/** Steps done within this time share one post, ms. */
export const STEP_POST_WINDOW = 2_000;

type StepPost = StoredDelivery & { readonly kind: 'ops-step' };

/**
 * Tells the request's thread that a step is done, in the post that is waiting if there is one, and has the cards drawn
 * again. A step that was told already changes nothing. The caller holds the lock on the execution's row, so that two steps done at the same moment
 * see each other. Answers the post when it is new.
 */
export const tellStepDone = async (
  tx: Transaction,
  done: { readonly requestId: string; readonly executionId: string; readonly step: string },
  now: Date,
): Promise<StoredDelivery[]> => {
  const posts = (await deliveriesOfRequest(tx, done.requestId)).filter(
    (delivery): delivery is StepPost =>
      delivery.kind === 'ops-step' && delivery.payload.executionId === done.executionId,
  );
  if (posts.some(({ payload }) => payload.steps.includes(done.step))) return [];
  await touchRequest(tx, done.requestId);
  for (const post of posts.filter(({ nextAttemptAt }) => nextAttemptAt > now)) {
    const payload = { executionId: done.executionId, steps: [...post.payload.steps, done.step] };
    if (await replacePayload(tx, post.id, { kind: 'ops-step', payload })) return [];
  }
  return createDeliveries(
    tx,
    [
      {
        kind: 'ops-step',
        payload: { executionId: done.executionId, steps: [done.step] },
        recipient: { to: 'channel', purpose: 'order-ops' },
        fact: `step.done:${done.step}`,
        requestId: done.requestId,
        notBefore: new Date(now.getTime() + STEP_POST_WINDOW),
      },
    ],
    now,
  );
};
