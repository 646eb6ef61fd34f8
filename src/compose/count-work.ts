import { countRequests } from '../features/approvals/count-requests.js';
import { readWaitingMessages } from '../features/notifications/read-waiting-messages.js';
import type { Database } from '../platform/db/client.js';
import type { Metrics } from '../platform/metrics.js';
import { readOutboxBacklog } from '../platform/outbox/read-backlog.js';
import type { OpenWorker } from './open-worker.js';

/** Numbers of the whole company, which every worker reads from the same database and queue. */
export const countWork = (
  metrics: Metrics,
  { database: db, worker }: { readonly database: Database; readonly worker: Pick<OpenWorker, 'counts'> },
): void => {
  const single = (name: `countermand_${string}`, help: string, read: () => Promise<number>): void =>
    metrics.gauge({ name, help, labels: [], read: async () => [{ labels: {}, value: await read() }] });
  metrics.gauge({
    name: 'countermand_requests',
    help: 'Requests by state',
    labels: ['state'],
    read: async () =>
      (await countRequests(db)).map(({ state, requests }) => ({ labels: { state }, value: requests })),
  });
  single(
    'countermand_outbox_events',
    'Events that wait to be followed up',
    async () => (await readOutboxBacklog(db)).events,
  );
  single(
    'countermand_outbox_oldest_seconds',
    'How long the oldest event waits to be followed up',
    async () => (await readOutboxBacklog(db)).oldestSeconds,
  );
  single(
    'countermand_messages_waiting',
    'Messages that have not gone out',
    async () => (await readWaitingMessages(db)).messages,
  );
  single(
    'countermand_messages_late_seconds',
    'How long the oldest message waits that is due or was tried in vain',
    async () => (await readWaitingMessages(db)).lateSeconds,
  );
  metrics.gauge({
    name: 'countermand_queue_jobs',
    help: 'Jobs in the queue',
    labels: ['lane', 'state'],
    read: async () =>
      Object.entries(await worker.counts()).flatMap(([lane, states]) =>
        Object.entries(states).map(([state, value]) => ({ labels: { lane, state }, value })),
      ),
  });
};
