import type { Database } from '../../platform/db/client.js';
import { requestCounts } from './request-counts-store.js';

/** How many requests are in each state, for operators. */
export const countRequests = (db: Database): ReturnType<typeof requestCounts> => requestCounts(db.prisma);
