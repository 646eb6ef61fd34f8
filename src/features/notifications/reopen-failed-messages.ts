import type { Clock } from '../../kernel/clock.js';
import type { Database } from '../../platform/db/client.js';
import type { Transaction } from '../../platform/db/in-transaction.js';
import { reopenFailed } from './delivery-store.js';
import type { ChannelPurpose } from './messages.js';

/** How many get a second life at once; the rest have theirs the next time. */
const MOST_AT_ONCE = 500;

/**
 * At the start of a worker: messages whose tries ran out, for want of Slack or the mail server and not by a refusal, are
 * tried from the beginning if they are still of use. Answers their ids.
 */
export const reopenAfterOutage = (
  db: Database,
  { clock, mostTries }: { readonly clock: Clock; readonly mostTries: number },
): Promise<string[]> =>
  reopenFailed(db.prisma, { triedAtLeast: mostTries }, { now: clock.now(), limit: MOST_AT_ONCE });

/** A channel was chosen: what could not be posted for want of it is tried again, if it is still of use. */
export const reopenForChannel = (tx: Transaction, purpose: ChannelPurpose, now: Date): Promise<string[]> =>
  reopenFailed(tx, { recipient: { to: 'channel', purpose } }, { now, limit: MOST_AT_ONCE });
