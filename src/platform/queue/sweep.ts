import { asError } from '../../kernel/errors.js';
import type { Log } from '../log.js';
import { createOutageLog } from '../outage-log.js';
import type { Job } from './jobs.js';

/** Something that looks in the database for work that is owed and that no job is on its way for. */
export interface SweepTask {
  readonly name: string;
  /** The jobs to enqueue again; none when everything is as it should be. */
  readonly find: () => Promise<readonly Job[]>;
}

export interface Sweep {
  start(): void;
  /** Ends after the rounds in hand. */
  stop(): Promise<void>;
  /** One round: every task, and its jobs enqueued; gives back how many there were. Waits for the round in hand; never throws. */
  runOnce(): Promise<number>;
}

/**
 * Looks every `everyMs` for what is owed and enqueues it again: it reads the domain, not the outbox or the queue, so
 * it repairs whatever those lost. A plain timer in each process, since it must not depend on the queue that it
 * repairs; several at once do no harm, they only look twice. A task that fails does not keep the others from looking.
 */
export const createSweep = (options: {
  readonly tasks: readonly SweepTask[];
  readonly addJobs: (jobs: readonly Job[]) => Promise<void>;
  readonly everyMs: number;
  readonly log: Log;
}): Sweep => {
  const { tasks, addJobs, everyMs, log } = options;
  let stopped = true;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<number> = Promise.resolve(0);
  const outage = createOutageLog(log, { begun: 'the sweep cannot look', over: 'the sweep can look again' });

  const runTask = async ({ name, find }: SweepTask): Promise<number> => {
    const jobs = await find();
    if (jobs.length > 0) {
      await addJobs(jobs);
      log.info({ task: name, jobs: jobs.length }, 'the sweep enqueued what was owed');
    }
    return jobs.length;
  };
  const look = async (): Promise<number> => {
    let jobs = 0;
    const failed: string[] = [];
    let err: Error | undefined;
    for (const task of tasks) {
      try {
        jobs += await runTask(task);
      } catch (thrown) {
        failed.push(task.name);
        err ??= asError(thrown);
      }
    }
    const names = failed.join(', ');
    if (err === undefined) outage.worked();
    else outage.failed({ tasks: names, err }, names);
    return jobs;
  };
  // One round after the other, so that `stop` waits for all of them.
  const runOnce = (): Promise<number> => {
    round = round.then(look);
    return round;
  };
  // A little earlier or later each time, so that several processes do not look in step.
  const next = (): void => {
    timer = setTimeout(
      () => {
        void runOnce().then(() => {
          if (!stopped) next();
        });
      },
      everyMs * (0.9 + 0.2 * Math.random()),
    );
  };

  return {
    start() {
      stopped = false;
      next();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
    runOnce,
  };
};
