import type { Database } from '../db/client.js';
import { DATABASE_OUTAGES } from '../db/database-failure.js';
import { inTransaction } from '../db/in-transaction.js';
import { describeError } from '../describe-error.js';
import { faultPoint } from '../fault-points.js';
import { appendEvent } from '../outbox/append-event.js';
import type { StepJob } from '../queue/jobs.js';
import { lockExecution } from './lock-execution.js';

/**
 * Sets a step aside that failed for good or too often: it and its execution need attention, the error is kept without
 * secrets, and `step.needs-attention` is appended, once a generation. False when there is nothing to park: the step
 * is done, already parked, a newer generation is under way, or the trouble is an outage of the database, which no
 * Retry would mend: then it stays owed, and the sweep has it tried again.
 */
export const parkStep = async (db: Database, job: StepJob, thrown: unknown): Promise<boolean> => {
  const { code, message } = describeError(thrown);
  if (DATABASE_OUTAGES.has(code)) return false;
  await faultPoint('step.before-park', job.step);
  const parked = await inTransaction(db, async (tx) => {
    const execution = await lockExecution(tx, job.executionId);
    if (execution === null || execution.state === 'settled') return false;
    const changed = await tx.$executeRaw`
      UPDATE execution_step
      SET state = 'attention', error_code = ${code}, error = ${message}, updated_at = now()
      WHERE execution_id = ${execution.id}::uuid AND step = ${job.step}
        AND generation = ${job.generation} AND state = 'owed'`;
    if (changed === 0) return false;
    await tx.$executeRaw`UPDATE execution SET state = 'attention' WHERE id = ${execution.id}::uuid`;
    await appendEvent(tx, 'step.needs-attention', {
      requestId: execution.requestId,
      orderId: execution.orderId,
      executionId: execution.id,
      step: job.step,
    });
    return true;
  });
  if (parked) await faultPoint('step.after-park', job.step);
  return parked;
};
