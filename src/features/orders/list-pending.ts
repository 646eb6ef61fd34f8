import type { MemberActor } from '../../kernel/actor.js';
import type { Database } from '../../platform/db/client.js';
import { visibleOrders } from '../access/visible-orders.js';
import { currentStep, judge } from '../approvals/judge.js';
import { listOpenRequests, type StoredRequest } from '../approvals/request-store.js';
import { orderHeadView } from './order-head-view.js';
import { orderHeads } from './order-store.js';
import { waitsFor } from './read-order.js';
import type { PendingView } from './views.js';

const MOST = 200;

/** Open requests on orders that the person may see, those they may decide first, then the oldest. */
export const listPending = async (db: Database, actor: MemberActor): Promise<readonly PendingView[]> => {
  const requests = await listOpenRequests(db.prisma, MOST);
  const heads = await orderHeads(
    db.prisma,
    visibleOrders(actor),
    requests.map((request) => request.subjectId),
  );
  const byId = new Map(heads.map((head) => [head.id, orderHeadView(head)]));
  return requests
    .flatMap((request) => {
      const order = byId.get(request.subjectId);
      return order === undefined ? [] : [pendingView(request, order, actor)];
    })
    .sort((a, b) => Number(b.mine) - Number(a.mine));
};

const pendingView = (
  request: StoredRequest,
  order: PendingView['order'],
  actor: MemberActor,
): PendingView => {
  const hash12 = request.planHash.slice(0, 12);
  const position = request.state === 'pending' ? (currentStep(request)?.position ?? null) : null;
  return {
    requestId: request.id,
    state: request.state,
    order,
    requestedBy: request.requestedBy.name,
    own: request.requestedById === actor.memberId,
    since: request.createdAt,
    waitsFor: waitsFor(request),
    mine: position !== null && judge(request, actor, { position, hash12 }).ok,
    hash12,
    position,
  };
};
