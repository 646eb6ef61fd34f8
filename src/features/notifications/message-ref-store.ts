import { newId } from '../../kernel/ids.js';
import type { Database } from '../../platform/db/client.js';
import type { Transaction } from '../../platform/db/in-transaction.js';
import type { SlackPlace } from './ports.js';

type Client = Transaction | Database['prisma'];

/** A message about a request as it stands in Slack. */
export interface PostedMessage extends SlackPlace {
  readonly id: string;
  readonly requestId: string;
  readonly deliveryId: string;
  readonly shownVersion: number;
}

/** How often what the cards about a request show has changed. The version is approvals' to raise; here it is only read. */
export const requestVersion = async (db: Client, requestId: string): Promise<number> =>
  (await db.request.findUniqueOrThrow({ where: { id: requestId }, select: { version: true } })).version;

/** Remembers where a message stands that is drawn again with its request. The same delivery found twice stays one row. */
export const rememberMessage = async (
  tx: Client,
  message: SlackPlace & {
    readonly requestId: string;
    readonly deliveryId: string;
    readonly kind: string;
    readonly shownVersion: number;
  },
): Promise<void> => {
  await tx.messageRef.createMany({ data: [{ id: newId(), ...message }], skipDuplicates: true });
};

/** The root of the request's thread in the operations channel, once it is posted. */
export const threadOf = async (db: Client, requestId: string): Promise<SlackPlace | null> =>
  db.messageRef.findFirst({
    where: { requestId, kind: 'ops-thread' },
    select: { channel: true, ts: true },
    orderBy: { id: 'asc' },
  });

/** The message may be gone: it is drawn again, which tells. */
export const doubtMessage = async (db: Client, { channel, ts }: SlackPlace): Promise<void> => {
  await db.messageRef.updateMany({ where: { channel, ts }, data: { shownVersion: 0 } });
};

/** Any message may be gone: each is drawn again, which tells. */
export const doubtMessages = async (db: Client): Promise<void> => {
  await db.messageRef.updateMany({ data: { shownVersion: 0 } });
};

/** Messages about a request that show less than is true, oldest first. */
export const staleMessagesOf = async (db: Database, requestId: string): Promise<PostedMessage[]> => {
  const version = await requestVersion(db.prisma, requestId);
  return db.prisma.messageRef.findMany({
    where: { requestId, shownVersion: { lt: version } },
    orderBy: { id: 'asc' },
  });
};

/** Requests with a message that shows less than is true and that nobody is drawing now. */
export const staleRequestIds = async (
  db: Database,
  stale: { readonly now: Date; readonly limit: number },
): Promise<string[]> => {
  const rows = await db.prisma.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT r.id::text AS id
      FROM message_ref m
      JOIN request r ON r.id = m.request_id AND m.shown_version < r.version
      JOIN delivery d ON d.id = m.delivery_id AND d.next_attempt_at <= ${stale.now}
     LIMIT ${stale.limit}`;
  return rows.map(({ id }) => id);
};

/**
 * Takes one message for drawing, so that two do not draw it at once and the older stays on the screen. A sent delivery
 * is never tried again, so its time of the next try serves as the lease. Answers whether it was free.
 */
export const claimDrawing = async (
  db: Database,
  claim: { readonly deliveryId: string; readonly now: Date; readonly leaseUntil: Date },
): Promise<boolean> => {
  const { count } = await db.prisma.delivery.updateMany({
    where: { id: claim.deliveryId, state: 'sent', nextAttemptAt: { lte: claim.now } },
    data: { nextAttemptAt: claim.leaseUntil },
  });
  return count === 1;
};

/**
 * Ends the lease, at `freeFrom`; does nothing when it has already run out and another holds it. Since a sent delivery is
 * never tried again, its tries count those at drawing it that failed, as long as it has an error.
 */
export const endDrawing = async (
  tx: Client,
  lease: {
    readonly deliveryId: string;
    readonly leaseUntil: Date;
    readonly freeFrom: Date;
    /** Left as it is when undefined; null when it was drawn. */
    readonly failed: { readonly tries: number; readonly error: string } | null | undefined;
  },
): Promise<void> => {
  const { failed } = lease;
  await tx.delivery.updateMany({
    where: { id: lease.deliveryId, state: 'sent', nextAttemptAt: lease.leaseUntil },
    data: {
      nextAttemptAt: lease.freeFrom,
      ...(failed === null ? { lastError: null } : {}),
      ...(failed ? { attempts: failed.tries, lastError: failed.error } : {}),
    },
  });
};

export const rememberShown = async (tx: Client, id: string, version: number): Promise<void> => {
  await tx.messageRef.updateMany({
    where: { id, shownVersion: { lt: version } },
    data: { shownVersion: version },
  });
};

/** Forgets a message that somebody deleted in Slack. */
export const forgetMessage = async (tx: Client, id: string): Promise<void> => {
  await tx.messageRef.deleteMany({ where: { id } });
};
