import { newId } from '../../kernel/ids.js';
import type { Database } from '../../platform/db/client.js';
import type { Delivery, Prisma } from '../../platform/db/generated/client.js';
import type { Transaction } from '../../platform/db/in-transaction.js';
import { type Message, type Recipient, readRecipient, writeRecipient } from './messages.js';

type Client = Transaction | Database['prisma'];

/** A delivery row with its message and recipient read. */
export type StoredDelivery = Message & {
  readonly id: string;
  readonly key: string;
  readonly requestId: string | null;
  readonly recipient: Recipient;
  readonly state: Delivery['state'];
  readonly attempts: number;
  readonly nextAttemptAt: Date;
  readonly lastError: string | null;
  readonly maybeRepeated: boolean;
  readonly createdAt: Date;
  readonly sentAs: string | null;
};

const stored = (row: Delivery): StoredDelivery => ({
  // Safe: rows are written by insertDeliveries alone, from a Message.
  ...({ kind: row.kind, payload: row.payload } as unknown as Message),
  id: row.id,
  key: row.key,
  requestId: row.requestId,
  recipient: readRecipient(row.recipient),
  state: row.state,
  attempts: row.attempts,
  nextAttemptAt: row.nextAttemptAt,
  lastError: row.lastError,
  maybeRepeated: row.maybeRepeated,
  createdAt: row.createdAt,
  sentAs: row.sentAs,
});

export interface NewDelivery {
  readonly key: string;
  readonly message: Message;
  readonly recipient: Recipient;
  readonly requestId: string | null;
  readonly notBefore: Date;
}

/** Inserts those whose key is new, in one statement; answers these alone. */
export const insertDeliveries = async (
  tx: Client,
  rows: readonly NewDelivery[],
): Promise<StoredDelivery[]> => {
  if (rows.length === 0) return [];
  const wanted = rows.map((row) => ({
    id: newId(),
    key: row.key,
    kind: row.message.kind,
    request_id: row.requestId,
    recipient: writeRecipient(row.recipient),
    payload: payloadJson(row.message),
    next_attempt_at: row.notBefore,
  }));
  // By hand: Prisma compiles an insert of many rows anew each time.
  const inserted = await tx.$queryRaw<Delivery[]>`
    INSERT INTO delivery (id, key, kind, request_id, recipient, payload, next_attempt_at)
    SELECT id, key, kind, request_id, recipient, payload, next_attempt_at
    FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS wanted
      (id uuid, key text, kind text, request_id uuid, recipient text, payload jsonb, next_attempt_at timestamptz)
    ON CONFLICT DO NOTHING
    RETURNING id, key, kind, request_id AS "requestId", recipient, payload, state::text AS state, attempts,
      next_attempt_at AS "nextAttemptAt", last_error AS "lastError", maybe_repeated AS "maybeRepeated",
      created_at AS "createdAt", sent_at AS "sentAt", sent_as AS "sentAs"`;
  return inserted.map(stored);
};

// Safe: every payload of Messages is a flat object of texts, numbers and lists of texts.
const payloadJson = (message: Message): Prisma.InputJsonObject => message.payload as Prisma.InputJsonObject;

export const deliveryById = async (db: Client, id: string): Promise<StoredDelivery | null> => {
  const row = await db.delivery.findUnique({ where: { id } });
  return row === null ? null : stored(row);
};

/** Dates every delivery recorded after `moment` back to it: what is told of happened then. */
export const dateDeliveries = (db: Client, moment: Date): Promise<unknown> =>
  db.delivery.updateMany({ where: { createdAt: { gt: moment } }, data: { createdAt: moment } });

/** Deliveries about a request, oldest first. */
export const deliveriesOfRequest = async (db: Client, requestId: string): Promise<StoredDelivery[]> =>
  (await db.delivery.findMany({ where: { requestId }, orderBy: { id: 'asc' } })).map(stored);

/**
 * Takes a due delivery for one try: it counts the try, says 'unknown' from now on in case nobody comes back, and keeps
 * others away until `leaseUntil`. Null when it is not due or somebody else has it. `before` is the state it had.
 */
export const claimDelivery = async (
  db: Database,
  claim: { readonly id: string; readonly now: Date; readonly leaseUntil: Date },
): Promise<{ readonly delivery: StoredDelivery; readonly before: 'pending' | 'unknown' } | null> => {
  for (const before of ['pending', 'unknown'] as const) {
    const [row] = await db.prisma.delivery.updateManyAndReturn({
      where: { id: claim.id, state: before, nextAttemptAt: { lte: claim.now } },
      data: { state: 'unknown', attempts: { increment: 1 }, nextAttemptAt: claim.leaseUntil },
    });
    if (row !== undefined) return { delivery: stored(row), before };
  }
  return null;
};

/** Writes how a try ended, unless its lease ran out and somebody else has taken the delivery; answers whether it did. */
export const endTry = async (
  tx: Client,
  claimed: StoredDelivery,
  data: Prisma.DeliveryUpdateManyMutationInput,
): Promise<boolean> => {
  const { count } = await tx.delivery.updateMany({
    where: { id: claimed.id, state: 'unknown', nextAttemptAt: claimed.nextAttemptAt },
    data,
  });
  return count === 1;
};

