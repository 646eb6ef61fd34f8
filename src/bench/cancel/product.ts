import { setTimeout as pause } from 'node:timers/promises';
import { runCancellationStep } from '../../flows/cancellation-steps.js';
import { flows } from '../../flows/index.js';
import { systemClock } from '../../kernel/clock.js';
import { CANCELLATION_STEPS } from '../../kernel/events.js';
import { openDatabase } from '../../platform/db/client.js';
import { readExecution } from '../../platform/execution/read-execution.js';
import type { Log } from '../../platform/log.js';
import { createRelay } from '../../platform/outbox/relay.js';
import { openQueue } from '../../platform/queue/open-queue.js';
import { eachAtOnce } from '../measure/timed.js';
import { askers, type Prepared } from './prepared.js';

/** As many people as are served at once. */
export const AT_ONCE = 8;
const POOL = 16;
/** More often, and looking would take a part in what it looks at. */
const LOOK_EVERY_MS = 25;

/** A way in which orders get cancelled. */
export interface Way {
  /** What is known of these orders before somebody asks; takes no part in the measure. */
  prepare(numbers: readonly string[]): Promise<readonly Prepared[]>;
  /** Cancels each, and resolves when nothing of it is owed any more. */
  cancel(orders: readonly Prepared[]): Promise<void>;
  close(): Promise<void>;
}

interface WayOptions {
  readonly databaseUrl: string;
  readonly log: Log;
}

/**
 * The product from the confirmed form to the settled order: use cases, outbox, relay, queue and steps. Messages come to
 * be as rows, and their jobs go through the queue; nothing is sent.
 */
export const openProduct = async (
  options: WayOptions & { readonly redisUrl?: string; readonly prefix?: string },
): Promise<Way> => {
  const { databaseUrl, log } = options;
  const db = openDatabase({
    url: databaseUrl,
    poolSize: POOL,
    onError: (error) => log.error({ err: error }, 'lost'),
  });
  const queue = await openQueue(options);
  const relay = createRelay({
    db,
    listenUrl: databaseUrl,
    flows,
    addJobs: (jobs) => queue.add(jobs),
    log,
  });
  let lost: Error | undefined;
  queue.work({
    step: async (job) => {
      await runCancellationStep(db, job, systemClock);
    },
    deliver: async () => undefined,
    refresh: async () => undefined,
    onExhausted: async (_job, error) => {
      lost = error;
    },
  });
  relay.start();
  const { prepare, ask, agree } = await askers(db);
  const owed = async (): Promise<boolean> => {
    const [row] = await db.prisma.$queryRaw<{ owed: boolean }[]>`
      SELECT EXISTS (SELECT 1 FROM outbox_event WHERE relayed_at IS NULL)
        OR EXISTS (SELECT 1 FROM execution_step WHERE state = 'owed') AS owed`;
    return row?.owed ?? true;
  };
  const settled = async (): Promise<void> => {
    while (await owed()) {
      if (lost !== undefined) throw lost;
      await pause(LOOK_EVERY_MS);
    }
  };
  return {
    prepare: prepareWith(prepare),
    async cancel(orders) {
      const asked: (readonly [Prepared, string])[] = [];
      await eachAtOnce(orders, AT_ONCE, async (order) => {
        asked.push([order, await ask(order)]);
      });
      // Nobody agrees to what they have not been told of: the messages to the deciders come first.
      await settled();
      await eachAtOnce(asked, AT_ONCE, ([order, requestId]) => agree(order, requestId));
      await settled();
    },
    async close() {
      await relay.stop();
      await queue.close();
      await db.close();
    },
  };
};

/** The product's five transactions one after the other, without relay and queue: what is to follow stays in the outbox. */
export const openTransactions = async ({ databaseUrl, log }: WayOptions): Promise<Way> => {
  const db = openDatabase({
    url: databaseUrl,
    poolSize: POOL,
    onError: (error) => log.error({ err: error }, 'lost'),
  });
  const { prepare, ask, agree } = await askers(db);
  return {
    prepare: prepareWith(prepare),
    cancel: (orders) =>
      eachAtOnce(orders, AT_ONCE, async (order) => {
        const requestId = await ask(order);
        await agree(order, requestId);
        const execution = await readExecution(db, requestId);
        for (const step of CANCELLATION_STEPS) {
          const job = { kind: 'step' as const, executionId: execution?.id ?? '', step, generation: 1 };
          const { outcome } = await runCancellationStep(db, job, systemClock);
          if (outcome !== 'done') throw new Error(`the step ${step} was ${outcome}`);
        }
      }),
    close: () => db.close(),
  };
};

const prepareWith =
  (prepare: (number: string) => Promise<Prepared>): Way['prepare'] =>
  async (numbers) => {
    const prepared: Prepared[] = [];
    await eachAtOnce(numbers, AT_ONCE, async (number) => {
      prepared.push(await prepare(number));
    });
    return prepared;
  };
