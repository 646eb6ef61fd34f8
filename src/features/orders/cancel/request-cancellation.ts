import type { MemberActor } from '../../../kernel/actor.js';
import { localDay } from '../../../kernel/clock.js';
import { CANCELLATION_STEPS } from '../../../kernel/events.js';
import { newId } from '../../../kernel/ids.js';
import { done, type Result, refused } from '../../../kernel/result.js';
import type { Database } from '../../../platform/db/client.js';
import { inTransaction, type Transaction } from '../../../platform/db/in-transaction.js';
import { startExecution } from '../../../platform/execution/start-execution.js';
import { appendEvent } from '../../../platform/outbox/append-event.js';
import { memberById } from '../../access/member-store.js';
import { visibleOrders } from '../../access/visible-orders.js';
import { POLICY_VERSION } from '../../approvals/policy.js';
import { insertRequest, moveRequest, readRequest, readRequestByKey } from '../../approvals/request-store.js';
import { recordAudit, refuseOnRecord } from '../../audit/audit-store.js';
import { lockOrder, orderIdByNumber } from '../order-store.js';
import { insertCancellation } from './cancellation-store.js';
import { type CancellationChoices, type ChoiceRefusal, checkChoices } from './choices.js';
import type { Blocker, CancellationPlan } from './plan.js';
import { planCancellation } from './plan-cancellation.js';
import { planHash } from './plan-hash.js';
import { type PlanningContext, readCancellationFacts } from './read-facts.js';

export interface CancellationAsk {
  readonly actor: MemberActor;
  readonly number: string;
  readonly choices: CancellationChoices;
  /** The hash of the plan that the person saw and confirmed. */
  readonly shownHash: string;
  /** One for one conversation (Slack's root view id): a second submit finds the first one's request (K5). */
  readonly idempotencyKey: string;
  /** The earlier request that is asked again. */
  readonly previousId: string | null;
}

export type RequestRefusal =
  | Blocker
  | ChoiceRefusal
  | { readonly code: 'member-inactive' }
  /** The order has changed since the person saw the plan; nothing was asked for. */
  | { readonly code: 'plan-changed'; readonly plan: CancellationPlan; readonly hash: string };

export interface Requested {
  readonly requestId: string;
  readonly orderId: string;
  readonly state: 'pending' | 'approved';
  /** The same submit had been received before; nothing new was written. */
  readonly repeated: boolean;
}

/** Asks for the cancellation of a whole order: freezes the plan, and lets it be carried out at once where nobody has to decide. */
export const requestCancellation = (
  db: Database,
  ask: CancellationAsk,
  context: PlanningContext,
): Promise<Result<Requested, RequestRefusal>> =>
  inTransaction(db, async (tx) => {
    const actor = await memberById(tx, ask.actor.memberId);
    const about = {
      actor: actor ?? ask.actor,
      action: 'cancellation.requested',
      subjectType: 'order' as const,
      at: context.clock.now(),
    };
    if (actor === null || !actor.active) return refuseOnRecord(tx, about, { code: 'member-inactive' });
    const found = await orderIdByNumber(tx, visibleOrders(actor), ask.number);
    const order = found === null ? null : await lockOrder(tx, found);
    if (order === null) return refuseOnRecord(tx, about, { code: 'order-not-found', number: ask.number });

    const earlier = await readRequestByKey(tx, ask.idempotencyKey);
    if (earlier !== null && earlier.requestedById === actor.memberId && earlier.subjectId === order.id) {
      const state = earlier.state === 'pending' ? 'pending' : 'approved';
      return done({ requestId: earlier.id, orderId: order.id, state, repeated: true });
    }
    const facts = await readCancellationFacts(tx, order, { requester: actor, choices: ask.choices }, context);
    const planned = planCancellation(facts);
    const refusals: RequestRefusal[] = planned.ok
      ? checkChoices(ask.choices, {
          today: localDay(context.clock.now(), actor.timezone),
          placedOn: order.placedOn.toISOString().slice(0, 10),
          hasMoney: facts.payments.length > 0,
          customerHasMail: Boolean(order.customer?.email),
        })
      : [...planned.blockers];
    if (planned.ok && refusals.length === 0 && planHash(planned.plan) !== ask.shownHash) {
      refusals.push({ code: 'plan-changed', plan: planned.plan, hash: planHash(planned.plan) });
    }
    if (!planned.ok || refusals.length > 0) {
      await recordAudit(tx, {
        ...about,
        outcome: 'refused',
        subjectId: order.id,
        details: { refusals: refusals.map((refusal) => refusal.code) },
      });
      return refused(...refusals);
    }
    return done({ ...(await write(tx, { ...ask, actor }, planned.plan, context)), repeated: false });
  });

const write = async (
  tx: Transaction,
  ask: CancellationAsk,
  plan: CancellationPlan,
  { clock }: PlanningContext,
): Promise<Omit<Requested, 'repeated'>> => {
  const requestId = newId();
  const { orderId } = plan;
  const now = clock.now();
  const hash = planHash(plan);
  const previous = ask.previousId === null ? null : await readRequest(tx, ask.previousId);
  await insertRequest(tx, {
    id: requestId,
    subjectType: 'order',
    subjectId: orderId,
    action: 'cancel',
    planHash: hash,
    policyVersion: POLICY_VERSION,
    requestedById: ask.actor.memberId,
    idempotencyKey: ask.idempotencyKey,
    // The id came through Slack: a request on another order is no earlier one of this.
    previousId: previous?.subjectId === orderId ? previous.id : null,
    createdAt: now,
    steps: plan.steps.map((step) => step.role),
  });
  await insertCancellation(tx, { requestId, plan, choices: ask.choices, createdAt: now });
  await recordAudit(tx, {
    actor: ask.actor,
    action: 'cancellation.requested',
    outcome: 'done',
    subjectType: 'order',
    subjectId: orderId,
    requestId,
    at: now,
    details: {
      planHash: hash,
      reason: plan.reason,
      askedBy: ask.choices.askedBy,
      atRisk: plan.atRisk.amount.toString(),
      currency: plan.atRisk.currency,
      steps: plan.steps.map((step) => step.role),
    },
  });
  if (plan.steps.length > 0) {
    await appendEvent(tx, 'request.created', { requestId, orderId });
    return { requestId, orderId, state: 'pending' };
  }
  await moveRequest(tx, { id: requestId, state: 'pending' }, 'approve', { now });
  await recordAudit(tx, {
    actor: { kind: 'system', process: 'policy' },
    action: 'cancellation.approved',
    outcome: 'done',
    subjectType: 'order',
    subjectId: orderId,
    requestId,
    at: now,
    details: { planHash: hash, policy: POLICY_VERSION },
  });
  await startExecution(tx, { requestId, orderId, action: 'cancel', steps: CANCELLATION_STEPS });
  return { requestId, orderId, state: 'approved' };
};
