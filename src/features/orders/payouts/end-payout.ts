import type { MemberActor } from '../../../kernel/actor.js';
import type { Clock } from '../../../kernel/clock.js';
import type { EventType } from '../../../kernel/events.js';
import { done, type Result, refused } from '../../../kernel/result.js';
import type { Database } from '../../../platform/db/client.js';
import { inTransaction, type Transaction } from '../../../platform/db/in-transaction.js';
import { requestOfExecution } from '../../../platform/execution/request-of-execution.js';
import { appendEvent } from '../../../platform/outbox/append-event.js';
import { memberById, membersOfOnePerson } from '../../access/member-store.js';
import { may } from '../../access/rights.js';
import { readRequest } from '../../approvals/request-store.js';
import { recordAudit, refuseOnRecord } from '../../audit/audit-store.js';
import {
  insertNextAttempt,
  lockRefund,
  ordersPaidUnder,
  type StoredRefund,
  writePaid,
  writeUnpaid,
} from '../../finance/payout-store.js';
import { type RefundState, refundState } from '../../finance/refund-state.js';
import { orderById } from '../order-store.js';

export type PayoutRefusal =
  | { readonly code: 'refund-not-found' }
  | { readonly code: 'member-inactive' }
  | { readonly code: 'role-missing'; readonly role: 'finance' }
  /** Who asked for the cancellation neither decides on it nor pays it out. */
  | { readonly code: 'own-request' }
  | { readonly code: 'reference-missing' }
  | { readonly code: 'reason-missing' }
  /** Somebody has ended it, or opened it again, in the meantime. */
  | { readonly code: 'payout-already'; readonly state: RefundState; readonly reference: string | null };

/** What finance says of a refund: paid, with the bank's reference; not possible, and why; or to be tried again. */
export type PayoutWord =
  | { readonly kind: 'paid'; readonly reference: string }
  | { readonly kind: 'unpaid'; readonly reason: string }
  | { readonly kind: 'try-again' };

const EVENT = {
  paid: 'refund.paid',
  unpaid: 'refund.failed',
  'try-again': 'refund.reopened',
} as const satisfies Record<PayoutWord['kind'], EventType>;
const EXPECTED: Readonly<Record<PayoutWord['kind'], readonly RefundState[]>> = {
  paid: ['due', 'unknown'],
  unpaid: ['due', 'unknown'],
  'try-again': ['failed'],
};

/** What was recorded. */
export interface EndedPayout {
  readonly requestId: string;
  readonly orderId: string;
  /** Numbers of the orders whose refunds were paid under the same reference before: a transfer for several, or a slip. */
  readonly sameReference: readonly string[];
}

/** Records what became of a payout, once: the attempt, its journal entry, the audit line and the event together (M4, M5). */
export const endPayout = (
  db: Database,
  ask: {
    readonly actor: MemberActor;
    readonly refundId: string;
    /** The try that the person saw, from 1: a word about an earlier one that comes late changes nothing (K1). */
    readonly attempt?: number | undefined;
    readonly word: PayoutWord;
  },
  { clock }: { readonly clock: Clock },
): Promise<Result<EndedPayout, PayoutRefusal>> =>
  inTransaction(db, async (tx) => {
    const refund = await lockRefund(tx, ask.refundId);
    const requestId = refund === null ? null : await requestOfExecution(tx, refund.executionId);
    const request = requestId === null ? null : await readRequest(tx, requestId);
    if (refund === null || request === null) return refused({ code: 'refund-not-found' });
    const actor = await memberById(tx, ask.actor.memberId);
    const about = {
      actor: actor ?? ask.actor,
      action: `payout.${ask.word.kind}`,
      subjectType: 'order' as const,
      subjectId: refund.orderId,
      requestId: request.id,
      at: clock.now(),
    };
    // With the reference: whoever is refused may have made a transfer all the same.
    const onRecord = { ...about, details: { refundId: refund.id, ...ask.word } };
    if (actor === null || !actor.active) return refuseOnRecord(tx, onRecord, { code: 'member-inactive' });

    const oneself = await membersOfOnePerson(tx, actor.memberId);
    const refusal = refuse(refund, request.requestedById, { ...ask, actor, oneself });
    if (refusal !== null) return refuseOnRecord(tx, onRecord, refusal);
    const attempt = refund.attempts.at(-1);
    const common = { attemptId: attempt?.id ?? '', memberId: actor.memberId, now: clock.now() };
    if (ask.word.kind === 'paid')
      await writePaid(tx, refund, { ...common, reference: ask.word.reference.trim() });
    else if (ask.word.kind === 'unpaid') await writeUnpaid(tx, { ...common, reason: ask.word.reason.trim() });
    else await insertNextAttempt(tx, refund);
    await recordAudit(tx, {
      ...about,
      outcome: 'done',
      details: {
        refundId: refund.id,
        amount: refund.amount.toString(),
        currency: refund.currency,
        ...ask.word,
      },
    });
    const { executionId, orderId } = refund;
    await appendEvent(tx, EVENT[ask.word.kind], {
      executionId,
      requestId: request.id,
      orderId,
      refundId: refund.id,
      ...(ask.word.kind === 'unpaid' ? { attempt: refund.attempts.length } : {}),
    });
    const sameReference =
      ask.word.kind === 'paid' ? await paidUnder(tx, refund.id, ask.word.reference.trim()) : [];
    return done({ requestId: request.id, orderId, sameReference });
  });

const paidUnder = async (tx: Transaction, refundId: string, reference: string): Promise<string[]> => {
  const numbers: string[] = [];
  for (const orderId of await ordersPaidUnder(tx, { refundId, reference })) {
    const order = await orderById(tx, orderId);
    if (order !== null) numbers.push(order.number);
  }
  return numbers;
};

const refuse = (
  refund: StoredRefund,
  requesterId: string,
  { word, ...by }: Parameters<typeof endPayout>[1] & { readonly oneself: readonly string[] },
): PayoutRefusal | null => {
  const barred = whyNotNow(refund, requesterId, { ...by, kind: word.kind });
  if (barred !== null && barred.code !== 'payout-already') return barred;
  if (word.kind === 'paid' && word.reference.trim() === '') return { code: 'reference-missing' };
  if (word.kind === 'unpaid' && word.reason.trim() === '') return { code: 'reason-missing' };
  return barred;
};

/** Why this person cannot say this of the refund now, before they have typed anything; null where they can. */
export const whyNotNow = (
  refund: StoredRefund,
  requesterId: string,
  {
    actor,
    oneself,
    attempt,
    kind,
  }: {
    readonly actor: MemberActor;
    /** All members that they are. */
    readonly oneself: readonly string[];
    readonly attempt?: number | undefined;
    readonly kind: PayoutWord['kind'];
  },
): PayoutRefusal | null => {
  if (!may(actor, 'payouts.confirm')) return { code: 'role-missing', role: 'finance' };
  if (oneself.includes(requesterId)) return { code: 'own-request' };
  const state = refundState(refund);
  const outdated = attempt !== undefined && attempt !== refund.attempts.length;
  if (!outdated && EXPECTED[kind].includes(state)) return null;
  return { code: 'payout-already', state, reference: refund.attempts.at(-1)?.reference ?? null };
};
