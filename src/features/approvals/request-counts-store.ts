import type { Database } from '../../platform/db/client.js';

/** How many requests are in each state; a state without any is not there. */
export const requestCounts = (
  db: Database['prisma'],
): Promise<readonly { state: string; requests: number }[]> =>
  db.$queryRaw<{ state: string; requests: number }[]>`
    SELECT state::text AS state, count(*)::int AS requests FROM request GROUP BY state`;
