import type { Database } from '../db/client.js';

/** What waits to be followed up: how many events, and for how long the oldest, seconds; 0 when none does. */
export interface OutboxBacklog {
  readonly events: number;
  readonly oldestSeconds: number;
}

/** Reads an index over what is owed alone, so that it costs the same however long the history is. */
export const readOutboxBacklog = async (db: Database): Promise<OutboxBacklog> => {
  const [row] = await db.prisma.$queryRaw<{ events: number; oldest: number }[]>`
    SELECT count(*)::int AS events,
      coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 AS oldest
    FROM outbox_event WHERE relayed_at IS NULL`;
  return { events: row?.events ?? 0, oldestSeconds: Math.max(0, row?.oldest ?? 0) };
};
