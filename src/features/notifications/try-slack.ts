import { asError } from '../../kernel/errors.js';
import type { Database } from '../../platform/db/client.js';
import { postponeRecipient, type StoredDelivery } from './delivery-store.js';
import type { DeliveryWork } from './delivery-work.js';
import type { Ending } from './end-delivery.js';
import { doubtMessage, requestVersion } from './message-ref-store.js';
import type { FindOutcome, SendOutcome, SlackMessage, SlackPlace } from './ports.js';
import { slackMessage } from './slack-message.js';

/** Refusals that somebody in Slack can lift, by inviting the bot or choosing another channel; so they are tried again. */
const LIFTED_BY_PEOPLE: readonly string[] = [
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'restricted_action',
];

/** The message to reply to was deleted: its redraw finds that out and posts it anew. */
const THREAD_GONE: readonly string[] = ['thread_not_found', 'message_not_found', 'cannot_reply_to_message'];

interface Claimed {
  readonly delivery: StoredDelivery;
  readonly before: 'pending' | 'unknown';
  readonly thread: SlackPlace | null;
}

/** Posts a claimed delivery, after a look for it where an earlier try may have arrived. */
export const trySlack = async (db: Database, claim: Claimed, work: DeliveryWork): Promise<Ending> => {
  const { delivery } = claim;
  // Read before the message is drawn: it can show more than this version, never less.
  const shownVersion =
    delivery.requestId === null ? null : await requestVersion(db.prisma, delivery.requestId);
  const message = await slackMessage(db, delivery, claim.thread);
  const sent = (place: SlackPlace, maybeRepeated: boolean): Ending => ({
    ending: 'sent',
    place,
    shownVersion,
    maybeRepeated,
  });

  let maybeRepeated = delivery.maybeRepeated;
  if (claim.before === 'unknown') {
    const found = await look(work, message);
    // It shows what was true when it was posted, and nobody knows which version that was: drawn again at once.
    if (found.outcome === 'found')
      return { ending: 'sent', place: found.place, shownVersion: 0, maybeRepeated };
    if (found.outcome === 'rate-limited') {
      return {
        ending: 'later',
        state: 'unknown',
        reason: 'rate-limited',
        delayMs: found.retryAfterMs,
        maybeRepeated,
      };
    }
    if (found.outcome === 'not-sent')
      return { ending: 'later', state: 'unknown', reason: found.reason, maybeRepeated };
    if (found.outcome === 'impossible') maybeRepeated = true;
  }

  const answer = await post(work, { ...message, maybeRepeated });
  switch (answer.outcome) {
    case 'sent':
      return sent(answer.place, maybeRepeated);
    case 'rate-limited':
      await postponeRecipient(
        db.prisma,
        delivery.recipient,
        new Date(work.clock.now().getTime() + answer.retryAfterMs),
      );
      return {
        ending: 'later',
        state: 'pending',
        reason: 'rate-limited',
        delayMs: answer.retryAfterMs,
        maybeRepeated,
      };
    case 'not-sent':
      return { ending: 'later', state: 'pending', reason: answer.reason, maybeRepeated };
    case 'unknown':
      return { ending: 'later', state: 'unknown', reason: answer.reason, maybeRepeated };
    case 'refused':
      if (claim.thread !== null && THREAD_GONE.includes(answer.code)) {
        await doubtMessage(db.prisma, claim.thread);
        return { ending: 'later', state: 'pending', reason: answer.code, maybeRepeated };
      }
      return delivery.recipient.to === 'channel' && LIFTED_BY_PEOPLE.includes(answer.code)
        ? { ending: 'later', state: 'pending', reason: answer.code, maybeRepeated }
        : { ending: 'failed', code: answer.code };
  }
};

// A throw is a bug or an outage beyond what the port foresees: whether the message arrived cannot be told.
const post = async ({ ports, log }: DeliveryWork, message: SlackMessage): Promise<SendOutcome> => {
  try {
    return await ports.slack.send(message);
  } catch (thrown) {
    log.error({ err: asError(thrown), delivery: message.deliveryId }, 'sending to Slack threw');
    return { outcome: 'unknown', reason: asError(thrown).message };
  }
};

const look = async ({ ports, log }: DeliveryWork, message: SlackMessage): Promise<FindOutcome> => {
  try {
    return await ports.slack.find(message);
  } catch (thrown) {
    log.error({ err: asError(thrown), delivery: message.deliveryId }, 'looking in Slack threw');
    return { outcome: 'not-sent', reason: asError(thrown).message };
  }
};
