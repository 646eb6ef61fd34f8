import { bookCancellation } from '../features/finance/book-cancellation.js';
import { approvedPlan } from '../features/orders/cancel/approved-plan.js';
import { settleCancellation } from '../features/orders/cancel/settle-cancellation.js';
import { releaseForCancellation } from '../features/stock/release-for-cancellation.js';
import type { Clock } from '../kernel/clock.js';
import { Failure } from '../kernel/errors.js';
import { CANCELLATION_STEPS, type CancellationStep } from '../kernel/events.js';
import type { Database } from '../platform/db/client.js';
import { readExecution } from '../platform/execution/read-execution.js';
import { runStepOnce, type StepEffect, type StepOutcome } from '../platform/execution/run-step-once.js';
import type { StepJob } from '../platform/queue/jobs.js';

/**
 * Works on one step of a cancellation. What the database no longer holds as planned throws a failure that no retry
 * cures, so that somebody looks; nothing is then written.
 */
export const runCancellationStep = (db: Database, job: StepJob, clock: Clock): Promise<StepOutcome> => {
  const step = CANCELLATION_STEPS.find((known) => known === job.step);
  if (step === undefined) {
    throw new Failure('step-unknown', `a cancellation has no step ${job.step}`, { retryable: false });
  }
  return runStepOnce(db, job, EFFECTS[step](clock));
};

/** Gives back the stock that the lines hold. */
const stock: StepEffect = async (tx, { id: executionId, requestId }) => {
  const { plan } = await approvedPlan(tx, requestId);
  const result = await releaseForCancellation(tx, {
    executionId,
    lines: plan.lines.map(({ lineId, quantity, reserved }) => ({
      orderLineId: lineId,
      cancelled: quantity,
      reserved,
    })),
  });
  if (!result.ok) {
    const { orderLineId, planned, held } = result;
    throw new Failure(
      'held-other-than-planned',
      `line ${orderLineId} holds ${held}, planned were ${planned}`,
      {
        retryable: false,
      },
    );
  }
  return {
    lines: result.lines.map((line) => ({ ...line })),
    movementIds: result.lines.flatMap((line) => line.movementIds),
  };
};

/** Books what is owed back and what is kept. */
const finance =
  (clock: Clock): StepEffect =>
  async (tx, { id: executionId, requestId, orderId }) => {
    const { plan, choices } = await approvedPlan(tx, requestId);
    const result = await bookCancellation(tx, {
      executionId,
      orderId,
      claims: plan.claims,
      note: choices.refundNote,
      now: clock.now(),
    });
    if (!result.ok) {
      const { paymentId, planned, left } = result;
      throw new Failure(
        'paid-other-than-planned',
        `payment ${paymentId} has ${left} left, planned were ${planned}`,
        {
          retryable: false,
        },
      );
    }
    return { refundIds: result.refundIds, entryId: result.entryId };
  };

/** Sets the order cancelled, and names what the other steps wrote. */
const settle =
  (clock: Clock): StepEffect =>
  async (tx, { id: executionId, requestId, orderId }) => {
    const execution = await readExecution(tx, requestId);
    const wrote = (step: CancellationStep, field: string): string[] =>
      idsIn(execution?.steps.find((done) => done.step === step)?.result, field);
    const { cancelledPieces } = await settleCancellation(tx, {
      executionId,
      requestId,
      orderId,
      now: clock.now(),
      movementIds: wrote('stock', 'movementIds'),
      refundIds: wrote('finance', 'refundIds'),
    });
    return { cancelledPieces };
  };

const EFFECTS: Readonly<Record<CancellationStep, (clock: Clock) => StepEffect>> = {
  stock: () => stock,
  finance,
  settle,
};

/** The ids that a receipt holds under a name; none where it holds something else. */
const idsIn = (receipt: unknown, field: string): string[] => {
  const value: unknown =
    typeof receipt === 'object' && receipt !== null
      ? Object.getOwnPropertyDescriptor(receipt, field)?.value
      : undefined;
  return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : [];
};
