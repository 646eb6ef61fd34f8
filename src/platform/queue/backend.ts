import type { Job as BullJob, JobsOptions, QueueOptions, WorkerOptions } from 'bullmq';
import { Failure } from '../../kernel/errors.js';
import type { Job } from './jobs.js';

/** BullMQ's own record of one of our jobs. */
export type QueuedJob = BullJob<Job, void>;

/** What we use of BullMQ's Queue, the same on both backends. */
export interface QueueObject {
  addBulk(jobs: { name: string; data: Job; opts: JobsOptions }[]): Promise<unknown>;
  getFailed(start: number, end: number): Promise<QueuedJob[]>;
  getJobCounts(...states: ('waiting' | 'active' | 'delayed' | 'failed')[]): Promise<Record<string, number>>;
  obliterate(options: { force: boolean }): Promise<void>;
  close(): Promise<void>;
}

/** What we use of BullMQ's Worker, the same on both backends. */
export interface WorkerObject {
  close(force?: boolean): Promise<void>;
}

/** Where BullMQ keeps its jobs. One for a process, shared by its queues and workers. */
export interface QueueBackend {
  readonly kind: 'postgres' | 'redis';
  queue(name: string, options: Omit<QueueOptions, 'connection' | 'prefix'>): QueueObject;
  worker(
    name: string,
    work: (job: QueuedJob) => Promise<void>,
    options: Omit<WorkerOptions, 'connection' | 'prefix'>,
  ): WorkerObject;
  /** Resolves when the backend answers and can carry the queue, with what is to be said about it all the same. */
  ping(): Promise<string | undefined>;
  /** Closes the connections that the queues and workers share; after these are closed. */
  close(): Promise<void>;
}

/**
 * Rejects with the retryable failure `queue-unavailable` when there is no answer in time, or an error instead; a Failure
 * stays what it is. `about` goes into its details.
 */
export const answered = async <T>(
  what: string,
  timeoutMs: number,
  answer: Promise<T>,
  about: Readonly<Record<string, string>> = {},
): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([answer, late]);
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown;
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    throw new Failure('queue-unavailable', `${what}: ${message}`, {
      retryable: true,
      cause: thrown,
      details: { ...about, why: message },
    });
  } finally {
    clearTimeout(timer);
  }
};
