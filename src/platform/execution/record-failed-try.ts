import type { Database } from '../db/client.js';
import { describeError } from '../describe-error.js';
import type { StepJob } from '../queue/jobs.js';

/**
 * Notes at the step that a try failed and how, which also keeps the sweep away while the queue still retries.
 * The note is not the work: when the database itself is the trouble, nothing is noted and nothing is thrown.
 */
export const recordFailedTry = async (db: Database, job: StepJob, thrown: unknown): Promise<void> => {
  const { code, message } = describeError(thrown);
  try {
    await db.prisma.$executeRaw`
      UPDATE execution_step
      SET attempts = attempts + 1, error_code = ${code}, error = ${message}, updated_at = now()
      WHERE execution_id = ${job.executionId}::uuid AND step = ${job.step}
        AND generation = ${job.generation} AND state = 'owed'`;
  } catch {
    // The error that is thrown on by our caller tells of the outage.
  }
};
