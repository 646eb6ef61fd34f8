import type { Transaction } from '../../platform/db/in-transaction.js';
import { insertDeliveries, type StoredDelivery } from './delivery-store.js';
import { type Message, type Recipient, writeRecipient } from './messages.js';

/** One message to one recipient, about one fact. */
export type WantedDelivery = Message & {
  readonly recipient: Recipient;
  /** Names the fact, e.g. `request.created`; with request, kind and recipient it says whether this was wanted before. */
  readonly fact: string;
  readonly requestId: string | null;
  /** Not before this instant; at once when left out. */
  readonly notBefore?: Date;
};

/**
 * Records messages to be sent, in the transaction of the fact they tell of, so that nothing is told of what did not
 * happen. A fact that comes again for the same recipient makes none. Answers those that are new.
 */
export const createDeliveries = async (
  tx: Transaction,
  wanted: readonly WantedDelivery[],
  now: Date,
): Promise<StoredDelivery[]> =>
  insertDeliveries(
    tx,
    wanted.map((delivery) => ({
      key: [delivery.fact, delivery.requestId ?? '-', delivery.kind, writeRecipient(delivery.recipient)].join(
        '|',
      ),
      message: delivery,
      recipient: delivery.recipient,
      requestId: delivery.requestId,
      notBefore: delivery.notBefore ?? now,
    })),
  );
