import type { MemberActor } from '../../../kernel/actor.js';
import { done, type Result, refused } from '../../../kernel/result.js';
import type { Database } from '../../../platform/db/client.js';
import { membersOfOnePerson } from '../../access/member-store.js';
import { type DecisionRefusal, judge } from '../../approvals/judge.js';
import { readRequest } from '../../approvals/request-store.js';
import type { RequestView } from '../views.js';
import { readRequestView } from './read-request-view.js';

/** A request for somebody who is about to decide it, or why they cannot; refused as their decision would be. */
export const readDecision = async (
  db: Database,
  ask: {
    readonly actor: MemberActor;
    readonly requestId: string;
    readonly hints: { readonly position: number; readonly hash12: string };
  },
): Promise<Result<RequestView, DecisionRefusal>> => {
  const request = await readRequest(db.prisma, ask.requestId);
  const view = request?.action === 'cancel' ? await readRequestView(db, request.id) : null;
  if (request === null || view === null) return refused({ code: 'request-not-found' });
  const oneself = await membersOfOnePerson(db.prisma, ask.actor.memberId);
  const judgement = judge(request, ask.actor, ask.hints, oneself);
  return judgement.ok ? done(view) : refused(judgement.refusal);
};
