import type { Job } from './jobs.js';

/** For so long a repeated hint about the same try of a delivery or the same version of a request is one job. */
const BUCKET_MS = 60_000;

/**
 * The id by which the queue knows a job again while it still keeps the old one; it saves work and guards nothing.
 * A repeat is dropped only where the kept job says the same: the same generation of a step, the same try of a
 * delivery, the same version of a request, and these two within a minute, so that the sweep always gets through.
 * Undefined, so never dropped, for a refresh without version: it may be about a newer change than the running one.
 */
export const jobId = (job: Job, now: number): string | undefined => {
  const bucket = Math.floor((now + (job.delayMs ?? 0)) / BUCKET_MS);
  switch (job.kind) {
    case 'step':
      return `${job.executionId}-${job.step}-${job.generation}`;
    case 'deliver':
      return `deliver-${job.deliveryId}-${job.attempt ?? 0}-${bucket}`;
    case 'refresh':
      return job.version === undefined ? undefined : `refresh-${job.requestId}-${job.version}-${bucket}`;
  }
};
