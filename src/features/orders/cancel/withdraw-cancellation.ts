import type { MemberActor } from '../../../kernel/actor.js';
import type { Clock } from '../../../kernel/clock.js';
import { done, type Result, refused } from '../../../kernel/result.js';
import type { Database } from '../../../platform/db/client.js';
import { inTransaction } from '../../../platform/db/in-transaction.js';
import { appendEvent } from '../../../platform/outbox/append-event.js';
import { memberById } from '../../access/member-store.js';
import { lockRequest, moveRequest, type StoredRequest } from '../../approvals/request-store.js';
import { recordAudit, refuseOnRecord } from '../../audit/audit-store.js';

export type WithdrawRefusal =
  | { readonly code: 'request-not-found' }
  | { readonly code: 'member-inactive' }
  | { readonly code: 'not-the-requester'; readonly by: string }
  /** Decided or ended already: it can no longer be withdrawn. */
  | { readonly code: 'not-pending'; readonly state: StoredRequest['state'] };

/** The requester takes a pending request back, also between two steps. */
export const withdrawCancellation = (
  db: Database,
  ask: { readonly actor: MemberActor; readonly requestId: string },
  { clock }: { readonly clock: Clock },
): Promise<Result<{ requestId: string; orderId: string }, WithdrawRefusal>> =>
  inTransaction(db, async (tx) => {
    const request = await lockRequest(tx, ask.requestId);
    if (request === null || request.action !== 'cancel') return refused({ code: 'request-not-found' });
    const actor = await memberById(tx, ask.actor.memberId);
    const about = {
      actor: actor ?? ask.actor,
      action: 'cancellation.withdrawn',
      subjectType: 'order' as const,
      subjectId: request.subjectId,
      requestId: request.id,
      at: clock.now(),
    };
    const refuse = (refusal: WithdrawRefusal) => refuseOnRecord(tx, about, refusal);
    if (actor === null || !actor.active) return refuse({ code: 'member-inactive' });
    if (request.requestedById !== actor.memberId) {
      return refuse({ code: 'not-the-requester', by: request.requestedBy.name });
    }
    const ended = { code: 'withdrawn', by: actor.name };
    const moved = await moveRequest(tx, request, 'withdraw', { now: clock.now(), ended });
    if (!moved) return refuse({ code: 'not-pending', state: request.state });
    await recordAudit(tx, {
      ...about,
      outcome: 'done',
      details: {},
    });
    await appendEvent(tx, 'request.withdrawn', { requestId: request.id, orderId: request.subjectId });
    return done({ requestId: request.id, orderId: request.subjectId });
  });
