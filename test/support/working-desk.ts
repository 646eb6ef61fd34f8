import { randomUUID } from 'node:crypto';
import { openMetrics } from '../../src/compose/open-metrics.js';
import { openWorker, WORKER_PACE, type WorkerPace } from '../../src/compose/open-worker.js';
import { openAttendedWorker } from '../../src/compose/sandbox-desk/attended-worker.js';
import { createSandboxDesk, type SandboxDesk } from '../../src/compose/sandbox-desk/create-sandbox-desk.js';
import { createSlackSender } from '../../src/edges/slack/messages/create-slack-sender.js';
import { verify } from '../../src/features/verify/verify.js';
import type { Database } from '../../src/platform/db/client.js';
import { createMailbox, type Mailbox } from '../../src/sandbox/mailbox/mailbox.js';
import type { SandboxOptions } from '../../src/sandbox/sandbox.js';
import type { MessageRecord } from '../../src/sandbox/workspace/records.js';
import { keptLog } from './log-scan/kept-log.js';
import { openSlackDesk, read, type SlackDesk } from './slack-desk.js';
import { waitFor } from './wait-for.js';
import { redisUrl, WAY, type Way } from './ways.js';

/** As patient as a test can be: what takes the product minutes takes it a moment. */
export const QUICK: WorkerPace = {
  sweepEveryMs: 200,
  stepLostAfterMs: 2_000,
  deliveryLostAfterMs: 500,
  retry: { attempts: 3, backOffMs: 50 },
  delivery: {
    ...WORKER_PACE.delivery,
    leaseMs: 5_000,
    firstDelayMs: 100,
    longestDelayMs: 500,
    threadDelayMs: 100,
  },
};

export interface WorkingDesk extends SlackDesk {
  readonly mailbox: Mailbox;
  /** What the workers have counted so far, as /metrics tells it. */
  numbers(): Promise<string>;
  /** Ends the worker and starts another, as a restart of its process would. */
  restartWorker(): Promise<void>;
  /** Waits until nothing is owed any more: no event, step or message. */
  quiet(): Promise<void>;
  /** The newest message of a channel that says this. */
  saying(channel: string, email: string, text: string): Promise<MessageRecord>;
  /** Names of the invariants that do not hold, with what is wrong. */
  broken(): Promise<unknown[]>;
}

/** The whole product on a database and a sandbox of the suite's own, with a real queue, worker and mail server. */
export const openWorkingDesk = async (options: {
  readonly seed: (db: Database) => Promise<void>;
  readonly way?: Way;
  /** A Redis of the suite's own, in place of the one that tests share. */
  readonly ownRedisUrl?: string;
  readonly pace?: WorkerPace;
  readonly sandbox?: Pick<SandboxOptions, 'tour'>;
}): Promise<WorkingDesk> => {
  const { way = WAY } = options;
  // Others may be working in the same Redis.
  const queuePrefix = `test-${randomUUID()}`;
  const mailbox = await createMailbox();
  let sandboxDesk: SandboxDesk | undefined;
  const desk = await openSlackDesk({
    ...options,
    transport: way.transport,
    sandbox: { mailbox, ...options.sandbox },
    company: (db) => {
      sandboxDesk = createSandboxDesk(db, {
        admins: [],
        baseCurrency: 'USD',
        log: keptLog(),
      });
      return sandboxDesk;
    },
  });
  const metrics = openMetrics();
  const open = () =>
    openWorker({
      database: desk.db,
      databaseUrl: desk.url,
      redisUrl: options.ownRedisUrl ?? (way.queue === 'redis' ? redisUrl : undefined),
      queuePrefix,
      slack: createSlackSender(desk.deps),
      mail: { smtpUrl: mailbox.url, from: 'Countermand <orders@countermand.example>' },
      metrics,
      log: keptLog(),
      pace: options.pace ?? QUICK,
    });
  const start = async () => {
    const worker = await openAttendedWorker(open, keptLog());
    worker.start();
    sandboxDesk?.attend({
      worker,
      teamId: desk.sandbox.credentials.teamId,
      recall: desk.deps.people.recall,
    });
    return worker;
  };
  let worker = await start();
  // One statement, so that all is counted at one moment: what is done in one place makes something owed in another.
  const owed = async (): Promise<number> => {
    const [row] = await desk.db.prisma.$queryRaw<{ owed: bigint }[]>`
      SELECT (SELECT count(*) FROM outbox_event WHERE relayed_at IS NULL)
        + (SELECT count(*) FROM execution_step WHERE state = 'owed')
        + (SELECT count(*) FROM delivery WHERE state IN ('pending', 'unknown'))
        + (SELECT count(*) FROM message_ref m JOIN request r ON r.id = m.request_id
           WHERE m.shown_version < r.version) AS owed`;
    return Number(row?.owed ?? 0);
  };
  return {
    ...desk,
    mailbox,
    numbers: () => metrics.text(),
    async restartWorker() {
      await worker.stop();
      worker = await start();
    },
    quiet: async () => {
      await waitFor(async () => (await owed()) === 0, { what: 'nothing to be owed', timeoutMs: 60_000 });
    },
    saying: (channel, email, text) =>
      waitFor(
        () =>
          desk
            .as(email)
            .messages(channel)
            .findLast((message) => read(message).includes(text)),
        {
          what: `a message in ${channel} that says "${text}"`,
        },
      ),
    broken: async () => (await verify(desk.db)).checks.filter((check) => !check.ok),
    async close() {
      await worker.stop();
      await mailbox.close();
      await desk.close();
    },
  };
};
