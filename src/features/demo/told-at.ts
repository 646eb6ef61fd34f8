import { isId } from '../../kernel/ids.js';
import type { Database } from '../../platform/db/client.js';
import { deliveryById } from '../notifications/delivery-store.js';

/** When what a message tells of happened, by the id of its delivery; undefined for what is none. */
export const toldAt = async (db: Database, deliveryId: string): Promise<Date | undefined> =>
  isId(deliveryId) ? (await deliveryById(db.prisma, deliveryId))?.createdAt : undefined;
