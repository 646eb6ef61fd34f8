import type { Database } from '../../platform/db/client.js';
import { assertOutsideTransaction } from '../../platform/db/in-transaction.js';
import {
  claimDelivery,
  deliveriesOfRequest,
  deliveryById,
  postponeDelivery,
  type StoredDelivery,
} from './delivery-store.js';
import type { DeliveryResult, DeliveryWork } from './delivery-work.js';
import { endDelivery } from './end-delivery.js';
import { threadOf } from './message-ref-store.js';
import { MANNERS } from './messages.js';
import type { SlackPlace } from './ports.js';
import { refreshMessages } from './refresh-messages.js';
import { tryMail } from './try-mail.js';
import { trySlack } from './try-slack.js';

/**
 * Tries one delivery once: takes it, calls Slack or the mail server outside any transaction, and records the outcome.
 * Safe to repeat and to run twice at once. An earlier try whose outcome is unknown is looked for before it is repeated;
 * where looking is impossible the message is repeated and marked as possibly standing twice (C4).
 */
export const deliver = async (
  db: Database,
  deliveryId: string,
  work: DeliveryWork,
): Promise<DeliveryResult> => {
  assertOutsideTransaction('a delivery');
  const waiting = await deliveryById(db.prisma, deliveryId);
  if (waiting === null || !(waiting.state === 'pending' || waiting.state === 'unknown'))
    return { done: 'nothing-owed' };
  const now = work.clock.now();
  if (waiting.nextAttemptAt > now) return { again: waiting.nextAttemptAt };

  const thread = await threadFor(db, waiting);
  if (thread === 'not-yet') {
    const until = new Date(now.getTime() + work.options.threadDelayMs);
    await postponeDelivery(db.prisma, waiting, until);
    return { again: until };
  }

  const leaseUntil = new Date(now.getTime() + work.options.leaseMs);
  const claim = await claimDelivery(db, { id: deliveryId, now, leaseUntil });
  // Somebody else has it; should they die over it, the sweep finds it.
  if (claim === null) return { done: 'nothing-owed' };
  const ending =
    claim.delivery.recipient.to === 'mail'
      ? await tryMail(claim, work)
      : await trySlack(db, { ...claim, thread }, work);
  const result = await endDelivery(db, claim.delivery, ending, work);
  const { kind, requestId } = claim.delivery;
  if (requestId !== null && (MANNERS[kind].living || kind === 'customer-mail')) {
    // What it shows may have changed while it was under way; and the cards show what became of a letter.
    await refreshMessages(db, requestId, work);
  }
  return result;
};

/** Where the message is to be posted under; 'not-yet' while the thread's first message is still on its way. */
const threadFor = async (db: Database, delivery: StoredDelivery): Promise<SlackPlace | null | 'not-yet'> => {
  if (!MANNERS[delivery.kind].threaded || delivery.requestId === null) return null;
  const thread = await threadOf(db.prisma, delivery.requestId);
  if (thread !== null) return thread;
  const roots = (await deliveriesOfRequest(db.prisma, delivery.requestId)).filter(
    ({ kind }) => kind === 'ops-thread',
  );
  if (roots.some(({ state }) => state === 'pending' || state === 'unknown')) return 'not-yet';
  // It may have arrived between the two looks.
  return threadOf(db.prisma, delivery.requestId);
};
