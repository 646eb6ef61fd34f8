import type { Database } from '../../platform/db/client.js';
import { deliveriesOfRequest, type StoredDelivery, undelivered } from './delivery-store.js';
import type { MessageKind, Recipient } from './messages.js';

/** How one message stands, for cards, the history of a request and the operators. */
export interface DeliveryView {
  readonly id: string;
  readonly kind: MessageKind;
  readonly requestId: string | null;
  readonly recipient: Recipient;
  readonly state: StoredDelivery['state'];
  readonly attempts: number;
  /** What went wrong last, as a code or in the words of the other side; never for a customer's eyes. */
  readonly lastError: string | null;
  /** It may stand twice: nobody could tell whether the first one arrived. */
  readonly maybeRepeated: boolean;
  readonly createdAt: Date;
}

const view = ({
  id,
  kind,
  requestId,
  recipient,
  state,
  attempts,
  ...rest
}: StoredDelivery): DeliveryView => ({
  id,
  kind,
  requestId,
  recipient,
  state,
  attempts,
  lastError: rest.lastError,
  maybeRepeated: rest.maybeRepeated,
  createdAt: rest.createdAt,
});

/** Messages about a request, oldest first. */
export const readDeliveries = async (db: Database, requestId: string): Promise<DeliveryView[]> =>
  (await deliveriesOfRequest(db.prisma, requestId)).map(view);

/** Messages that failed for good or were kept for want of a mail server, newest first. */
export const readUndelivered = async (db: Database, limit: number): Promise<DeliveryView[]> =>
  (await undelivered(db, limit)).map(view);
