import type { MemberActor } from '../../../kernel/actor.js';
import { CANCELLATION_STEPS } from '../../../kernel/events.js';
import { done, type Result, refused } from '../../../kernel/result.js';
import type { Database } from '../../../platform/db/client.js';
import { inTransaction, type Transaction } from '../../../platform/db/in-transaction.js';
import { startExecution } from '../../../platform/execution/start-execution.js';
import { appendEvent } from '../../../platform/outbox/append-event.js';
import type { KnownMember } from '../../access/known-member.js';
import { memberById, membersOfOnePerson } from '../../access/member-store.js';
import { type DecisionRefusal, judge, lapsedApprovers } from '../../approvals/judge.js';
import {
  insertDecision,
  lockRequest,
  moveRequest,
  readRequest,
  type StoredRequest,
  touchRequest,
} from '../../approvals/request-store.js';
import { recordAudit, refuseOnRecord } from '../../audit/audit-store.js';
import { lockOrder } from '../order-store.js';
import { readCancellation } from './cancellation-store.js';
import { replanCancellation } from './plan-cancellation.js';
import { planHash } from './plan-hash.js';
import { type PlanningContext, readCancellationFacts } from './read-facts.js';
import { type Change, whatChanged } from './what-changed.js';

export interface DecisionAsk {
  readonly actor: MemberActor;
  readonly requestId: string;
  /** What the button was drawn with: compared, never trusted. */
  readonly hints: { readonly position: number; readonly hash12: string };
  readonly verdict: 'approved' | 'rejected';
  /** Required for a rejection (A9). */
  readonly reason: string | null;
  /** Earlier approvers of whom Slack now says that they no longer act for the company (A6). */
  readonly lapsed?: readonly string[];
}

export type DecideRefusal =
  | DecisionRefusal
  | { readonly code: 'member-inactive' }
  /** The order changed after the request: the request is closed, nothing is cancelled, and the requester is told. */
  | { readonly code: 'went-stale'; readonly changes: readonly Change[] };

export interface Decided {
  readonly requestId: string;
  readonly orderId: string;
  readonly verdict: 'approved' | 'rejected';
  /** Whether this was the decision that ends the asking. */
  readonly final: boolean;
}

/**
 * One person decides one step. Everything is checked here, under the locks on the order and the request, whatever the
 * button said (A10); of two at once one decides, and the other is told who did (A7).
 */
export const decideCancellation = (
  db: Database,
  ask: DecisionAsk,
  context: PlanningContext,
): Promise<Result<Decided, DecideRefusal>> =>
  inTransaction(db, async (tx) => {
    const known = await readRequest(tx, ask.requestId);
    if (known === null || known.action !== 'cancel') return refused({ code: 'request-not-found' });
    const order = await lockOrder(tx, known.subjectId);
    const request = await lockRequest(tx, known.id);
    const frozen = await readCancellation(tx, known.id);
    if (order === null || request === null || frozen === null) return refused({ code: 'request-not-found' });
    const actor = await memberById(tx, ask.actor.memberId);
    const about = {
      actor: actor ?? ask.actor,
      action: 'cancellation.decided',
      subjectType: 'order' as const,
      subjectId: order.id,
      requestId: request.id,
      at: context.clock.now(),
    };
    const refuse = (refusal: DecideRefusal) => refuseOnRecord(tx, about, refusal);
    if (actor === null || !actor.active) return refuse({ code: 'member-inactive' });
    const judgement = judge(request, actor, ask.hints, await membersOfOnePerson(tx, actor.memberId));
    if (!judgement.ok) return refuse(judgement.refusal);
    const reason = ask.reason?.trim() ?? '';
    if (ask.verdict === 'rejected' && reason === '') return refuse({ code: 'reason-missing' });

    if (ask.verdict === 'approved' && judgement.isLast) {
      const changes = await changesSince(tx, { order, request, frozen, lapsed: ask.lapsed ?? [] }, context);
      if (changes.length > 0) {
        await goStale(tx, request, changes, { actor, now: context.clock.now() });
        return refused({ code: 'went-stale', changes });
      }
    }
    await insertDecision(tx, {
      requestId: request.id,
      stepId: judgement.step.id,
      requestedById: request.requestedById,
      memberId: actor.memberId,
      verdict: ask.verdict,
      reason: reason === '' ? null : reason,
      planHash: request.planHash,
      decidedAt: context.clock.now(),
    });
    const action = ask.verdict === 'approved' ? 'cancellation.approved' : 'cancellation.rejected';
    await audit(tx, {
      actor,
      request,
      action,
      at: context.clock.now(),
      outcome: 'done',
      details: {
        step: judgement.step.role,
        planHash: request.planHash,
        ...(reason === '' ? {} : { reason }),
      },
    });
    const final = ask.verdict === 'rejected' || judgement.isLast;
    await follow(tx, request, { verdict: ask.verdict, final, now: context.clock.now() });
    return done({ requestId: request.id, orderId: order.id, verdict: ask.verdict, final });
  });

