import type { MemberActor } from '../../kernel/actor.js';
import { may } from '../access/rights.js';
import type { StepRole } from './policy.js';
import type { StoredRequest } from './request-store.js';

/** Why somebody cannot decide on a request now, by name. */
export type DecisionRefusal =
  | { readonly code: 'request-not-found' }
  | {
      readonly code: 'already-decided';
      readonly state: StoredRequest['state'];
      /** Who ended it, where it was a person. */
      readonly by: string | null;
      readonly at: Date | null;
    }
  /** The step that the button was drawn for is approved by now, and another one is next. */
  | {
      readonly code: 'step-already-approved';
      readonly by: string;
      readonly at: Date;
      readonly next: StepRole;
    }
  | { readonly code: 'own-request' }
  | { readonly code: 'decided-earlier-step'; readonly role: StepRole }
  /** `barred`: members who have the role and may not decide this either, as requester or by an earlier decision. */
  | { readonly code: 'role-missing'; readonly role: StepRole; readonly barred: readonly string[] }
  /** The card shows another plan than the request has. */
  | { readonly code: 'card-outdated' }
  | { readonly code: 'reason-missing' };

export type Judgement =
  | { readonly ok: true; readonly step: StoredRequest['steps'][number]; readonly isLast: boolean }
  | { readonly ok: false; readonly refusal: DecisionRefusal };

const no = (refusal: DecisionRefusal): Judgement => ({ ok: false, refusal });

/** The step whose turn it is; undefined when all are approved. */
export const currentStep = (request: StoredRequest): StoredRequest['steps'][number] | undefined =>
  request.steps.find((step) => step.decision === null);

/**
 * Whether this person may decide the step whose turn it is, and if not, the reason that helps them most. The hints are
 * what their button was drawn with; they are compared, never trusted.
 */
export const judge = (
  request: StoredRequest,
  actor: MemberActor,
  hints: { readonly position: number; readonly hash12: string },
  /** The members that this person is: more than one where their Slack account was bound to another before. */
  oneself: readonly string[] = [actor.memberId],
): Judgement => {
  const ended = request.steps.find((step) => step.decision?.verdict === 'rejected') ?? request.steps.at(-1);
  if (request.state !== 'pending') {
    return no({
      code: 'already-decided',
      state: request.state,
      by: ended?.decision?.member.name ?? null,
      at: ended?.decision?.decidedAt ?? request.closedAt,
    });
  }
  if (!request.planHash.startsWith(hints.hash12) || hints.hash12.length !== 12)
    return no({ code: 'card-outdated' });
  const step = currentStep(request);
  if (step === undefined) return no({ code: 'card-outdated' });
  const role = step.role as StepRole; // steps are written from StepRole alone, see insertRequest
  const drawn = request.steps.find((other) => other.position === hints.position);
  if (drawn === undefined) return no({ code: 'card-outdated' });
  if (drawn.decision !== null) {
    return no({
      code: 'step-already-approved',
      by: drawn.decision.member.name,
      at: drawn.decision.decidedAt,
      next: role,
    });
  }
  if (drawn.id !== step.id) return no({ code: 'card-outdated' });
  if (oneself.includes(request.requestedById)) return no({ code: 'own-request' });
  if (!may(actor, role === 'manager' ? 'requests.decide.manager' : 'requests.decide.finance')) {
    const decided = request.steps.flatMap(({ decision }) => decision?.memberId ?? []);
    return no({ code: 'role-missing', role, barred: [request.requestedById, ...decided] });
  }
  const earlier = request.steps.find(
    ({ decision }) => decision !== null && oneself.includes(decision.memberId),
  );
  if (earlier !== undefined) return no({ code: 'decided-earlier-step', role: earlier.role as StepRole }); // as above
  return { ok: true, step, isLast: step.id === request.steps.at(-1)?.id };
};

/**
 * Names of approvers of earlier steps who have since left or lost the role (A6): the final decision cannot rest on them.
 * `leftSlack` are members of whom Slack says so now.
 */
export const lapsedApprovers = (request: StoredRequest, leftSlack: readonly string[]): string[] =>
  request.steps.flatMap(({ decision, role }) => {
    if (decision === null) return [];
    const { member, memberId } = decision;
    const stands = member.active && member.roles.includes(role) && !leftSlack.includes(memberId);
    return stands ? [] : [member.name];
  });
