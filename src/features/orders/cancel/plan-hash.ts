import { createHash } from 'node:crypto';
import type { CancellationPlan } from './plan.js';

/** Raised when the form below changes, so that a plan of an older form never passes for one of this. */
const VERSION = 1;

type Json = string | number | null | readonly Json[] | { readonly [key: string]: Json };

/** What an approval is bound to, in a form that has one spelling only: keys in order, amounts as text, lists sorted. */
export const canonicalPlan = (plan: CancellationPlan): { readonly [key: string]: Json } => ({
  atRisk: [plan.atRisk.amount.toString(), plan.atRisk.currency, plan.atRisk.rate],
  claims: [...plan.claims]
    .sort((a, b) => compare(a.paymentId + a.kind, b.paymentId + b.kind))
    .map((claim) => [claim.paymentId, claim.kind, claim.method, claim.amount.toString(), claim.currency]),
  fee: plan.fee.toString(),
  lines: [...plan.lines]
    .sort((a, b) => compare(a.lineId, b.lineId))
    .map((line) => [line.lineId, line.quantity]),
  order: [plan.orderId, plan.orderVersion],
  reason: plan.reason,
  steps: plan.steps.map((step) => step.role),
  version: VERSION,
});

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** sha256 of the canonical plan, 64 hex digits (A5). */
export const planHash = (plan: CancellationPlan): string =>
  createHash('sha256')
    .update(JSON.stringify(canonicalPlan(plan)))
    .digest('hex');
