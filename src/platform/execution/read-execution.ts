import type { Database } from '../db/client.js';
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
  const row = await client.execution.findUnique({
    where: { requestId },
    include: { steps: { include: { receipt: true }, orderBy: { step: 'asc' } } },
  });
  if (row === null) return null;
  return {
    id: row.id,
    requestId: row.requestId,
    orderId: row.subjectId,
    action: row.action,
    state: row.state,
    createdAt: row.createdAt,
    settledAt: row.settledAt,
    steps: row.steps
      .map((step) => ({
        step: step.step,
        state: step.state,
        generation: step.generation,
        attempts: step.attempts,
        errorCode: step.errorCode,
        error: step.error,
        result: step.receipt?.result ?? null,
        doneAt: step.receipt?.createdAt ?? null,
      }))
      .sort((a, b) => Number(a.step === CLOSING_STEP) - Number(b.step === CLOSING_STEP)),
  };
};
