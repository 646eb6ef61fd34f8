import { z } from 'zod';
import type { Database } from '../../../platform/db/client.js';
import { readExecution } from '../../../platform/execution/read-execution.js';
import { namesOf } from '../../access/member-store.js';
import { currentStep } from '../../approvals/judge.js';
import { readRequest, type StoredRequest } from '../../approvals/request-store.js';
import { readRefunds } from '../../finance/payout-store.js';
import { orderHeadView } from '../order-head-view.js';
import { orderById } from '../order-store.js';
import { refundView } from '../payouts/refund-view.js';
import type { RequestView, StepView } from '../views.js';
import { readCancellation } from './cancellation-store.js';
import type { Change } from './what-changed.js';

/**
 * A cancellation request as its messages show it, without regard to who looks: for channels that are authorised, and for
 * people who were asked. Null where there is no such request. The version is read first, so that what is shown is never
 * older than the version says.
 */
export const readRequestView = async (db: Database, requestId: string): Promise<RequestView | null> => {
  const request = await readRequest(db.prisma, requestId);
  const cancellation = request === null ? null : await readCancellation(db.prisma, requestId);
  const order = request === null ? null : await orderById(db.prisma, request.subjectId);
  if (request === null || cancellation === null || order === null) return null;
  const execution = await readExecution(db, requestId);
  const refunds = execution === null ? [] : await readRefunds(db.prisma, { executionId: execution.id });
  const names = await namesOf(
    db.prisma,
    refunds.flatMap(({ attempts }) => attempts.flatMap(({ endedById }) => endedById ?? [])),
  );
  return {
    requestId,
    version: request.version,
    state: request.state,
    hash12: request.planHash.slice(0, 12),
    createdAt: request.createdAt,
    closedAt: request.closedAt,
    previousId: request.previousId,
    requester: {
      memberId: request.requestedBy.id,
      name: request.requestedBy.name,
      slackUserId: request.requestedBy.slackUserId,
      locale: request.requestedBy.locale,
    },
    order: orderHeadView(order),
    plan: cancellation.plan,
    choices: cancellation.choices,
    steps: request.steps.map((step) => stepView(request, step)),
    ended: endedView(request),
    execution:
      execution === null
        ? null
        : { executionId: execution.id, state: execution.state, steps: execution.steps },
    refunds: refunds.map((refund) => refundView(refund, names)),
    customerHasMail: Boolean(order.customer?.email),
  };
};

const stepView = (request: StoredRequest, step: StoredRequest['steps'][number]): StepView => {
  const { decision } = step;
  const turn = currentStep(request)?.id === step.id;
  const open = request.state === 'pending';
  return {
    position: step.position,
    role: step.role === 'manager' ? 'manager' : 'finance',
    state: decision?.verdict ?? (open ? (turn ? 'current' : 'waiting') : 'not-reached'),
    by: decision?.member.name ?? null,
    at: decision?.decidedAt ?? null,
    reason: decision?.reason ?? null,
  };
};

const Ended = z.discriminatedUnion('code', [
  // Written by decide-cancellation as the type Change; its parts are only shown.
  z.object({
    code: z.literal('stale'),
    changes: z.array(z.custom<Change>((value) => typeof value === 'object')),
  }),
  z.object({ code: z.literal('withdrawn'), by: z.string() }),
]);

const endedView = (request: StoredRequest): RequestView['ended'] =>
  request.ended === null ? null : Ended.parse(request.ended);
