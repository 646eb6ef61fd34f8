import type { Database } from '../db/client.js';
import type { Transaction } from '../db/in-transaction.js';
import type { StepJob } from '../queue/jobs.js';
import { CLOSING_STEP } from './closing-step.js';
import { lockExecution } from './lock-execution.js';

/**
 * The jobs of an execution that are owed now, in their present generation: its first steps, a retried step, and the
 * closing step once, under the lock on the execution, every other has its receipt. Enqueuing one that is already
 * queued is harmless.
 */
export const owedStepsOf = async (tx: Transaction, executionId: string): Promise<StepJob[]> => {
  const execution = await lockExecution(tx, executionId);
  if (execution === null || execution.state === 'settled') return [];
  const steps = await tx.executionStep.findMany({ where: { executionId }, orderBy: { step: 'asc' } });
  const allOthersDone = steps.every(({ step, state }) => step === CLOSING_STEP || state === 'done');
  return steps
    .filter(({ step, state }) => state === 'owed' && (step !== CLOSING_STEP || allOthersDone))
    .map(({ step, generation }) => ({ kind: 'step', executionId, step, generation }));
};

/**
 * Steps that are owed and were not touched for so long that their jobs must be lost: each in a new generation, so that
 * its job does not collide with what is left of the old one. `olderThanMs` has to exceed the queue's longest back-off.
 * Executions that somebody works on at this moment are left alone. `limit`, 500 by default and the oldest first, keeps
 * a sweep over a backlog from burying the queue under its own repeats.
 */
export const owedSteps = async (
  db: Database,
  { olderThanMs, limit = 500 }: { olderThanMs: number; limit?: number },
): Promise<StepJob[]> => {
  const rows = await db.prisma.$queryRaw<{ executionId: string; step: string; generation: number }[]>`
    WITH lost AS (
      SELECT s.execution_id, s.step
      FROM execution_step s
      JOIN execution e ON e.id = s.execution_id AND e.state <> 'settled'
      WHERE s.state = 'owed'
        AND s.updated_at < now() - ${olderThanMs}::float8 * interval '1 millisecond'
        AND (s.step <> ${CLOSING_STEP} OR NOT EXISTS (
          SELECT 1 FROM execution_step other
          WHERE other.execution_id = s.execution_id AND other.step <> s.step AND other.state <> 'done'))
      ORDER BY s.updated_at
      LIMIT ${limit}
      FOR UPDATE SKIP LOCKED
    )
    UPDATE execution_step s SET generation = s.generation + 1, updated_at = now()
    FROM lost WHERE s.execution_id = lost.execution_id AND s.step = lost.step
    RETURNING s.execution_id AS "executionId", s.step, s.generation`;
  return rows.map(({ executionId, step, generation }) => ({ kind: 'step', executionId, step, generation }));
};
