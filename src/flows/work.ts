import { deliver } from '../features/notifications/deliver.js';
import type { DeliveryWork } from '../features/notifications/delivery-work.js';
import { dueDeliveries, staleMessages } from '../features/notifications/owed-messages.js';
import { refreshMessages } from '../features/notifications/refresh-messages.js';
import type { Database } from '../platform/db/client.js';
import type { DeliverJob, Job, RefreshJob, StepJob } from '../platform/queue/jobs.js';
import { runCancellationStep } from './cancellation-steps.js';

/** What a worker does with each kind of job. The jobs that come back are for the queue: the same work, later. */
export interface Work {
  step(job: StepJob): Promise<void>;
  deliver(job: DeliverJob): Promise<readonly Job[]>;
  refresh(job: RefreshJob): Promise<readonly Job[]>;
  /** For the sweep: deliveries and messages that nobody sees to. */
  owedMessages(): Promise<readonly Job[]>;
}

/** `dueForMs`: how long a delivery has to be due before the sweep takes its job for lost. */
export const createWork = (
  db: Database,
  delivery: DeliveryWork,
  {
    dueForMs,
    onDelivery = () => undefined,
  }: {
    readonly dueForMs: number;
    /** One try at a message has ended like this. */
    readonly onDelivery?: (outcome: 'sent' | 'kept' | 'failed' | 'again') => void;
  },
): Work => {
  const { clock } = delivery;
  const until = (again: Date): number => Math.max(1, again.getTime() - clock.now().getTime());
  return {
    async step(job) {
      await runCancellationStep(db, job, clock);
    },
    async deliver({ deliveryId, attempt = 0 }) {
      const result = await deliver(db, deliveryId, delivery);
      if ('done' in result) {
        if (result.done !== 'nothing-owed') onDelivery(result.done);
        return [];
      }
      onDelivery('again');
      // Counts the jobs, not the tries: otherwise the queue would take the next one for a repeat of this one.
      return [{ kind: 'deliver', deliveryId, attempt: attempt + 1, delayMs: until(result.again) }];
    },
    async refresh({ requestId }) {
      const result = await refreshMessages(db, requestId, delivery);
      return result.done ? [] : [{ kind: 'refresh', requestId, delayMs: until(result.again) }];
    },
    async owedMessages() {
      const [deliveries, requests] = await Promise.all([
        dueDeliveries(db, { clock, dueForMs }),
        staleMessages(db, clock),
      ]);
      return [
        ...deliveries.map((deliveryId) => ({ kind: 'deliver' as const, deliveryId })),
        ...requests.map((requestId) => ({ kind: 'refresh' as const, requestId })),
      ];
    },
  };
};
