import type { MemberActor } from '../../../kernel/actor.js';
import type { Clock } from '../../../kernel/clock.js';
import type { Database } from '../../../platform/db/client.js';
import type { Transaction } from '../../../platform/db/in-transaction.js';
import { peopleWithRole } from '../../access/member-store.js';
import { mayRequestFor } from '../../access/visible-orders.js';
import { STEP_ROLES } from '../../approvals/policy.js';
import { readOpenRequest } from '../../approvals/request-store.js';
import { paymentsOf, rateFor } from '../../finance/finance-store.js';
import { readRefunds } from '../../finance/payout-store.js';
import { moneyState } from '../../finance/refund-state.js';
import { heldByLines } from '../../stock/stock-store.js';
import type { StoredOrder } from '../order-store.js';
import { otherAtRisk } from './cancellation-store.js';
import type { CancellationFacts } from './facts.js';

/** Requests on one order within this time count together, so that splitting does not lower the tier (A4). */
const WINDOW_MS = 30 * 24 * 60 * 60 * 1000;

/** What a plan depends on besides the database. */
export interface PlanningContext {
  readonly clock: Clock;
  readonly baseCurrency: string;
}

/** Reads the facts for a plan about `order`, which the caller has found visible (and locked, where it will write). */
export const readCancellationFacts = async (
  db: Transaction | Database['prisma'],
  order: StoredOrder,
  ask: { readonly requester: MemberActor; readonly choices: CancellationFacts['choices'] },
  { clock, baseCurrency }: PlanningContext,
): Promise<CancellationFacts> => {
  const now = clock.now();
  const open = await readOpenRequest(db, { type: 'order', id: order.id });
  const refunds = await readRefunds(db, { orderId: order.id });
  return {
    order,
    payments: await paymentsOf(db, order.id),
    held: await heldByLines(
      db,
      order.lines.map((line) => line.id),
    ),
    openRequest:
      open === null ? null : { requestId: open.id, by: open.requestedBy.name, since: open.createdAt },
    refundUnresolved: !['none', 'refunded'].includes(moneyState(refunds)),
    mayRequest: mayRequestFor(ask.requester, order.owner),
    baseCurrency,
    rate:
      order.currency === baseCurrency
        ? '1'
        : await rateFor(db, order.currency, now.toISOString().slice(0, 10)),
    otherAtRisk: await otherAtRisk(db, {
      orderId: order.id,
      baseCurrency,
      since: new Date(now.getTime() - WINDOW_MS),
    }),
    eligible: await peopleWithRole(db, STEP_ROLES, { except: ask.requester.memberId }),
    choices: ask.choices,
  };
};