/** Puts off everything that waits for one recipient: a rate limit is the channel's, not the message's. */
export const postponeRecipient = async (db: Client, recipient: Recipient, until: Date): Promise<void> => {
  await db.delivery.updateMany({
    where: { recipient: writeRecipient(recipient), state: 'pending', nextAttemptAt: { lt: until } },
    data: { nextAttemptAt: until },
  });
};

/** Ends those of these deliveries that nobody has tried yet: what they would say is no longer true. */
export const supersedePending = async (tx: Client, ids: readonly string[]): Promise<void> => {
  await tx.delivery.updateMany({
    where: { id: { in: [...ids] }, state: 'pending', attempts: 0 },
    data: { state: 'superseded' },
  });
};

/** Replaces the payload of a delivery that nobody has tried yet; answers whether that was so. */
export const replacePayload = async (tx: Client, id: string, message: Message): Promise<boolean> => {
  const { count } = await tx.delivery.updateMany({
    where: { id, state: 'pending', attempts: 0 },
    data: { payload: payloadJson(message) },
  });
  return count === 1;
};

/** Ids of deliveries whose time has come, the longest due first. */
export const dueDeliveryIds = async (
  db: Database,
  due: { readonly before: Date; readonly limit: number },
): Promise<string[]> =>
  (
    await db.prisma.delivery.findMany({
      where: { state: { in: ['pending', 'unknown'] }, nextAttemptAt: { lte: due.before } },
      orderBy: { nextAttemptAt: 'asc' },
      take: due.limit,
      select: { id: true },
    })
  ).map(({ id }) => id);

/** Failed and kept deliveries, newest first. */
export const undelivered = async (db: Database, limit: number): Promise<StoredDelivery[]> =>
  (
    await db.prisma.delivery.findMany({
      where: { state: { in: ['failed', 'kept'] } },
      orderBy: { id: 'desc' },
      take: limit,
    })
  ).map(stored);

/** What a failed delivery's error begins with when its last try may have arrived. */
export const OUTCOME_UNKNOWN = 'outcome unknown: ';

/**
 * Puts failed deliveries back to the start, the oldest first, as far as somebody still has something to do by them: about
 * a request that is open or whose refunds are not all paid, or a letter to a customer. What may have arrived is looked
 * for again. `of`: those to a recipient, or those whose tries ran out rather than being refused. Answers their ids.
 */
export const reopenFailed = async (
  tx: Client,
  of: { readonly recipient: Recipient } | { readonly triedAtLeast: number },
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<string[]> => {
  const recipient = 'recipient' in of ? writeRecipient(of.recipient) : null;
  const tries = 'triedAtLeast' in of ? of.triedAtLeast : 0;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE delivery SET attempts = 0, next_attempt_at = ${now},
      state = CASE WHEN starts_with(last_error, ${OUTCOME_UNKNOWN})
        THEN 'unknown'::delivery_state ELSE 'pending'::delivery_state END
    WHERE id IN (
      SELECT d.id FROM delivery d LEFT JOIN request r ON r.id = d.request_id
      WHERE d.state = 'failed' AND d.attempts >= ${tries}
        AND (${recipient}::text IS NULL OR d.recipient = ${recipient})
        AND (d.kind = 'customer-mail'
          OR r.state = 'pending'
          OR d.kind <> 'decision-request' AND (r.state IN ('approved', 'attention') OR EXISTS (
            SELECT 1 FROM execution e JOIN refund f ON f.execution_id = e.id
            WHERE e.request_id = r.id AND NOT EXISTS (
              SELECT 1 FROM refund_attempt a WHERE a.refund_id = f.id AND a.state = 'succeeded'))))
      ORDER BY d.id LIMIT ${limit} FOR UPDATE OF d SKIP LOCKED)
    RETURNING id::text AS id`;
  return rows.map(({ id }) => id);
};

/** Puts a sent delivery back to the start, for whoever holds the lease on drawing it again; answers whether they do. */
export const reopenSent = async (
  tx: Client,
  lease: { readonly id: string; readonly leaseUntil: Date; readonly now: Date },
): Promise<boolean> => {
  const { count } = await tx.delivery.updateMany({
    where: { id: lease.id, state: 'sent', nextAttemptAt: lease.leaseUntil },
    data: {
      state: 'pending',
      attempts: 0,
      nextAttemptAt: lease.now,
      lastError: null,
      sentAt: null,
      sentAs: null,
    },
  });
  return count === 1;
};

/** Puts off one delivery that nobody has taken; it counts as no try. */
export const postponeDelivery = async (db: Client, waiting: StoredDelivery, until: Date): Promise<void> => {
  await db.delivery.updateMany({
    where: { id: waiting.id, state: waiting.state, nextAttemptAt: waiting.nextAttemptAt },
    data: { nextAttemptAt: until },
  });
};
