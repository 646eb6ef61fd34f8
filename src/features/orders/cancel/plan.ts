import type { RequiredStep } from '../../approvals/policy.js';
import type { Claim } from '../../finance/split-refunds.js';
import type { CancelReason } from './choices.js';

/** What becomes of one line. */
export interface PlannedLine {
  readonly lineId: string;
  readonly line: number;
  readonly sku: string;
  readonly name: string;
  /** Pieces that are cancelled: all that are open. */
  readonly quantity: number;
  /** Minor units of the order's currency. */
  readonly amount: bigint;
  /** Where the pieces are held now; shown, not part of the hash. */
  readonly held: ReadonlyArray<{
    readonly warehouse: string;
    readonly location: string;
    readonly quantity: number;
  }>;
  /** Pieces that are held; the rest is backorder. */
  readonly reserved: number;
}

/** What is cancelled and what follows from it, before anything is changed. */
export interface CancellationPlan {
  readonly orderId: string;
  readonly number: string;
  readonly orderVersion: number;
  readonly currency: string;
  readonly lines: readonly PlannedLine[];
  readonly freight: bigint;
  /** Σ rounded lines + freight. */
  readonly openTotal: bigint;
  /** What is paid back or kept, by payment. */
  readonly claims: readonly Claim[];
  readonly fee: bigint;
  readonly refundTotal: bigint;
  readonly keptTotal: bigint;
  readonly reason: CancelReason;
  readonly atRisk: { readonly amount: bigint; readonly currency: string; readonly rate: string };
  readonly steps: readonly RequiredStep[];
}

/** Why an order cannot be cancelled now; all that apply are named at once (C1). */
export type Blocker =
  /** Does not exist, or may not be seen: the same answer. */
  | { readonly code: 'order-not-found'; readonly number: string }
  | { readonly code: 'may-not-request' }
  | { readonly code: 'purchase-order' }
  | { readonly code: 'partly-shipped'; readonly lines: readonly number[] }
  | { readonly code: 'shipped' }
  | { readonly code: 'completed' }
  | { readonly code: 'closed' }
  | { readonly code: 'cancelled'; readonly at: Date | null }
  | { readonly code: 'archived'; readonly at: Date }
  | { readonly code: 'request-open'; readonly requestId: string; readonly by: string; readonly since: Date }
  | { readonly code: 'nobody-can-decide'; readonly role: 'manager' | 'finance' }
  | { readonly code: 'rate-missing'; readonly currency: string }
  /** What is at risk, in base currency, is more than can be written down: a rate or a price is wrong. */
  | { readonly code: 'risk-too-large'; readonly currency: string; readonly rate: string }
  | { readonly code: 'refund-unresolved' };
