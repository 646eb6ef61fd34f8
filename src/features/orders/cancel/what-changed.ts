import type { Blocker, CancellationPlan } from './plan.js';
import type { Planned } from './plan-cancellation.js';

/** One difference between the order that was asked about and the order now; codes and numbers, no words. */
export type Change =
  | { readonly code: 'blocked'; readonly blockers: readonly Blocker['code'][] }
  | { readonly code: 'lines'; readonly lines: readonly number[] }
  | { readonly code: 'money'; readonly before: string; readonly after: string; readonly currency: string }
  | { readonly code: 'total'; readonly before: string; readonly after: string; readonly currency: string }
  | { readonly code: 'approver-lapsed'; readonly names: readonly string[] }
  /** Something else of the order: its owner, a date, a payment's reference. */
  | { readonly code: 'order-edited' };

const claimed = (plan: CancellationPlan): bigint => plan.claims.reduce((so, claim) => so + claim.amount, 0n);

/** What made a request stale, for the person who asked; never empty. */
export const whatChanged = (frozen: CancellationPlan, now: Planned): Change[] => {
  if (!now.ok) return [{ code: 'blocked', blockers: now.blockers.map((blocker) => blocker.code) }];
  const { plan } = now;
  const changes: Change[] = [];
  const differing = [...frozen.lines, ...plan.lines]
    .filter((line) => {
      const before = frozen.lines.find((other) => other.lineId === line.lineId);
      const after = plan.lines.find((other) => other.lineId === line.lineId);
      return before?.quantity !== after?.quantity || before?.amount !== after?.amount;
    })
    .map((line) => line.line);
  if (differing.length > 0)
    changes.push({ code: 'lines', lines: [...new Set(differing)].sort((a, b) => a - b) });
  const amounts = (before: bigint, after: bigint) => ({
    before: before.toString(),
    after: after.toString(),
    currency: frozen.currency,
  });
  if (frozen.openTotal !== plan.openTotal)
    changes.push({ code: 'total', ...amounts(frozen.openTotal, plan.openTotal) });
  if (claimed(frozen) !== claimed(plan))
    changes.push({ code: 'money', ...amounts(claimed(frozen), claimed(plan)) });
  return changes.length > 0 ? changes : [{ code: 'order-edited' }];
};
