import { runCancellationStep } from '../../src/flows/cancellation-steps.js';
import { systemClock } from '../../src/kernel/clock.js';
import { CANCELLATION_STEPS } from '../../src/kernel/events.js';
import type { Database } from '../../src/platform/db/client.js';

/** Every step of an approved request, as a worker takes them. Answers the execution's id. */
export const carryOut = async (db: Database, requestId: string): Promise<string> => {
  const { id: executionId } = await db.prisma.execution.findUniqueOrThrow({ where: { requestId } });
  for (const step of CANCELLATION_STEPS) {
    await runCancellationStep(db, { kind: 'step', executionId, step, generation: 1 }, systemClock);
  }
  return executionId;
};
