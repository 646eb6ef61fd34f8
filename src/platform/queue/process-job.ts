import { UnrecoverableError } from 'bullmq';
import { asError, Failure, never } from '../../kernel/errors.js';
import type { Log } from '../log.js';
import type { QueuedJob } from './backend.js';
import type { DeliverJob, Job, JobKind, RefreshJob, StepJob } from './jobs.js';

/** What a worker does with each kind of job. To throw is to fail: tried again later, unless a Failure says it is of no use. */
export interface JobHandlers {
  step(job: StepJob): Promise<void>;
  deliver(job: DeliverJob): Promise<void>;
  refresh(job: RefreshJob): Promise<void>;
  /**
   * A job failed for good or too often. Runs before the queue is told, so that it happens again when the process dies
   * here; has to be safe to repeat. When it throws, the job is given up all the same and the sweep finds what is owed.
   */
  onExhausted(job: Job, error: Error): Promise<void>;
}

/** One try at one job, as BullMQ calls it. */
export const processJob = async (
  queued: QueuedJob,
  handlers: JobHandlers,
  { log, onFailed }: { log: Log; onFailed: ((kind: JobKind, final: boolean) => void) | undefined },
): Promise<void> => {
  const { data: job } = queued;
  try {
    await handle(job, handlers);
  } catch (thrown) {
    const error = asError(thrown);
    const retryable = !(error instanceof Failure) || error.retryable;
    const attempt = queued.attemptsMade + 1;
    const exhausted = !retryable || attempt >= (queued.opts.attempts ?? 1);
    onFailed?.(job.kind, exhausted);
    log.warn({ job, attempt, exhausted, err: error }, 'a job failed');
    if (exhausted) {
      try {
        await handlers.onExhausted(job, error);
      } catch (second) {
        log.error({ job, err: asError(second) }, 'what failed for good could not be set aside');
      }
    }
    if (!retryable) throw new UnrecoverableError(error.message);
    throw error;
  }
};

const handle = (job: Job, handlers: JobHandlers): Promise<void> => {
  switch (job.kind) {
    case 'step':
      return handlers.step(job);
    case 'deliver':
      return handlers.deliver(job);
    case 'refresh':
      return handlers.refresh(job);
    default:
      return never(job);
  }
};
