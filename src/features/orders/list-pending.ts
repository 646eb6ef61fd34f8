import type { MemberActor } from '../../kernel/actor.js';
import type { Database } from '../../platform/db/client.js';
import { parkedSteps } from '../../platform/execution/parked-steps.js';
import { membersOfOnePerson } from '../access/member-store.js';
import { visibleOrders } from '../access/visible-orders.js';
import { readRequests, type StoredRequest } from '../approvals/request-store.js';
import { thawPlan } from './cancel/frozen-plan.js';
import { orderHeadView } from './order-head-view.js';
import { openCancellations } from './order-store.js';
import { waitsFor } from './read-order.js';
import { requestTodo } from './request-todo.js';
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
  const oneself = await membersOfOnePerson(db.prisma, actor.memberId);
  const sorts = [
    { askedBy: oneself },
    { waitingFor: actor.roles, notAskedBy: oneself },
    { all: true },
  ] as const;
  const found = await Promise.all(sorts.map((which) => openCancellations(db.prisma, scope, which, most)));
  const cancellations = new Map(found.flat().map((one) => [one.requestId, one]));
  const requests = await readRequests(db.prisma, [...cancellations.keys()]);
  const parked = await parkedSteps(
    db,
    requests.filter(({ state }) => state === 'attention').map(({ id }) => id),
  );
  return requests
    .flatMap((request) => {
      const one = cancellations.get(request.id);
      if (one === undefined) return [];
      const todo = requestTodo(request, { actor, oneself }, parked);
      const { plan: frozen, order, ...choices } = one;
      const plan = thawPlan(frozen);
      const about = { order: orderHeadView(order), amount: plan.openTotal, plan, choices, todo };
      return [pendingView(request, about, oneself)];
    })
    .sort((a, b) => Number(b.mine) - Number(a.mine) || Number(b.own) - Number(a.own));
};

const pendingView = (
  request: StoredRequest,
  about: Pick<PendingView, 'order' | 'amount' | 'plan' | 'choices' | 'todo'>,
  oneself: readonly string[],
): PendingView => ({
  requestId: request.id,
  state: request.state,
  ...about,
  requestedBy: request.requestedBy.name,
  own: oneself.includes(request.requestedById),
  since: request.createdAt,
  waitsFor: waitsFor(request),
  mine: about.todo.decide !== null,
});
