import { createHash } from 'node:crypto';
import { z } from 'zod';
import { currencyDigits } from '../../kernel/currencies.js';
import type { CheckFailure } from './check.js';

/** The parts of a kept plan that bind; read here by themselves, so that the code that wrote them is not believed. */
const Plan = z.object({
  orderId: z.string(),
  orderVersion: z.number(),
  lines: z.array(z.object({ lineId: z.string(), quantity: z.number() })),
  claims: z.array(
    z.object({
      paymentId: z.string(),
      kind: z.string(),
      method: z.string().nullable(),
      amount: z.string(),
      currency: z.string(),
    }),
  ),
  fee: z.string(),
  reason: z.string(),
  atRisk: z.object({ amount: z.string(), currency: z.string(), rate: z.string() }),
  steps: z.array(z.object({ role: z.string() })),
});

/** A request for a cancellation with the plan that was frozen with it. */
export interface FrozenRequest {
  readonly id: string;
  readonly planHash: string;
  readonly policyVersion: string;
  readonly plan: unknown;
  /** Roles of the request's steps by position. */
  readonly roles: readonly string[];
  /** As kept beside the plan, minor units. */
  readonly atRisk: bigint;
  readonly baseCurrency: string;
}

type PlanProblem = Omit<CheckFailure, 'id'>;

/** What is wrong with a frozen plan: another hash than was approved (A5), or other steps than its risk requires (A3). */
export const frozenPlanProblems = (request: FrozenRequest): PlanProblem[] => {
  const read = Plan.safeParse(request.plan);
  if (!read.success) return [{ code: 'plan-unreadable', details: {} }];
  const plan = read.data;
  const problems: PlanProblem[] = [];
  if (hashOf(plan) !== request.planHash) problems.push({ code: 'plan-not-approved', details: {} });
  const roles = request.roles.join(', ');
  if (plan.steps.map(({ role }) => role).join(', ') !== roles)
    problems.push({ code: 'steps-not-planned', details: {} });
  if (BigInt(plan.atRisk.amount) !== request.atRisk) problems.push({ code: 'risk-not-planned', details: {} });
  if (request.policyVersion === 'default-1') {
    const needed = requiredRoles(request.atRisk, request.baseCurrency, plan.claims.length > 0).join(', ');
    if (needed !== roles)
      problems.push({
        code: 'policy-asks-others',
        details: { roles: roles || 'nobody', needed: needed || 'nobody' },
      });
  }
  return problems;
};

const requiredRoles = (atRisk: bigint, currency: string, moneyMoved: boolean): string[] => {
  const one = 10n ** BigInt(currencyDigits(currency));
  const manager = moneyMoved || atRisk > 200n * one;
  const finance = moneyMoved || atRisk > 5_000n * one;
  return [...(manager ? ['manager'] : []), ...(finance ? ['finance'] : [])];
};

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** sha256 of the plan's one spelling, version 1: keys in order, amounts as text, lists sorted by id. */
const hashOf = ({
  atRisk,
  claims,
  fee,
  lines,
  orderId,
  orderVersion,
  reason,
  steps,
}: z.infer<typeof Plan>): string =>
  createHash('sha256')
    .update(
      JSON.stringify({
        atRisk: [atRisk.amount, atRisk.currency, atRisk.rate],
        claims: claims
          .toSorted((a, b) => byText(a.paymentId + a.kind, b.paymentId + b.kind))
          .map(({ paymentId, kind, method, amount, currency }) => [
            paymentId,
            kind,
            method,
            amount,
            currency,
          ]),
        fee,
        lines: lines
          .toSorted((a, b) => byText(a.lineId, b.lineId))
          .map(({ lineId, quantity }) => [lineId, quantity]),
        order: [orderId, orderVersion],
        reason,
        steps: steps.map(({ role }) => role),
        version: 1,
      }),
    )
    .digest('hex');
