import type { MemberActor } from '../../kernel/actor.js';
import type { ParkedStep } from '../../platform/execution/parked-steps.js';
import { currentStep, judge } from '../approvals/judge.js';
import type { StoredRequest } from '../approvals/request-store.js';
import { mayRetry } from './retry-execution-step.js';
import type { RequestTodo } from './views.js';

/**
 * What somebody may do about an open request; `oneself` are all members that they are, `parked` the steps that need
 * attention, of this request or others.
 */
export const requestTodo = (
  request: StoredRequest,
  { actor, oneself }: { readonly actor: MemberActor; readonly oneself: readonly string[] },
  parked: readonly ParkedStep[],
): RequestTodo => {
  const hash12 = request.planHash.slice(0, 12);
  const position = request.state === 'pending' ? currentStep(request)?.position : undefined;
  const mine = position !== undefined && judge(request, actor, { position, hash12 }, oneself).ok;
  return {
    decide: mine ? { requestId: request.id, position, hash12 } : null,
    retry: parked
      .filter(({ requestId, step }) => requestId === request.id && mayRetry(actor, step))
      .map(({ executionId, step }) => ({ executionId, step })),
  };
};
