import type { Database } from '../../platform/db/client.js';

/** How many requests are in each state, 0 where none is. */
export const requestCounts = (
  db: Database['prisma'],
): Promise<readonly { state: string; requests: number }[]> =>
  db.$queryRaw<{ state: string; requests: number }[]>`
    SELECT state::text AS state, coalesce(requests, 0)::int AS requests
    FROM unnest(enum_range(NULL::request_state)) AS state
    LEFT JOIN (SELECT state, count(*) AS requests FROM request GROUP BY state) AS counted USING (state)`;
