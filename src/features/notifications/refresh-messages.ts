import { asError } from '../../kernel/errors.js';
import type { Database } from '../../platform/db/client.js';
import { assertOutsideTransaction, inTransaction } from '../../platform/db/in-transaction.js';
import { delayAfter } from './delivery-options.js';
import { deliveryById } from './delivery-store.js';
import type { DeliveryWork } from './delivery-work.js';
import {
  claimDrawing,
  endDrawing,
  forgetMessage,
  type PostedMessage,
  rememberShown,
  requestVersion,
  staleMessagesOf,
} from './message-ref-store.js';
import type { UpdateOutcome } from './ports.js';
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
    const drawn = await draw(db, message, work);
    const wait = waitAfter(drawn, work);
    const freeFrom = new Date(work.clock.now().getTime() + wait);
    await inTransaction(db, async (tx) => {
      if (drawn.outcome === 'updated') await rememberShown(tx, message.id, version);
      if (drawn.outcome === 'gone') await forgetMessage(tx, message.id);
      await endDrawing(tx, { deliveryId: message.deliveryId, leaseUntil, freeFrom });
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

const waitAfter = (drawn: UpdateOutcome, { options }: DeliveryWork): number => {
  switch (drawn.outcome) {
    case 'updated':
    case 'gone':
      return 0;
    case 'rate-limited':
      return drawn.retryAfterMs;
    case 'refused':
      // Not by itself: what cannot be drawn today can with the next version of the program or of the request.
      return options.longestDelayMs;
    case 'not-sent':
    case 'unknown':
      return delayAfter(2, options);
  }
};

const draw = async (db: Database, message: PostedMessage, work: DeliveryWork): Promise<UpdateOutcome> => {
  const delivery = await deliveryById(db.prisma, message.deliveryId);
  if (delivery === null) return { outcome: 'gone', code: 'no-delivery' };
  try {
    const { channel, ts } = message;
    return await work.ports.slack.update(await slackMessage(db, delivery, null), { channel, ts });
  } catch (thrown) {
    work.log.error({ err: asError(thrown), delivery: message.deliveryId }, 'drawing a message again threw');
    return { outcome: 'unknown', reason: asError(thrown).message };
  }
};
