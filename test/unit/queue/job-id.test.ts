import { describe, expect, it } from 'vitest';
import { jobId } from '../../../src/platform/queue/job-id.js';
import type { Job } from '../../../src/platform/queue/jobs.js';

const MINUTE = 60_000;
const NOON = 12 * 60 * MINUTE;
const STEP: Job = { kind: 'step', executionId: 'e1', step: 'stock', generation: 2 };
const DELIVER: Job = { kind: 'deliver', deliveryId: 'd1', attempt: 1 };

describe("a job's id", () => {
  it('is the execution, the step and the generation, whenever it comes', () => {
    expect(jobId(STEP, NOON)).toBe('e1-stock-2');
    expect(jobId(STEP, NOON + MINUTE)).toBe(jobId(STEP, NOON));
    expect(jobId({ ...STEP, generation: 3 }, NOON)).not.toBe(jobId(STEP, NOON));
  });

  it('drops a repeated hint about the same try of a delivery, for a minute', () => {
    expect(jobId(DELIVER, NOON + 30_000)).toBe(jobId(DELIVER, NOON));
    expect(jobId(DELIVER, NOON + MINUTE)).not.toBe(jobId(DELIVER, NOON));
    expect(jobId({ ...DELIVER, delayMs: MINUTE }, NOON)).not.toBe(jobId(DELIVER, NOON));
    expect(jobId({ kind: 'deliver', deliveryId: 'd1', attempt: 2 }, NOON)).not.toBe(jobId(DELIVER, NOON));
  });

  it('never drops a refresh that may be about a newer change', () => {
    expect(jobId({ kind: 'refresh', requestId: 'r1' }, NOON)).toBeUndefined();
    const shown = (version: number) => jobId({ kind: 'refresh', requestId: 'r1', version }, NOON);
    expect(shown(4)).toBe(shown(4));
    expect(shown(5)).not.toBe(shown(4));
  });

  it('has no colon and is never a number alone, which the queue refuses', () => {
    for (const job of [STEP, DELIVER, { kind: 'refresh', requestId: '7', version: 1 } as const]) {
      expect(jobId(job, NOON)).toMatch(/^(?!\d+$)[^:]+$/);
    }
  });
});
