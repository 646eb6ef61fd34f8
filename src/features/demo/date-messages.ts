import type { Database } from '../../platform/db/client.js';
import { dateDeliveries } from '../notifications/delivery-store.js';

/** Has the messages that were recorded last tell of `moment`, at which their act was done. Acts come in their order. */
export const dateMessages = (db: Database, moment: Date): Promise<unknown> =>
  dateDeliveries(db.prisma, moment);
