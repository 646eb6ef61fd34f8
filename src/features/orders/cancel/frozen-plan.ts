import { z } from 'zod';
import { CANCEL_REASONS } from './choices.js';
import type { CancellationPlan } from './plan.js';

const minor = z.string().regex(/^\d+$/).transform(BigInt);
const nullableMethod = z.enum(['original', 'bank_transfer']).nullable();

const FrozenPlan = z.object({
  orderId: z.string(),
  number: z.string(),
  orderVersion: z.number().int(),
  currency: z.string(),
  lines: z.array(
    z.object({
      lineId: z.string(),
      line: z.number().int(),
      sku: z.string(),
      name: z.string(),
      quantity: z.number().int(),
      amount: minor,
      held: z.array(z.object({ warehouse: z.string(), location: z.string(), quantity: z.number().int() })),
      reserved: z.number().int(),
    }),
  ),
  freight: minor,
  openTotal: minor,
  claims: z.array(
    z.object({
      paymentId: z.string(),
      kind: z.enum(['refund', 'kept', 'fee']),
      method: nullableMethod,
      amount: minor,
      currency: z.string(),
    }),
  ),
  fee: minor,
  refundTotal: minor,
  keptTotal: minor,
  reason: z.enum(CANCEL_REASONS),
  atRisk: z.object({ amount: minor, currency: z.string(), rate: z.string() }),
  steps: z.array(
    z.object({
      role: z.enum(['manager', 'finance']),
      because: z.enum(['above-nobody-limit', 'above-finance-limit', 'money-was-paid']),
    }),
  ),
});

/** The plan as it is kept with its request: plain JSON, amounts as text, so that no digit is lost. */
export const freezePlan = (plan: CancellationPlan): z.input<typeof FrozenPlan> =>
  JSON.parse(JSON.stringify(plan, (_key, value) => (typeof value === 'bigint' ? value.toString() : value)));

/** Reads a kept plan back; throws where a row does not have the form that `freezePlan` gave it. */
export const thawPlan = (json: unknown): CancellationPlan => FrozenPlan.parse(json);
