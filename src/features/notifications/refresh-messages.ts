import { asError, Failure } from '../../kernel/errors.js';
import type { Database } from '../../platform/db/client.js';
import { asDatabaseFailure } from '../../platform/db/database-failure.js';
import { assertOutsideTransaction, inTransaction } from '../../platform/db/in-transaction.js';
import { delayAfter } from './delivery-options.js';
import { deliveryById, type StoredDelivery } from './delivery-store.js';
import type { DeliveryWork } from './delivery-work.js';
import { shortened } from './end-delivery.js';
import {
  claimDrawing,
  endDrawing,
  type PostedMessage,
  rememberShown,
  requestVersion,
  staleMessagesOf,
} from './message-ref-store.js';
import type { UpdateOutcome } from './ports.js';
import { replaceGone } from './replace-gone.js';
import { slackMessage } from './slack-message.js';

/** Whether every message shows what is true now; otherwise when to come again. */
export type RefreshResult = { readonly done: true } | { readonly done: false; readonly again: Date };

/**
 * Draws every message about a request again that shows less than is true (K4). One drawing at a time for each message,
 * by a lease: whoever holds it looks again afterwards, so that the newest stays on the screen. What could not be drawn
 * is found by the sweep.
 */
export const refreshMessages = async (
  db: Database,
  requestId: string,
  work: DeliveryWork,
): Promise<RefreshResult> => {
  assertOutsideTransaction('a redraw');
  let again: Date | null = null;
  for (const message of await staleMessagesOf(db, requestId)) {
    const later = await drawUntilTrue(db, message, work);
    if (later !== null && (again === null || later < again)) again = later;
  }
  return again === null ? { done: true } : { done: false, again };
};

/** Draws one message until it shows the newest version; null when it does, or when somebody else sees to it. */
const drawUntilTrue = async (
  db: Database,
  message: PostedMessage,
  work: DeliveryWork,
): Promise<Date | null> => {
  let shown = message.shownVersion;
  // Looked at once more after the lease has ended: a change in between found the message taken and left it to us.
  while (shown < (await requestVersion(db.prisma, message.requestId))) {
    const now = work.clock.now();
    const leaseUntil = new Date(now.getTime() + work.options.leaseMs);
    if (!(await claimDrawing(db, { deliveryId: message.deliveryId, now, leaseUntil }))) return null;
    const version = await requestVersion(db.prisma, message.requestId);
    const delivery = await deliveryById(db.prisma, message.deliveryId);
    const drawn = await draw(db, { message, delivery }, work);
    // Sent deliveries have an error only while drawing them again fails.
    const tries = delivery?.lastError == null ? 1 : delivery.attempts + 1;
    const freeFrom = new Date(work.clock.now().getTime() + waitAfter(drawn, tries, work));
    await inTransaction(db, async (tx) => {
      if (drawn.outcome === 'gone') return replaceGone(tx, message, { leaseUntil, now: freeFrom });
      if (drawn.outcome === 'updated') await rememberShown(tx, message.id, version);
      const failed = failureOf(drawn, tries);
      await endDrawing(tx, { deliveryId: message.deliveryId, leaseUntil, freeFrom, failed });
    });
    if (drawn.outcome === 'gone') return null;
    if (drawn.outcome !== 'updated') {
      work.log.warn({ delivery: message.deliveryId, ...drawn }, 'a message could not be drawn again');
      return freeFrom;
    }
    shown = version;
  }
  return null;
};

const waitAfter = (drawn: UpdateOutcome, tries: number, { options }: DeliveryWork): number => {
  switch (drawn.outcome) {
    case 'updated':
    case 'gone':
      return 0;
    case 'rate-limited':
      return drawn.retryAfterMs;
    case 'refused':
      // Not by itself: somebody lets the bot in again, or the next version of the program can draw it.
      return options.longestDelayMs;
    case 'not-sent':
    case 'unknown':
      return delayAfter(tries, options);
  }
};

/** Null when it was drawn, undefined when it was no try. */
const failureOf = (
  drawn: Exclude<UpdateOutcome, { outcome: 'gone' }>,
  tries: number,
): { tries: number; error: string } | null | undefined => {
  if (drawn.outcome === 'updated') return null;
  if (drawn.outcome === 'rate-limited') return undefined;
  return { tries, error: shortened(drawn.outcome === 'refused' ? drawn.code : drawn.reason) };
};

const draw = async (
  db: Database,
  { message, delivery }: { message: PostedMessage; delivery: StoredDelivery | null },
  work: DeliveryWork,
): Promise<UpdateOutcome> => {
  if (delivery === null) return { outcome: 'gone', code: 'no-delivery' };
  try {
    const { channel, ts } = message;
    return await work.ports.slack.update(await slackMessage(db, delivery, null), { channel, ts });
  } catch (thrown) {
    const error = asError(asDatabaseFailure(thrown));
    work.log.error({ err: error, delivery: message.deliveryId }, 'drawing a message again threw');
    // The database comes back; a mistake of ours would only be made again.
    return error instanceof Failure && error.retryable
      ? { outcome: 'not-sent', reason: error.code }
      : { outcome: 'refused', code: error.message };
  }
};
