import type { StepRole } from '../../approvals/policy.js';
import type { PaidIn } from '../../finance/split-refunds.js';
import type { HeldStock } from '../../stock/stock-store.js';
import type { StoredOrder } from '../order-store.js';
import type { CancellationChoices } from './choices.js';

/** Everything that the plan of a cancellation is decided from, read in one transaction. */
export interface CancellationFacts {
  readonly order: StoredOrder;
  readonly payments: readonly PaidIn[];
  readonly held: readonly HeldStock[];
  readonly openRequest: { readonly requestId: string; readonly by: string; readonly since: Date } | null;
  /** A refund of the order is due, unknown or failed. */
  readonly refundUnresolved: boolean;
  readonly mayRequest: boolean;
  readonly baseCurrency: string;
  /** Base units per unit of the order's currency; null when no rate is known. */
  readonly rate: string | null;
  /** At risk in other requests on the order of the last 30 days, minor units of the base currency (A4). */
  readonly otherAtRisk: bigint;
  /** Active people who could decide each step, the requester left out; an id stands for a person, whatever members they have. */
  readonly eligible: Readonly<Record<StepRole, readonly string[]>>;
  readonly choices: Pick<CancellationChoices, 'reason' | 'refundChoice'>;
}