const follow = async (
  tx: Transaction,
  request: StoredRequest,
  decided: { verdict: 'approved' | 'rejected'; final: boolean; now: Date },
): Promise<void> => {
  const about = { requestId: request.id, orderId: request.subjectId };
  if (!decided.final) {
    await touchRequest(tx, request.id);
    await appendEvent(tx, 'request.step-approved', about);
  } else if (decided.verdict === 'rejected') {
    await moveRequest(tx, request, 'reject', { now: decided.now });
    await appendEvent(tx, 'request.rejected', about);
  } else {
    await moveRequest(tx, request, 'approve', { now: decided.now });
    await startExecution(tx, { ...about, action: 'cancel', steps: CANCELLATION_STEPS });
  }
};

/** What the final decision cannot rest on any more: a plan that no longer holds (A5), or an approver who lapsed (A6). */
const changesSince = async (
  tx: Transaction,
  about: {
    order: NonNullable<Awaited<ReturnType<typeof lockOrder>>>;
    request: StoredRequest;
    frozen: NonNullable<Awaited<ReturnType<typeof readCancellation>>>;
    lapsed: readonly string[];
  },
  context: PlanningContext,
): Promise<Change[]> => {
  const { order, request, frozen } = about;
  const lapsed = lapsedApprovers(request, about.lapsed);
  const changes: Change[] = lapsed.length > 0 ? [{ code: 'approver-lapsed', names: lapsed }] : [];
  const requester = await memberById(tx, request.requestedById);
  if (requester === null) return [...changes, { code: 'order-edited' }];
  const facts = await readCancellationFacts(tx, order, { requester, choices: frozen.choices }, context);
  const now = replanCancellation(facts, frozen.plan);
  const holds = now.ok && planHash(now.plan) === request.planHash;
  return holds ? changes : [...changes, ...whatChanged(frozen.plan, now)];
};

const goStale = async (
  tx: Transaction,
  request: StoredRequest,
  changes: readonly Change[],
  by: { actor: KnownMember; now: Date },
): Promise<void> => {
  const details = { changes: changes.map((change) => ({ ...change })) };
  // Codes, names and numbers only: plain JSON by the type of Change.
  const json: { changes: object[] } = JSON.parse(JSON.stringify(details));
  await moveRequest(tx, request, 'go-stale', { now: by.now, ended: { code: 'stale', ...json } });
  await audit(tx, {
    actor: by.actor,
    request,
    action: 'cancellation.went-stale',
    at: by.now,
    outcome: 'refused',
    details: json,
  });
  await appendEvent(tx, 'request.stale', { requestId: request.id, orderId: request.subjectId });
};

const audit = (
  tx: Transaction,
  entry: {
    actor: KnownMember;
    request: StoredRequest;
    action: string;
    at: Date;
    outcome: 'done' | 'refused';
    details: Parameters<typeof recordAudit>[1]['details'];
  },
): Promise<void> => {
  const { request, ...rest } = entry;
  return recordAudit(tx, {
    ...rest,
    subjectType: 'order',
    subjectId: request.subjectId,
    requestId: request.id,
  });
};
