import type { Database } from '../../platform/db/client.js';

/** How many requests are in each state; a state without any is not there. */
export const countRequests = async (db: Database): Promise<readonly { state: string; requests: number }[]> =>
  db.prisma.$queryRaw<{ state: string; requests: number }[]>`
    SELECT state::text AS state, count(*)::int AS requests FROM request GROUP BY state`;
