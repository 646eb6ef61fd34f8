import type { Database } from '../../platform/db/client.js';
import { inTransaction, type Transaction } from '../../platform/db/in-transaction.js';
import type { Check, CheckFailure, CheckResult, VerifyReport } from './check.js';
import { approvalsLegal, auditComplete, oneOpenRequest } from './checks/approval-checks.js';
import { cancelledOrders, stepReceipts } from './checks/execution-checks.js';
import {
  journalBalance,
  journalComplete,
  moneyComplete,
  refundAttempts,
  refundCeiling,
} from './checks/money-checks.js';
import { deliveries, outboxDrained } from './checks/owed-checks.js';
import { lineQuantities, stockLedger } from './checks/stock-checks.js';
import { frozenPlanProblems } from './frozen-plan-problems.js';
import { readFrozenRequests, runCheck } from './verify-store.js';

const CHECKS: readonly Check[] = [
  stockLedger,
  lineQuantities,
  journalBalance,
  journalComplete,
  refundCeiling,
  moneyComplete,
  refundAttempts,
  stepReceipts,
  cancelledOrders,
  approvalsLegal,
  oneOpenRequest,
  auditComplete,
  outboxDrained,
  deliveries,
];

const LISTED = 50;
const TIMEOUT_MS = 30 * 60 * 1_000;

/**
 * Checks the invariants on the rows, as they are at one moment; changes nothing. A check that fails names the rows, up
 * to a bound. Throws only when the database does not answer.
 */
export const verify = (db: Database): Promise<VerifyReport> =>
  inTransaction(
    db,
    async (tx) => {
      const checks: CheckResult[] = [];
      for (const check of CHECKS) {
        const result = await runCheck(tx, check);
        checks.push(check === approvalsLegal ? withFailures(result, await checkFrozenPlans(tx)) : result);
      }
      return { ok: checks.every(({ ok }) => ok), checks };
    },
    // One snapshot: what is written meanwhile must not look like half of something.
    { isolation: 'RepeatableRead', timeoutMs: TIMEOUT_MS },
  );

const checkFrozenPlans = async (tx: Transaction): Promise<{ failed: number; failures: CheckFailure[] }> => {
  let failed = 0;
  const failures: CheckFailure[] = [];
  for await (const request of readFrozenRequests(tx)) {
    for (const problem of frozenPlanProblems(request)) {
      failed += 1;
      if (failures.length < LISTED) failures.push({ id: request.id, ...problem });
    }
  }
  return { failed, failures };
};

const withFailures = (
  result: CheckResult,
  more: { readonly failed: number; readonly failures: readonly CheckFailure[] },
): CheckResult => ({
  ...result,
  ok: result.ok && more.failed === 0,
  failed: result.failed + more.failed,
  failures: [...result.failures, ...more.failures],
});
