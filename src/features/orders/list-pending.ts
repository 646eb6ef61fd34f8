import type { MemberActor } from '../../kernel/actor.js';
import type { Database } from '../../platform/db/client.js';
import { visibleOrders } from '../access/visible-orders.js';
import { currentStep, judge } from '../approvals/judge.js';
import { readRequests, type StoredRequest } from '../approvals/request-store.js';
import { orderHeadView } from './order-head-view.js';
import { openCancellations } from './order-store.js';
import { waitsFor } from './read-order.js';
import type { PendingView } from './views.js';

const MOST = 200;

/**
 * Open requests on orders that the person may see: those they may decide first, then their own, then the oldest. At most
 * `most` of each, so that however many are open, nobody's own and nothing that waits for them is pushed out.
 */
export const listPending = async (
  db: Database,
  actor: MemberActor,
  { most = MOST }: { readonly most?: number } = {},
): Promise<readonly PendingView[]> => {
  const scope = visibleOrders(actor);
  const found = await Promise.all(
    [{ askedBy: actor.memberId }, { waitingFor: actor.roles }, { all: true } as const].map((which) =>
      openCancellations(db.prisma, scope, which, most),
    ),
  );
  const heads = new Map(found.flat().map(({ requestId, order }) => [requestId, orderHeadView(order)]));
  const requests = await readRequests(db.prisma, [...heads.keys()]);
  return requests
    .flatMap((request) => {
      const order = heads.get(request.id);
      return order === undefined ? [] : [pendingView(request, order, actor)];
    })
    .sort((a, b) => Number(b.mine) - Number(a.mine) || Number(b.own) - Number(a.own));
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
