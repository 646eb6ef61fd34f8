import type { Database } from '../db/client.js';
import type { InJson } from '../db/in-json.js';
import type { Transaction } from '../db/in-transaction.js';
import { CLOSING_STEP } from './closing-step.js';

export interface StepView {
  readonly step: string;
  readonly state: 'owed' | 'attention' | 'done';
  readonly generation: number;
  readonly attempts: number;
  readonly errorCode: string | null;
  readonly error: string | null;
  /** What its receipt says; null until it is done. */
  readonly result: unknown;
  readonly doneAt: Date | null;
}

export interface ExecutionView {
  readonly id: string;
  readonly requestId: string;
  readonly orderId: string;
  readonly action: string;
  readonly state: 'open' | 'attention' | 'settled';
  readonly createdAt: Date;
  readonly settledAt: Date | null;
  /** By name, the closing step last. */
  readonly steps: readonly StepView[];
}

/** How the execution of a request stands; null when it has none, because it is not approved (yet). */
export const readExecution = async (
  source: Database | Transaction,
  requestId: string,
): Promise<ExecutionView | null> => {
  const client = 'prisma' in source ? source.prisma : source;
  const [row] = await client.$queryRaw<Row[]>`
    SELECT e.id, e.request_id AS "requestId", e.subject_id AS "orderId", e.action, e.state::text AS state,
      e.created_at AS "createdAt", e.settled_at AS "settledAt",
      (SELECT coalesce(json_agg(json_build_object('step', s.step, 'state', s.state, 'generation', s.generation,
          'attempts', s.attempts, 'errorCode', s.error_code, 'error', s.error, 'result', r.result,
          'doneAt', r.created_at) ORDER BY s.step = ${CLOSING_STEP}, s.step), '[]')
        FROM execution_step s LEFT JOIN step_receipt r ON r.execution_id = s.execution_id AND r.step = s.step
        WHERE s.execution_id = e.id) AS steps
    FROM execution e WHERE e.request_id = ${requestId}::uuid`;
  if (row === undefined) return null;
  const steps = row.steps.map((step) => ({
    ...step,
    doneAt: step.doneAt === null ? null : new Date(step.doneAt),
  }));
  return { ...row, steps };
};

type Row = Omit<ExecutionView, 'steps'> & InJson<Pick<ExecutionView, 'steps'>>;
