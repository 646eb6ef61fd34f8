import type { DeliverJob, Job } from '../platform/queue/jobs.js';

/** A job for each delivery, at its time. */
export const jobsFor = (
  deliveries: ReadonlyArray<{ readonly id: string; readonly nextAttemptAt: Date }>,
  now: Date,
): (DeliverJob & Pick<Job, 'delayMs'>)[] =>
  deliveries.map(({ id, nextAttemptAt }) => {
    const delayMs = nextAttemptAt.getTime() - now.getTime();
    return delayMs > 0 ? { kind: 'deliver', deliveryId: id, delayMs } : { kind: 'deliver', deliveryId: id };
  });
