import type { MemberActor } from '../../../kernel/actor.js';
import { done, type Result, refused } from '../../../kernel/result.js';
import type { Database } from '../../../platform/db/client.js';
import { visibleOrders } from '../../access/visible-orders.js';
import type { PaidIn } from '../../finance/split-refunds.js';
import { orderByNumber, type StoredOrder } from '../order-store.js';
import type { CancellationFacts } from './facts.js';
import type { Blocker, CancellationPlan } from './plan.js';
import { planCancellation } from './plan-cancellation.js';
import { planHash } from './plan-hash.js';
import { type PlanningContext, readCancellationFacts } from './read-facts.js';

/** What cancelling would do, for the person who asks; nothing is written. */
export interface CancellationPreview {
  readonly plan: CancellationPlan;
  readonly hash: string;
  /** What the plan's claims are on. */
  readonly payments: readonly PaidIn[];
  readonly customer: {
    readonly name: string;
    readonly email: string | null;
    readonly country: string | null;
  } | null;
  readonly ownerName: string;
}

/** Plans the cancellation of a whole order as it stands now, or names every blocker at once. */
export const previewCancellation = async (
  db: Database,
  ask: {
    readonly actor: MemberActor;
    readonly number: string;
    readonly choices: CancellationFacts['choices'];
  },
  context: PlanningContext,
): Promise<Result<CancellationPreview, Blocker>> => {
  const order = await orderByNumber(db.prisma, visibleOrders(ask.actor), ask.number);
  if (order === null) return refused({ code: 'order-not-found', number: ask.number });
  const facts = await readCancellationFacts(
    db.prisma,
    order,
    { requester: ask.actor, choices: ask.choices },
    context,
  );
  const planned = planCancellation(facts);
  if (!planned.ok) return refused(...planned.blockers);
  const { plan } = planned;
  return done({ plan, hash: planHash(plan), payments: facts.payments, ...aboutParty(order) });
};

const aboutParty = ({ customer, owner }: StoredOrder) => ({
  customer:
    customer === null ? null : { name: customer.name, email: customer.email, country: customer.country },
  ownerName: owner.name,
});
