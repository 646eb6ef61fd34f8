import { isDemoInTheMaking } from '../features/access/is-demo-in-the-making.js';
import { actOut } from '../features/demo/act-out.js';
import { dateMessages } from '../features/demo/date-messages.js';
import { DEMO_TROUBLE, demoStory } from '../features/demo/demo-story.js';
import { loadDemo } from '../features/demo/load-demo.js';
import { runCancellationStep } from '../flows/cancellation-steps.js';
import { flows } from '../flows/index.js';
import { type Clock, systemClock } from '../kernel/clock.js';
import { Failure } from '../kernel/errors.js';
import type { Database } from '../platform/db/client.js';
import { parkStep } from '../platform/execution/park-step.js';
import type { Log } from '../platform/log.js';
import { relayNextEvent } from '../platform/outbox/relay-next-event.js';
import type { StepJob } from '../platform/queue/jobs.js';
import { WORKER_PACE } from './open-worker.js';

/**
 * Loads the demo company into a database that holds nothing at all, and lets it live through its last two weeks: each
 * act by the use case through which everybody goes, at its time, with what follows it in stock and books. Its messages
 * bear that time, are owed, and go out when a worker starts; none may work on the database meanwhile. One that no workspace has
 * joined yet is loaded anew: its story may have broken off with the process. Answers whether it was loaded.
 */
export const loadDemoCompany = async (
  db: Database,
  {
    admins,
    baseCurrency,
    log,
    again = false,
  }: {
    /** Those of the configuration. */
    readonly admins: readonly string[];
    readonly baseCurrency: string;
    readonly log: Log;
    readonly again?: boolean;
  },
): Promise<boolean> => {
  const brokenOff = await isDemoInTheMaking(db);
  if (!(await loadDemo(db, systemClock, { again: again || brokenOff, admins }))) return false;
  for (const { act, instant } of demoStory(systemClock.now())) {
    const clock: Clock = { now: () => instant };
    const acted = await actOut(db, act, { clock, baseCurrency });
    // One is meant to be refused. With another base currency the policy asks other people, and the rest still stands.
    if (!acted.ok) log.debug({ act, refusals: acted.refusals }, 'an act of the demo company was refused');
    const troubled = 'order' in act && act.order === DEMO_TROUBLE.order;
    await letFollow(db, clock, troubled ? DEMO_TROUBLE.step : undefined);
    await dateMessages(db, instant);
  }
  return true;
};

/** Relays what is owed and runs its steps until nothing follows any more; the step called `stuck` is parked instead. */
const letFollow = async (db: Database, clock: Clock, stuck: string | undefined): Promise<void> => {
  for (;;) {
    // Its messages are owed as if a worker had died over them just now: the first look of the next one finds them.
    const owedSince = systemClock.now().getTime() - WORKER_PACE.deliveryLostAfterMs;
    const passed = await relayNextEvent(db, flows, () => new Date(owedSince));
    if (passed.outcome === 'failed') throw passed.error;
    if (passed.outcome === 'idle') return;
    for (const job of passed.jobs) if (job.kind === 'step') await runStep(db, job, clock, stuck);
  }
};

const runStep = async (
  db: Database,
  job: StepJob,
  clock: Clock,
  stuck: string | undefined,
): Promise<void> => {
  if (job.step !== stuck) await runCancellationStep(db, job, clock);
  else
    await parkStep(
      db,
      job,
      new Failure(DEMO_TROUBLE.code, 'a payment was being corrected', { retryable: false }),
    );
};
