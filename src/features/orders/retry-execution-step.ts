import type { MemberActor, Role } from '../../kernel/actor.js';
import { CANCELLATION_STEPS, type CancellationStep } from '../../kernel/events.js';
import { done, type Result, refused } from '../../kernel/result.js';
import type { Database } from '../../platform/db/client.js';
import { inTransaction } from '../../platform/db/in-transaction.js';
import { requestOfExecution } from '../../platform/execution/request-of-execution.js';
import { type RetryRefusal, retryStep } from '../../platform/execution/retry-step.js';
import { memberById } from '../access/member-store.js';
import { may, type Right, rolesWith } from '../access/rights.js';
import { readRequest } from '../approvals/request-store.js';
import { recordAudit, refuseOnRecord } from '../audit/audit-store.js';

export type RetryStepRefusal =
  | RetryRefusal
  | { readonly code: 'member-inactive' }
  | { readonly code: 'role-missing'; readonly roles: readonly Role[] };

const RIGHT: Readonly<Record<CancellationStep, Right>> = {
  stock: 'steps.retry.stock',
  finance: 'steps.retry.finance',
  settle: 'steps.retry.settle',
};

const isStep = (step: string): step is CancellationStep => CANCELLATION_STEPS.some((known) => known === step);

/** Whether this person may let the step be tried again. */
export const mayRetry = (actor: MemberActor, step: string): boolean =>
  isStep(step) && may(actor, RIGHT[step]);

/** Somebody who may has looked at a step that needs attention and lets it be tried again. */
export const retryExecutionStep = (
  db: Database,
  ask: { readonly actor: MemberActor; readonly executionId: string; readonly step: string },
): Promise<Result<{ requestId: string; orderId: string }, RetryStepRefusal>> =>
  inTransaction(db, async (tx) => {
    const requestId = await requestOfExecution(tx, ask.executionId);
    const request = requestId === null ? null : await readRequest(tx, requestId);
    if (request === null || !isStep(ask.step)) return refused({ code: 'step-unknown' });
    const actor = await memberById(tx, ask.actor.memberId);
    const about = {
      actor: actor ?? ask.actor,
      action: 'step.retried',
      subjectType: 'order' as const,
      subjectId: request.subjectId,
      requestId: request.id,
      details: { step: ask.step },
    };
    if (actor === null || !actor.active) return refuseOnRecord(tx, about, { code: 'member-inactive' });
    if (!may(actor, RIGHT[ask.step])) {
      return refuseOnRecord(tx, about, { code: 'role-missing', roles: rolesWith(RIGHT[ask.step]) });
    }
    const retried = await retryStep(tx, { executionId: ask.executionId, step: ask.step });
    if (!retried.ok) {
      const [refusal] = retried.refusals;
      return refusal === undefined ? retried : refuseOnRecord(tx, about, refusal);
    }
    await recordAudit(tx, {
      ...about,
      outcome: 'done',
      details: { step: ask.step, generation: retried.value.generation },
    });
    return done({ requestId: request.id, orderId: request.subjectId });
  });
