import { system } from '../../kernel/actor.js';
import type { Result } from '../../kernel/result.js';
import type { Database } from '../../platform/db/client.js';
import { memberByEmail } from '../access/member-store.js';
import { setMember } from '../access/set-member.js';
import { visibleOrders } from '../access/visible-orders.js';
import { currentStep } from '../approvals/judge.js';
import { readNewestRequest } from '../approvals/request-store.js';
import { readRefunds } from '../finance/payout-store.js';
import type { CancellationChoices } from '../orders/cancel/choices.js';
import { decideCancellation } from '../orders/cancel/decide-cancellation.js';
import { previewCancellation } from '../orders/cancel/preview-cancellation.js';
import type { PlanningContext } from '../orders/cancel/read-facts.js';
import { requestCancellation } from '../orders/cancel/request-cancellation.js';
import { withdrawCancellation } from '../orders/cancel/withdraw-cancellation.js';
import { orderByNumber } from '../orders/order-store.js';
import { endPayout } from '../orders/payouts/end-payout.js';
import { addressOf } from './company.js';
import type { DemoAct } from './demo-story.js';

/** What was done, or why the use case refused it. */
export type ActedOut = Result<unknown, { readonly code: string } | { readonly kind: string }>;

const nobody = (what: string): ActedOut => ({ ok: false, refusals: [{ code: `no-such-${what}` }] });

/** Does what somebody did, by the use cases through which everybody goes and at the clock of `context`. */
export const actOut = async (db: Database, act: DemoAct, context: PlanningContext): Promise<ActedOut> => {
  if (act.does === 'see-off')
    return setMember(db, system('command-line'), { email: addressOf(act.who), active: false });
  const actor = await memberByEmail(db.prisma, addressOf(act.by));
  if (actor === null) return nobody('member');
  const order = await orderByNumber(db.prisma, visibleOrders(actor), act.order);
  if (order === null) return nobody('order');
  const newest = await readNewestRequest(db.prisma, { type: 'order', id: order.id });
  if (act.does === 'ask') {
    const choices = choicesOf(act, context);
    const shown = await previewCancellation(db, { actor, number: act.order, choices }, context);
    if (!shown.ok) return shown;
    return requestCancellation(
      db,
      {
        actor,
        number: act.order,
        choices,
        shownHash: shown.value.hash,
        idempotencyKey: `demo/${act.order}/${context.clock.now().toISOString()}`,
        previousId: newest?.id ?? null,
      },
      context,
    );
  }
  if (newest === null) return nobody('request');
  switch (act.does) {
    case 'approve':
    case 'reject':
      return decideCancellation(
        db,
        {
          actor,
          requestId: newest.id,
          hints: { position: currentStep(newest)?.position ?? 0, hash12: newest.planHash.slice(0, 12) },
          verdict: act.does === 'approve' ? 'approved' : 'rejected',
          reason: act.does === 'reject' ? act.reason : null,
        },
        context,
      );
    case 'withdraw':
      return withdrawCancellation(db, { actor, requestId: newest.id }, context);
    case 'pay':
    case 'fail-to-pay': {
      const [refund] = await readRefunds(db.prisma, { orderId: order.id });
      if (refund === undefined) return nobody('refund');
      const word =
        act.does === 'pay'
          ? { kind: 'paid' as const, reference: act.reference }
          : { kind: 'unpaid' as const, reason: act.reason };
      return endPayout(db, { actor, refundId: refund.id, word }, context);
    }
  }
};

/** What was said in the form; where nothing else is told, the customer asked by mail that day. */
const choicesOf = (
  { choices }: Extract<DemoAct, { readonly does: 'ask' }>,
  { clock }: PlanningContext,
): CancellationChoices => {
  const askedBy = choices.askedBy ?? 'customer';
  return {
    askedBy,
    reason: 'changed_mind',
    note: null,
    confirmedHow: askedBy === 'customer' ? 'email' : null,
    confirmedOn: askedBy === 'customer' ? clock.now().toISOString().slice(0, 10) : null,
    refundChoice: 'original',
    refundNote: null,
    tellCustomer: false,
    ...choices,
  };
};
