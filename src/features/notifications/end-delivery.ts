import type { Database } from '../../platform/db/client.js';
import { inTransaction, type Transaction } from '../../platform/db/in-transaction.js';
import { redactText } from '../../platform/redact.js';
import { touchRequest } from '../approvals/request-store.js';
import { learnChannelId } from './channel-store.js';
import { createDeliveries } from './create-deliveries.js';
import { delayAfter } from './delivery-options.js';
import { endTry, OUTCOME_UNKNOWN, type StoredDelivery } from './delivery-store.js';
import type { DeliveryResult, DeliveryWork } from './delivery-work.js';
import { rememberMessage } from './message-ref-store.js';
import { MANNERS } from './messages.js';
import type { SlackPlace } from './ports.js';
import { tellRequester } from './tell-requester.js';

/** How one try ended. */
export type Ending =
  | {
      readonly ending: 'sent';
      readonly place: SlackPlace;
      readonly shownVersion: number | null;
      readonly maybeRepeated: boolean;
    }
  | { readonly ending: 'sent'; readonly messageId: string; readonly maybeRepeated: boolean }
  | { readonly ending: 'kept' }
  | { readonly ending: 'failed'; readonly code: string }
  | {
      readonly ending: 'later';
      /** Whether this try may have arrived. */
      readonly state: 'pending' | 'unknown';
      readonly reason: string;
      /** A wait that the other side asked for, ms: then it was no try. */
      readonly delayMs?: number;
      readonly maybeRepeated: boolean;
    };

/** Records how a try ended, with what follows from it, in one transaction. */
export const endDelivery = async (
  db: Database,
  claimed: StoredDelivery,
  ending: Ending,
  work: DeliveryWork,
): Promise<DeliveryResult> =>
  inTransaction(db, async (tx) => {
    const now = work.clock.now();
    switch (ending.ending) {
      case 'sent':
        await recordSent(tx, claimed, ending, now);
        return { done: 'sent' };
      case 'kept':
        if (!(await endTry(tx, claimed, { state: 'kept', lastError: 'no-mail-server', nextAttemptAt: now })))
          return { done: 'kept', notices: [] };
        await showLetter(tx, claimed);
        return { done: 'kept', notices: await tellOperations(tx, claimed, 'kept', now) };
      case 'failed':
        return recordFailed(tx, { claimed, code: ending.code, work });
      case 'later':
        return recordLater(tx, { claimed, ending, work });
    }
  });

const recordSent = async (
  tx: Transaction,
  claimed: StoredDelivery,
  ending: Ending & { ending: 'sent' },
  now: Date,
): Promise<void> => {
  const bySlack = 'place' in ending;
  const recorded = await endTry(tx, claimed, {
    state: 'sent',
    sentAt: now,
    sentAs: bySlack ? `${ending.place.channel} ${ending.place.ts}` : ending.messageId,
    maybeRepeated: ending.maybeRepeated,
    lastError: null,
    nextAttemptAt: now,
  });
  if (recorded) await showLetter(tx, claimed);
  if (!recorded || !bySlack) return;
  // The others tell of a moment and stay as they are.
  if (MANNERS[claimed.kind].living && claimed.requestId !== null && ending.shownVersion !== null) {
    await rememberMessage(tx, {
      ...ending.place,
      requestId: claimed.requestId,
      deliveryId: claimed.id,
      kind: claimed.kind,
      shownVersion: ending.shownVersion,
    });
  }
  if (claimed.recipient.to === 'channel') {
    await learnChannelId(tx, { purpose: claimed.recipient.purpose, id: ending.place.channel });
  }
};

const recordFailed = async (
  tx: Transaction,
  { claimed, code, work }: { claimed: StoredDelivery; code: string; work: DeliveryWork },
): Promise<DeliveryResult> => {
  const now = work.clock.now();
  if (!(await endTry(tx, claimed, { state: 'failed', lastError: shortened(code), nextAttemptAt: now })))
    return { done: 'failed', notices: [] };
  work.log.warn(
    { delivery: claimed.id, kind: claimed.kind, code: shortened(code) },
    'a message failed for good',
  );
  await showLetter(tx, claimed);
  const operations = await tellOperations(tx, claimed, 'failed', now);
  return { done: 'failed', notices: [...operations, ...(await tellWhoPromised(tx, claimed, now))] };
};

const recordLater = async (
  tx: Transaction,
  {
    claimed,
    ending,
    work,
  }: { claimed: StoredDelivery; ending: Ending & { ending: 'later' }; work: DeliveryWork },
): Promise<DeliveryResult> => {
  const counts = ending.delayMs === undefined;
  if (counts && claimed.attempts >= work.options.mostTries) {
    const code = ending.state === 'unknown' ? `${OUTCOME_UNKNOWN}${ending.reason}` : ending.reason;
    return recordFailed(tx, { claimed, code, work });
  }
  const wait = ending.delayMs ?? delayAfter(claimed.attempts, work.options);
  const again = new Date(work.clock.now().getTime() + wait);
  await endTry(tx, claimed, {
    state: ending.state,
    attempts: counts ? claimed.attempts : claimed.attempts - 1,
    maybeRepeated: ending.maybeRepeated,
    lastError: shortened(ending.reason),
    nextAttemptAt: again,
  });
  if (!counts) return { again };
  const { kind, recipient, attempts: tries } = claimed;
  return { again, failed: { to: recipient.to, kind, code: shortened(ending.reason), tries } };
};

/** Records for the operations channel that a message did not go out; nothing when it was meant for that very channel. */
const tellOperations = async (
  tx: Transaction,
  claimed: StoredDelivery,
  what: 'failed' | 'kept',
  now: Date,
): Promise<readonly StoredDelivery[]> => {
  if (claimed.recipient.to === 'channel' && claimed.recipient.purpose === 'order-ops') return [];
  return createDeliveries(
    tx,
    [
      {
        kind: 'ops-delivery',
        payload: { deliveryId: claimed.id, kind: claimed.kind, what },
        recipient: { to: 'channel', purpose: 'order-ops' },
        fact: `delivery.${what}:${claimed.id}`,
        requestId: claimed.requestId,
      },
    ],
    now,
  );
};

/** Whoever asked for a letter to the customer believes that the customer knows. */
const tellWhoPromised = async (
  tx: Transaction,
  { kind, requestId }: StoredDelivery,
  now: Date,
): Promise<readonly StoredDelivery[]> =>
  kind === 'customer-mail' && requestId !== null
    ? tellRequester(tx, { requestId, news: { what: 'letter-failed' } }, now)
    : [];

/** The cards about a request also show what became of the letter to the customer. */
const showLetter = async (tx: Transaction, { kind, requestId }: StoredDelivery): Promise<void> => {
  if (kind === 'customer-mail' && requestId !== null) await touchRequest(tx, requestId);
};

/** What the other side said, as it may be kept. */
export const shortened = (reason: string): string => redactText(reason).slice(0, 300);
