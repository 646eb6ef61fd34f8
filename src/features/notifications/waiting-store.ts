import type { Database } from '../../platform/db/client.js';

/**
 * Messages that have not gone out: how many, and for how long the oldest waits that is due or was tried in vain, seconds.
 * Each try puts the next one off, so when that comes says nothing of how long people have been waiting.
 */
export interface WaitingMessages {
  readonly messages: number;
  readonly lateSeconds: number;
}

/** Reads an index over what waits alone, so that it costs the same however many were sent. */
export const waitingMessages = async (db: Database['prisma']): Promise<WaitingMessages> => {
  const [row] = await db.$queryRaw<{ messages: number; late: number }[]>`
    SELECT count(*)::int AS messages,
      coalesce(extract(epoch FROM now() - min(created_at) FILTER (
        WHERE next_attempt_at <= now() OR attempts > 0 OR last_error IS NOT NULL)), 0)::float8 AS late
    FROM delivery WHERE state IN ('pending', 'unknown')`;
  return { messages: row?.messages ?? 0, lateSeconds: Math.max(0, row?.late ?? 0) };
};
