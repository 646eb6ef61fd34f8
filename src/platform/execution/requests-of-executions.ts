import type { Database } from '../db/client.js';

/** The request that each of these executions carries out, by the execution's id. */
export const requestsOfExecutions = async (
  db: Database,
  executionIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const rows = await db.prisma.execution.findMany({
    where: { id: { in: [...executionIds] } },
    select: { id: true, requestId: true },
  });
  return new Map(rows.map(({ id, requestId }) => [id, requestId]));
};
