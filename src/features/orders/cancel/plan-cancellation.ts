import { convert, sum } from '../../../kernel/money.js';
import { stepWithoutDecider } from '../../access/deciders.js';
import { requiredSteps } from '../../approvals/policy.js';
import { splitRefunds } from '../../finance/split-refunds.js';
import { amountOf, openPieces } from '../order-amounts.js';
import type { CancellationFacts } from './facts.js';
import type { Blocker, CancellationPlan, PlannedLine } from './plan.js';

export type Planned =
  | { readonly ok: true; readonly plan: CancellationPlan }
  | { readonly ok: false; readonly blockers: readonly Blocker[] };

/** Minor units, as far as the database holds them; nobody's order, but an absurd rate makes one. */
const LARGEST_AT_RISK = 2n ** 63n - 1n;

/** Decides, from facts alone, what cancelling the whole order would do, or names every reason why it cannot be done. */
export const planCancellation = (facts: CancellationFacts): Planned => {
  const { blockers, effects } = planEffects(facts);
  if (facts.rate === null) {
    return { ok: false, blockers: [...blockers, { code: 'rate-missing', currency: facts.order.currency }] };
  }
  const toGiveBack = sum(effects.claims.map((claim) => claim.amount));
  // Never both added: what is paid is a part of what the order comes to (decisions on the model, 6).
  const most = toGiveBack > effects.openTotal ? toGiveBack : effects.openTotal;
  const own = convert({ amount: most, currency: effects.currency }, facts.rate, facts.baseCurrency);
  const amount = own.amount + facts.otherAtRisk;
  const steps = requiredSteps({
    atRisk: amount,
    baseCurrency: facts.baseCurrency,
    moneyMoved: facts.payments.length > 0,
  });
  const stuck = stepWithoutDecider(steps.map(({ role }) => ({ role, people: facts.eligible[role] })));
  if (stuck !== null) blockers.push({ code: 'nobody-can-decide', role: stuck });
  if (amount > LARGEST_AT_RISK) {
    blockers.push({ code: 'risk-too-large', currency: effects.currency, rate: facts.rate });
  }
  if (blockers.length > 0) return { ok: false, blockers };
  const atRisk = { amount, currency: facts.baseCurrency, rate: facts.rate };
  return { ok: true, plan: { ...effects, atRisk, steps } };
};

/**
 * The same cancellation on the facts of now, for the final decision: what it does is planned anew, while risk, rate and
 * steps stay as they were frozen, because a later rate or policy does not touch a request in flight.
 */
export const replanCancellation = (facts: CancellationFacts, frozen: CancellationPlan): Planned => {
  const { blockers, effects } = planEffects({ ...facts, openRequest: null, mayRequest: true });
  if (blockers.length > 0) return { ok: false, blockers };
  return { ok: true, plan: { ...effects, atRisk: frozen.atRisk, steps: frozen.steps } };
};

const planEffects = (
  facts: CancellationFacts,
): { blockers: Blocker[]; effects: Omit<CancellationPlan, 'atRisk' | 'steps'> } => {
  const { order, choices } = facts;
  const lines = order.lines.filter((line) => openPieces(line) > 0).map((line) => planLine(facts, line));
  const claims = splitRefunds(facts.payments, choices.refundChoice);
  const of = (kind: 'refund' | 'kept' | 'fee') =>
    sum(claims.filter((claim) => claim.kind === kind).map((claim) => claim.amount));
  return {
    blockers: statusBlockers(facts),
    effects: {
      orderId: order.id,
      number: order.number,
      orderVersion: order.version,
      currency: order.currency,
      lines,
      freight: order.freight,
      openTotal: order.freight + sum(lines.map((line) => line.amount)),
      claims,
      fee: of('fee'),
      refundTotal: of('refund'),
      keptTotal: of('kept'),
      reason: choices.reason,
    },
  };
};

const planLine = (
  { held, order }: CancellationFacts,
  line: CancellationFacts['order']['lines'][number],
): PlannedLine => {
  const places = held.filter((place) => place.orderLineId === line.id);
  const quantity = openPieces(line);
  return {
    lineId: line.id,
    line: line.line,
    sku: line.product.sku,
    name: line.product.name,
    quantity,
    amount: amountOf(line, quantity, order.currency),
    held: places.map(({ warehouse, location, quantity: pieces }) => ({
      warehouse,
      location,
      quantity: pieces,
    })),
    reserved: places.reduce((total, place) => total + place.quantity, 0),
  };
};

const statusBlockers = ({
  order,
  openRequest,
  refundUnresolved,
  mayRequest,
}: CancellationFacts): Blocker[] => {
  const blockers: Blocker[] = [];
  if (!mayRequest) blockers.push({ code: 'may-not-request' });
  if (order.kind === 'purchase') blockers.push({ code: 'purchase-order' });
  const touched = order.lines.filter((line) => line.fulfilled > 0);
  if (order.status === 'shipped') blockers.push({ code: 'shipped' });
  else if (order.status === 'completed') blockers.push({ code: 'completed' });
  else if (order.status === 'closed') blockers.push({ code: 'closed' });
  else if (order.status === 'cancelled') blockers.push({ code: 'cancelled', at: order.cancelledAt });
  else if (touched.length > 0 || order.shipments.length > 0) {
    blockers.push({ code: 'partly-shipped', lines: touched.map((line) => line.line) });
  }
  if (order.archivedAt !== null) blockers.push({ code: 'archived', at: order.archivedAt });
  if (openRequest !== null) blockers.push({ code: 'request-open', ...openRequest });
  if (refundUnresolved) blockers.push({ code: 'refund-unresolved' });
  return blockers;
};
