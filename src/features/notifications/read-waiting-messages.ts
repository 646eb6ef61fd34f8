import type { Database } from '../../platform/db/client.js';
import { type WaitingMessages, waitingMessages } from './waiting-store.js';

/** What has not gone out yet and by how much it is late, for operators. */
export const readWaitingMessages = (db: Database): Promise<WaitingMessages> => waitingMessages(db.prisma);
