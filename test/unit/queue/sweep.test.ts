import { describe, expect, it } from 'vitest';
import { createLog } from '../../../src/platform/log.js';
import type { Job } from '../../../src/platform/queue/jobs.js';
import { createSweep, type SweepTask } from '../../../src/platform/queue/sweep.js';
import { keptLog, type LogLine } from '../../support/log-scan/kept-log.js';
import { waitFor } from '../../support/wait-for.js';

const log = createLog({ level: 'silent' });
const refresh = (requestId: string): Job => ({ kind: 'refresh', requestId });
const finds = (...jobs: Job[]): SweepTask => ({ name: 'finds', find: async () => jobs });
const fails: SweepTask = { name: 'fails', find: () => Promise.reject(new Error('the database is away')) };

describe('the sweep', () => {
  it('enqueues what each task finds, although another task fails', async () => {
    const enqueued: Job[] = [];
    const sweep = createSweep({
      tasks: [finds(refresh('a')), fails, finds(refresh('b'), refresh('c')), finds()],
      addJobs: async (jobs) => {
        enqueued.push(...jobs);
      },
      everyMs: 60_000,
      log,
    });
    expect(await sweep.runOnce()).toBe(3);
    expect(enqueued).toEqual([refresh('a'), refresh('b'), refresh('c')]);
  });

  it('does not throw when the queue takes nothing', async () => {
    const addJobs = () => Promise.reject(new Error('Redis is away'));
    const sweep = createSweep({ tasks: [finds(refresh('a'))], addJobs, everyMs: 60_000, log });
    expect(await sweep.runOnce()).toBe(0);
  });

  it('tells of an outage when it begins and when it is over, and of another trouble in between', async () => {
    const lines: LogLine[] = [];
    const away = new Set<string>();
    const task = (name: string): SweepTask => ({
      name,
      find: async () => {
        if (away.has(name)) throw new Error('the database is away');
        return [];
      },
    });
    const sweep = createSweep({
      tasks: [task('steps'), task('messages')],
      addJobs: async () => {},
      everyMs: 60_000,
      log: keptLog((line) => lines.push(line)),
    });
    const rounds = async (...failing: string[]): Promise<unknown[]> => {
      away.clear();
      for (const name of failing) away.add(name);
      for (let round = 0; round < 3; round += 1) await sweep.runOnce();
      return lines.splice(0).map(({ msg, tasks }) => [msg, tasks]);
    };
    expect(await rounds('steps', 'messages')).toEqual([['the sweep cannot look', 'steps, messages']]);
    expect(await rounds('messages')).toEqual([['the sweep cannot look', 'messages']]);
    expect(await rounds()).toEqual([['the sweep can look again', undefined]]);
  });

  it('looks again and again, and finishes its round before it stops', async () => {
    let looked = 0;
    let finished = 0;
    let hold: Promise<void> | undefined;
    const task: SweepTask = {
      name: 'slow',
      find: async () => {
        looked += 1;
        await hold;
        finished += 1;
        return [];
      },
    };
    const sweep = createSweep({ tasks: [task], addJobs: async () => {}, everyMs: 2, log });
    sweep.start();
    await waitFor(() => looked >= 3);
    let release = () => {};
    hold = new Promise((resolve) => {
      release = resolve;
    });
    const before = looked;
    await waitFor(() => looked > before);
    void sweep.runOnce();
    const stopped = sweep.stop();
    release();
    await stopped;
    expect(finished).toBe(looked);
    expect(looked).toBe(before + 2);
  });
});
