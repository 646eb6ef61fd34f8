import type { Transaction } from '../../platform/db/in-transaction.js';
import type { Check, CheckFailure, CheckResult } from './check.js';
import type { FrozenRequest } from './frozen-plan-problems.js';
import type { ProblemCode } from './problem-codes.js';

// The checks read every owner's tables, by plain SQL: that is their point. Nothing is written.

/** How many failures of one query are listed; how many there are is always said. */
const LISTED = 50;
const PAGE = 500;

interface FailureRow {
  readonly id: string;
  /** Null where the rule says all. */
  readonly details: Record<string, string> | null;
  readonly total: number;
}

/** Runs one check. */
export const runCheck = async (tx: Transaction, check: Check): Promise<CheckResult> => {
  const [counted] = await tx.$queryRawUnsafe<{ count: number }[]>(
    `SELECT count::float8 AS count FROM (${check.checked}) looked`,
  );
  // Safe: the keys of a check's failures are codes.
  const rules = Object.entries(check.failures) as [ProblemCode, string][];
  const failures: CheckFailure[] = [];
  let failed = 0;
  for (const [code, sql] of rules) {
    const rows = await tx.$queryRawUnsafe<FailureRow[]>(
      // As text, since amounts do not fit the numbers of JSON.
      `SELECT id::text AS id, (count(*) OVER ())::float8 AS total,
         (SELECT jsonb_object_agg(key, value) FROM jsonb_each_text(to_jsonb(wrong) - 'id')) AS details
       FROM (${sql}) wrong ORDER BY id LIMIT ${LISTED}`,
    );
    failed += rows[0]?.total ?? 0;
    failures.push(...rows.map(({ id, details }) => ({ id, code, details: details ?? {} })));
  }
  return {
    name: check.name,
    ok: failed === 0,
    checked: counted?.count ?? 0,
    failed,
    failures,
  };
};

/** Every request for a cancellation with its frozen plan, a page at a time. */
export const readFrozenRequests = async function* (tx: Transaction): AsyncGenerator<FrozenRequest> {
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await tx.$queryRawUnsafe<FrozenRequest[]>(
      `SELECT q.id, q.plan_hash AS "planHash", q.policy_version AS "policyVersion", c.plan, c.at_risk AS "atRisk",
         c.base_currency AS "baseCurrency",
         ARRAY(SELECT s.role::text FROM request_step s WHERE s.request_id = q.id ORDER BY s.position) AS roles
       FROM request q JOIN cancellation c ON c.request_id = q.id
       WHERE q.id > $1::uuid ORDER BY q.id LIMIT ${PAGE}`,
      last,
    );
    yield* rows;
    last = rows.at(-1)?.id ?? last;
    if (rows.length < PAGE) return;
  }
};
