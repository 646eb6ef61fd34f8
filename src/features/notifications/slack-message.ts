import type { Database } from '../../platform/db/client.js';
import { readChannel } from './channel-store.js';
import type { StoredDelivery } from './delivery-store.js';
import type { SlackMessage, SlackPlace } from './ports.js';

/** The row as the Slack side is handed it. */
export const slackMessage = async (
  db: Database,
  delivery: StoredDelivery,
  thread: SlackPlace | null,
): Promise<SlackMessage> => {
  const { id, requestId, createdAt, maybeRepeated } = delivery;
  const about = { deliveryId: id, requestId, thread, maybeRepeated, since: createdAt };
  const { recipient } = delivery;
  if (recipient.to === 'mail') throw new Error(`delivery ${id} is a letter`);
  if (recipient.to === 'member') return { ...messageOf(delivery), ...about, recipient };
  const channel = await readChannel(db.prisma, recipient.purpose);
  return {
    ...messageOf(delivery),
    ...about,
    recipient: { ...recipient, target: channel.id ?? channel.name },
  };
};

const messageOf = ({ kind, payload }: StoredDelivery) =>
  // Safe: kind and payload of one stored message belong together.
  ({ kind, payload }) as Pick<SlackMessage, 'kind' | 'payload'> as SlackMessage;
