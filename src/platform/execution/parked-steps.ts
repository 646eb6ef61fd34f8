import type { Database } from '../db/client.js';

/** A step that somebody has to look at, of the execution of a request. */
export interface ParkedStep {
  readonly requestId: string;
  readonly executionId: string;
  readonly step: string;
}

/** The steps of these requests that need attention now. */
export const parkedSteps = async (db: Database, requestIds: readonly string[]): Promise<ParkedStep[]> => {
  if (requestIds.length === 0) return [];
  const rows = await db.prisma.executionStep.findMany({
    where: { state: 'attention', execution: { requestId: { in: [...requestIds] } } },
    orderBy: [{ executionId: 'asc' }, { step: 'asc' }],
    select: { executionId: true, step: true, execution: { select: { requestId: true } } },
  });
  return rows.map(({ executionId, step, execution }) => ({
    requestId: execution.requestId,
    executionId,
    step,
  }));
};
