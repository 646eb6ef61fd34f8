import type { StoredDelivery } from '../../../src/features/notifications/delivery-store.js';
import type { MailSender } from '../../../src/features/notifications/ports.js';
import type { CancellationChoices } from '../../../src/features/orders/cancel/choices.js';
import { flows } from '../../../src/flows/index.js';
import { createWork } from '../../../src/flows/work.js';
import type { Database } from '../../../src/platform/db/client.js';
import { relayNextEvent } from '../../../src/platform/outbox/relay-next-event.js';
import type { Job, StepJob } from '../../../src/platform/queue/jobs.js';
import { at, openCompany } from './company.js';
import { KEPT, openPostOffice } from './post-office.js';

/** The use cases, the flows and the work, with a test in the place of relay and queue. */
export const openFlowsWorld = async (mail: (db: Database) => MailSender = () => KEPT) => {
  const desk = await openCompany();
  const office = openPostOffice(desk.db, { mail: mail(desk.db) });
  const work = createWork(desk.db, office.work, {
    clock: office.work.clock,
    sharedClock: async () => office.work.clock,
    dueForMs: 0,
  });
  const members = new Map(
    (await desk.db.prisma.member.findMany()).map(({ id, email }) => [id, email.replace(/@.*/, '')]),
  );

  const stepJobs = (jobs: readonly Job[]): StepJob[] =>
    jobs.filter((job): job is Job & StepJob => job.kind === 'step');

  /** Follows up everything that happened; answers the jobs. */
  const relay = async (): Promise<Job[]> => {
    const jobs: Job[] = [];
    for (;;) {
      const passed = await relayNextEvent(desk.db, flows, () => office.now());
      if (passed.outcome === 'idle') return jobs;
      if (passed.outcome === 'failed') throw passed.error;
      jobs.push(...passed.jobs);
    }
  };

  /** Does the step jobs and follows up what they made true; answers the jobs of that. */
  const workOn = async (jobs: readonly Job[]): Promise<Job[]> => {
    for (const job of stepJobs(jobs)) await work.step(job);
    return relay();
  };

  const line = ({ kind, payload, recipient, state }: StoredDelivery): string => {
    // In this order, whatever order the database keeps keys in.
    const named = new Map<string, unknown>(Object.entries(payload));
    const about = ['what', 'step', 'steps'].flatMap((name) => named.get(name) ?? []);
    const to =
      recipient.to === 'channel'
        ? recipient.purpose
        : recipient.to === 'member'
          ? members.get(recipient.memberId)
          : 'mail';
    return [kind, ...about, '→', to, ...(state === 'superseded' ? ['(superseded)'] : [])].join(' ');
  };

  return {
    desk,
    office,
    /** What a worker does, job by job. */
    worker: work,
    work: workOn,
    relay,
    stepJobs,
    async ask(number: string, who: string, choices?: CancellationChoices) {
      const asked = await desk.request(number, at(who), choices === undefined ? {} : { choices });
      if (!asked.ok) throw new Error(JSON.stringify(asked.refusals));
      return asked.value;
    },
    /** Follows everything up until no step is owed. */
    async settle(jobs: readonly Job[] = []): Promise<void> {
      let owed = [...jobs, ...(await relay())];
      while (stepJobs(owed).length > 0) owed = await workOn(owed);
    },
    /** Names of the steps among the jobs, each once, sorted. */
    steps: (jobs: readonly Job[]): string[] => [...new Set(stepJobs(jobs).map(({ step }) => step))].sort(),
    /** Every message about a request, as `kind what → recipient`, sorted. */
    told: async (requestId: string): Promise<string[]> => (await office.of(requestId)).map(line).sort(),
    async deliverAll(requestId: string): Promise<void> {
      for (const { id } of await office.of(requestId)) await office.try(id);
    },
    close: () => desk.close(),
  };
};

export type FlowsWorld = Awaited<ReturnType<typeof openFlowsWorld>>;
