import type { Database } from '../db/client.js';
import { inTransaction, type Transaction } from '../db/in-transaction.js';
import { faultPoint } from '../fault-points.js';
import { appendEvent } from '../outbox/append-event.js';
import type { StepJob } from '../queue/jobs.js';
import { CLOSING_STEP } from './closing-step.js';
import { type ExecutionHead, lockExecution } from './lock-execution.js';
import { recordFailedTry } from './record-failed-try.js';

/** What a step leaves in its receipt: plain JSON, ids and counts as text or numbers. */
export type StepResult = { readonly [key: string]: JsonValue };
type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** The effect of a step: writes its rows with this transaction and nothing else, so that it happens with its receipt or not at all. */
export type StepEffect = (tx: Transaction, execution: ExecutionHead) => Promise<StepResult>;

/** What became of a step job. `dropped` says why it was not for us to do. */
export type StepOutcome =
  | { readonly outcome: 'done'; readonly result: StepResult }
  | { readonly outcome: 'already-done' }
  | {
      readonly outcome: 'dropped';
      readonly why: 'unknown' | 'settled' | 'parked' | 'not-yet-owed';
    };

/**
 * Runs a step's effect and writes its receipt in one transaction, under the lock on its execution: however often the
 * job comes, and on however many machines at once, the effect happens once (S9, M4, C3). The receipt of any step but
 * the closing one appends `step.done`; the closing one settles the execution and appends `execution.settled`.
 * What the effect throws is noted at the step, and thrown on. A job of an older generation does as well while the step is
 * owed: otherwise the sweep, which raises it, would send what has waited longest to the end of a long queue.
 */
export const runStepOnce = async (db: Database, job: StepJob, effect: StepEffect): Promise<StepOutcome> => {
  await faultPoint('step.before-claim', job.step);
  let outcome: StepOutcome;
  try {
    outcome = await inTransaction(db, (tx) => runInTransaction(tx, job, effect));
  } catch (thrown) {
    await recordFailedTry(db, job, thrown);
    throw thrown;
  }
  if (outcome.outcome === 'done') await faultPoint('step.after-commit', job.step);
  return outcome;
};

const runInTransaction = async (tx: Transaction, job: StepJob, effect: StepEffect): Promise<StepOutcome> => {
  const execution = await lockExecution(tx, job.executionId);
  if (execution === null) return { outcome: 'dropped', why: 'unknown' };
  const steps = await stepsOf(tx, execution.id);
  const own = steps.find(({ step }) => step === job.step);
  if (own === undefined) return { outcome: 'dropped', why: 'unknown' };
  if (own.receipted) return { outcome: 'already-done' };
  if (execution.state === 'settled') return { outcome: 'dropped', why: 'settled' };
  if (own.state === 'attention') return { outcome: 'dropped', why: 'parked' };
  const othersDone = steps.every(({ step, receipted }) => step === job.step || receipted);
  if (job.step === CLOSING_STEP && !othersDone) return { outcome: 'dropped', why: 'not-yet-owed' };

  await faultPoint('step.claimed', job.step);
  const result = await effect(tx, execution);
  await faultPoint('step.after-effect', job.step);
  await writeReceipt(tx, execution, job.step, result);
  await faultPoint('step.before-commit', job.step);
  return { outcome: 'done', result };
};

interface StepRow {
  readonly step: string;
  readonly state: 'owed' | 'attention' | 'done';
  readonly receipted: boolean;
}

const stepsOf = (tx: Transaction, executionId: string): Promise<StepRow[]> =>
  tx.$queryRaw<StepRow[]>`
    SELECT s.step, s.state::text AS state, r.step IS NOT NULL AS receipted
    FROM execution_step s LEFT JOIN step_receipt r ON r.execution_id = s.execution_id AND r.step = s.step
    WHERE s.execution_id = ${executionId}::uuid`;

const writeReceipt = async (
  tx: Transaction,
  execution: ExecutionHead,
  step: string,
  result: StepResult,
): Promise<void> => {
  const about = { requestId: execution.requestId, orderId: execution.orderId, executionId: execution.id };
  await tx.$executeRaw`
    WITH receipt AS (
      INSERT INTO step_receipt (execution_id, step, result)
      VALUES (${execution.id}::uuid, ${step}, ${JSON.stringify(result)}::jsonb)
    )
    UPDATE execution_step SET state = 'done', error_code = NULL, error = NULL, updated_at = now()
    WHERE execution_id = ${execution.id}::uuid AND step = ${step}`;
  if (step !== CLOSING_STEP) {
    await appendEvent(tx, 'step.done', { ...about, step });
    return;
  }
  await tx.$executeRaw`
    UPDATE execution SET state = 'settled', settled_at = now() WHERE id = ${execution.id}::uuid`;
  await appendEvent(tx, 'execution.settled', about);
};
