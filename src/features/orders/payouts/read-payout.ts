import type { MemberActor } from '../../../kernel/actor.js';
import { done, type Result, refused } from '../../../kernel/result.js';
import type { Database } from '../../../platform/db/client.js';
import { requestsOfExecutions } from '../../../platform/execution/requests-of-executions.js';
import { membersOfOnePerson, namesOf } from '../../access/member-store.js';
import { readRequest } from '../../approvals/request-store.js';
import { readRefund } from '../../finance/payout-store.js';
import { orderHeadView } from '../order-head-view.js';
import { orderById } from '../order-store.js';
import type { OrderHeadView, RefundView } from '../views.js';
import { type PayoutRefusal, type PayoutWord, whyNotNow } from './end-payout.js';
import { refundView } from './refund-view.js';

/** A refund for somebody who is about to say what became of it, or why they cannot; refused as it would be recorded. */
export const readPayout = async (
  db: Database,
  ask: {
    readonly actor: MemberActor;
    readonly refundId: string;
    readonly attempt: number | undefined;
    readonly kind: PayoutWord['kind'];
  },
): Promise<Result<{ order: OrderHeadView; refund: RefundView }, PayoutRefusal>> => {
  const refund = await readRefund(db.prisma, ask.refundId);
  if (refund === null) return refused({ code: 'refund-not-found' });
  const requestId = (await requestsOfExecutions(db, [refund.executionId])).get(refund.executionId);
  const request = requestId === undefined ? null : await readRequest(db.prisma, requestId);
  const order = await orderById(db.prisma, refund.orderId);
  if (request === null || order === null) return refused({ code: 'refund-not-found' });
  const oneself = await membersOfOnePerson(db.prisma, ask.actor.memberId);
  const refusal = whyNotNow(refund, request.requestedById, { ...ask, oneself });
  if (refusal !== null) return refused(refusal);
  const names = await namesOf(
    db.prisma,
    refund.attempts.flatMap(({ endedById }) => endedById ?? []),
  );
  return done({ order: orderHeadView(order), refund: refundView(refund, names) });
};
