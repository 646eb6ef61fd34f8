import { deliver } from '../features/notifications/deliver.js';
import type { DeliveryWork } from '../features/notifications/delivery-work.js';
import { dueDeliveries, staleMessages } from '../features/notifications/owed-messages.js';
import { refreshMessages } from '../features/notifications/refresh-messages.js';
import type { Clock } from '../kernel/clock.js';
import type { Database } from '../platform/db/client.js';
import type { DeliverJob, Job, RefreshJob, StepJob } from '../platform/queue/jobs.js';
import { createQuietLog } from '../platform/quiet-log.js';
import { runCancellationStep } from './cancellation-steps.js';
import { jobsFor } from './jobs-for.js';

/** What a worker does with each kind of job. The jobs that come back are for the queue: the same work, later. */
export interface Work {
  step(job: StepJob): Promise<void>;
  deliver(job: DeliverJob): Promise<readonly Job[]>;
  refresh(job: RefreshJob): Promise<readonly Job[]>;
  /** For the sweep: deliveries and messages that nobody sees to. */
  owedMessages(): Promise<readonly Job[]>;
}

export const createWork = (
  db: Database,
  delivery: Omit<DeliveryWork, 'clock'>,
  {
    clock,
    sharedClock,
    dueForMs,
    onDelivery = () => undefined,
  }: {
    /** Says when something was done. */
    readonly clock: Clock;
    /** The one by which all workers take messages and leave them to each other; asked for each job. */
    readonly sharedClock: () => Promise<Clock>;
    /** How long a delivery has to be due before the sweep takes its job for lost. */
    readonly dueForMs: number;
    /** One try at a message has ended like this. */
    readonly onDelivery?: (outcome: 'sent' | 'kept' | 'failed' | 'again') => void;
  },
): Work => {
  // Apart, so that people in Slack who cannot be reached do not hide that the mail server is away.
  const failed = () => createQuietLog(delivery.log, 'a message did not go out and is tried again');
  const tellFailed = { channel: failed(), member: failed(), mail: failed() };
  const until = (again: Date, shared: Clock): number => Math.max(1, again.getTime() - shared.now().getTime());
  return {
    async step(job) {
      await runCancellationStep(db, job, clock);
    },
    async deliver({ deliveryId, attempt = 0 }) {
      const shared = await sharedClock();
      const result = await deliver(db, deliveryId, { ...delivery, clock: shared });
      if ('done' in result) {
        if (result.done !== 'nothing-owed') onDelivery(result.done);
        return 'notices' in result ? jobsFor(result.notices, shared.now()) : [];
      }
      onDelivery('again');
      if (result.failed !== undefined) tellFailed[result.failed.to](result.failed);
      // Counts the jobs, not the tries: otherwise the queue would take the next one for a repeat of this one.
      return [{ kind: 'deliver', deliveryId, attempt: attempt + 1, delayMs: until(result.again, shared) }];
    },
    async refresh({ requestId }) {
      const shared = await sharedClock();
      const result = await refreshMessages(db, requestId, { ...delivery, clock: shared });
      return result.done ? [] : [{ kind: 'refresh', requestId, delayMs: until(result.again, shared) }];
    },
    async owedMessages() {
      const shared = await sharedClock();
      const [deliveries, requests] = await Promise.all([
        dueDeliveries(db, { clock: shared, dueForMs }),
        staleMessages(db, shared),
      ]);
      return [
        ...deliveries.map((deliveryId) => ({ kind: 'deliver' as const, deliveryId })),
        ...requests.map((requestId) => ({ kind: 'refresh' as const, requestId })),
      ];
    },
  };
};
