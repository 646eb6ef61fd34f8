import { setTimeout as pause } from 'node:timers/promises';
import { asError, Failure } from '../../kernel/errors.js';
import type { Log } from '../../platform/log.js';
import type { OpenWorker } from '../open-worker.js';

/** A worker that can be sent out while the company is changed under it. */
export interface AttendedWorker extends OpenWorker {
  /**
   * Lets the worker finish what is in hand, runs `work` while nobody works, and has another begin with an empty queue,
   * whatever became of it. One absence after another.
   */
  away<T>(work: () => Promise<T>): Promise<T>;
}

const AGAIN_MS = 1_000;

/** Opens a worker that can be sent out. Throws what `open` throws; one that cannot come back tries again until it can. */
export const openAttendedWorker = async (
  open: () => Promise<OpenWorker>,
  log: Log,
): Promise<AttendedWorker> => {
  let worker = await open();
  let present = true;
  let stopped = false;
  let turn: Promise<unknown> = Promise.resolve();

  const leave = async (): Promise<void> => {
    present = false;
    await worker.stop();
  };
  const openEmpty = async (): Promise<OpenWorker> => {
    const next = await open();
    try {
      await next.forgetJobs();
    } catch (thrown) {
      await next.stop();
      throw thrown;
    }
    return next;
  };
  const comeBack = async (): Promise<void> => {
    while (!stopped) {
      try {
        worker = await openEmpty();
        worker.start();
        present = true;
        return;
      } catch (thrown) {
        log.error({ err: asError(thrown) }, 'the worker could not begin again and tries once more');
        await pause(AGAIN_MS);
      }
    }
  };
  return {
    get backend() {
      return worker.backend;
    },
    start: () => worker.start(),
    // Whoever is out on purpose comes back: that is no reason to call the process ill.
    ping: async () => (present ? worker.ping() : undefined),
    counts: async () => {
      // A queue that is closed would never answer.
      if (!present) throw new Failure('queue-unavailable', 'the worker is out', { retryable: true });
      return worker.counts();
    },
    forgetJobs: () => worker.forgetJobs(),
    async stop() {
      stopped = true;
      await turn;
      await worker.stop();
    },
    away(work) {
      const done = turn.then(async () => {
        if (present) await leave();
        return work();
      });
      turn = done.then(comeBack, comeBack);
      return done;
    },
  };
};
