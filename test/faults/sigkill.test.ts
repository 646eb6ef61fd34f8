import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { learnChannelId } from '../../src/features/notifications/channel-store.js';
import { type Database, openDatabase } from '../../src/platform/db/client.js';
import { inTransaction } from '../../src/platform/db/in-transaction.js';
import { createMailbox, type Mailbox } from '../../src/sandbox/mailbox/mailbox.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import { type Program, runProgram } from '../integration/process/program.js';
import { at, importSecondCompany } from '../support/cancel-journey.js';
import { expectedLedgers } from '../support/company-journey/expected-ledgers.js';
import { type PeopleAtWork, peopleAtWork } from '../support/company-journey/people-at-work.js';
import { whatBecame } from '../support/company-journey/what-became.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { SECOND_DATA_SET } from '../support/second-data-set/second-data-set.js';
import { waitFor } from '../support/wait-for.js';
import { openWorkingDesk, type WorkingDesk } from '../support/working-desk.js';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
/** In dinars, with a deposit, of a customer with an address: a manager decides, then finance. */
const NUMBER = 'S-1034';
/** Bounds a wait on a busy machine; nothing is asserted by it. */
const LONG_MS = 120_000;

let database: TestDatabase;
let db: Database;
let sandbox: Sandbox;
let mailbox: Mailbox;
let home: string;
let people: PeopleAtWork;
let undisturbed: WorkingDesk;
let program: Program | undefined;

beforeAll(async () => {
  // Only what has changed since the last time; npm test has done it already.
  await promisify(execFile)(process.execPath, ['bin/prepare.mjs'], { cwd: REPOSITORY });
  database = await createTestDatabase();
  db = openDatabase({ url: database.url, poolSize: 4, onError: () => undefined });
  await importSecondCompany(db);
  sandbox = createSandbox({
    people: async () =>
      (await db.prisma.member.findMany()).map(({ email, name }) => ({ email, name, locale: 'en-US' })),
  });
  await sandbox.listen();
  // As after any first message there. Before, nobody knows where to look for a post whose answer was lost: Slack tells
  // a channel's id only in answers, and such a post is repeated and says so.
  for (const purpose of ['order-approvals', 'order-ops'] as const)
    await inTransaction(db, (tx) => learnChannelId(tx, { purpose, id: sandbox.control.channel(purpose).id }));
  mailbox = await createMailbox();
  home = await mkdtemp(join(tmpdir(), 'countermand-sigkill-'));
  people = peopleAtWork(sandbox);
  undisturbed = await openWorkingDesk({ seed: importSecondCompany });
}, LONG_MS);
afterAll(async () => {
  program?.signal('SIGKILL');
  await program?.ended;
  await undisturbed.close();
  await sandbox.close();
  await mailbox.close();
  await db.close();
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

const start = async (): Promise<Program> => {
  const { apiUrl, botToken, appToken } = sandbox.credentials;
  const started = runProgram(process.execPath, ['dist/main.js', 'start'], {
    cwd: REPOSITORY,
    env: {
      DATABASE_URL: database.url,
      COUNTERMAND_HOME: home,
      SLACK_API_URL: apiUrl,
      SLACK_BOT_TOKEN: botToken,
      SLACK_APP_TOKEN: appToken,
      SMTP_URL: mailbox.url,
      MAIL_FROM: 'Countermand <orders@countermand.example>',
      LOG_LEVEL: 'warn',
    },
  });
  program = started;
  await started.seen(/^Countermand is ready: /m);
  return started;
};

const kill = async (running: Program): Promise<void> => {
  running.signal('SIGKILL');
  expect(await running.ended).toBe('SIGKILL');
  program = undefined;
  // A dead process keeps messages to itself for a minute, in case it lives; here nobody waits for that.
  await db.prisma.delivery.updateMany({
    where: { state: { in: ['unknown', 'sent'] }, nextAttemptAt: { gt: new Date() } },
    data: { nextAttemptAt: new Date(0) },
  });
};

const nothingOwed = () =>
  waitFor(
    async () => {
      const [row] = await db.prisma.$queryRaw<{ owed: bigint }[]>`
        SELECT (SELECT count(*) FROM outbox_event WHERE relayed_at IS NULL)
          + (SELECT count(*) FROM execution_step WHERE state = 'owed')
          + (SELECT count(*) FROM delivery WHERE state IN ('pending', 'unknown'))
          + (SELECT count(*) FROM message_ref m JOIN request r ON r.id = m.request_id
             WHERE m.shown_version < r.version) AS owed`;
      return row?.owed === 0n;
    },
    { what: 'nothing to be owed', timeoutMs: LONG_MS },
  );

/** The same by the same people, once where processes die and once where none does. */
const decideAndPayOut = {
  ask: (who: PeopleAtWork) => who.ask(at('tom.reed'), NUMBER),
  approve: (who: PeopleAtWork) => who.approve(at('anna.holt'), NUMBER, 'manager'),
  approveFinally: (who: PeopleAtWork) => who.approve(at('paul.marks'), NUMBER, 'finance'),
  payOut: (who: PeopleAtWork) => who.payOut(at('yuki.sato'), NUMBER, ['BANK-1']),
};

describe('a product that is killed three times and started again (C3, S9, M4)', () => {
  it('ends as one that was left alone: the same ledgers, every message once, one letter', async () => {
    const first = await start();
    // Its modal stays as it was at the kill; whoever asked is told by message.
    decideAndPayOut.ask(people).catch(() => undefined);
    await waitFor(async () => (await db.prisma.request.count()) === 1, {
      what: 'the request to be there',
      timeoutMs: LONG_MS,
    });
    await kill(first);

    const second = await start();
    await decideAndPayOut.approve(people);
    await decideAndPayOut.approveFinally(people);
    await waitFor(async () => (await db.prisma.execution.count()) === 1, {
      what: 'the execution to be there',
      timeoutMs: LONG_MS,
    });
    await kill(second);

    // Posted, but the one who posts does not hear of it: nobody but Slack knows that these two stand there.
    sandbox.control.addFault({ method: 'chat.postMessage', kind: 'silent-after', times: 2 });
    const third = await start();
    await waitFor(
      async () => {
        const [unknown, letter] = await Promise.all([
          db.prisma.delivery.count({ where: { state: 'unknown' } }),
          db.prisma.delivery.count({ where: { kind: 'customer-mail', state: 'sent' } }),
        ]);
        return unknown >= 2 && letter === 1 && sandbox.control.faults().length === 0;
      },
      { what: 'messages to be under way', timeoutMs: LONG_MS },
    );
    await kill(third);

    const fourth = await start();
    await nothingOwed();
    await decideAndPayOut.payOut(people);
    await nothingOwed();
    fourth.signal('SIGTERM');
    expect(await fourth.ended).toBe(0);
    program = undefined;

    const left = peopleAtWork(undisturbed.sandbox);
    await decideAndPayOut.ask(left);
    await decideAndPayOut.approve(left);
    await decideAndPayOut.approveFinally(left);
    await undisturbed.quiet();
    await decideAndPayOut.payOut(left);
    await undisturbed.quiet();

    const became = await whatBecame({ db, sandbox, mailbox });
    expect(became).toEqual(await whatBecame(undisturbed));
    expect(became.ledgers).toEqual(expectedLedgers(SECOND_DATA_SET, { cancelled: new Set([NUMBER]) }));
    expect(became.letters).toHaveLength(1);
    expect(became.maybeRepeated).toEqual([]);
  }, 600_000);
});
