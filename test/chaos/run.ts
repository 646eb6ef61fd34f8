import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { nobodyLeftInSilence } from './checks/answers.js';
import { booksAsCalculated } from './checks/books.js';
import { decidedByTheRightPeople, decisionsAsTold } from './checks/decisions.js';
import type { Check, Evidence, Finding } from './checks/finding.js';
import { cardsShowTheEnd, deliveredOnce, lettersAsWanted } from './checks/messages.js';
import { requestsAsTold } from './checks/requests.js';
import { type Company, writeCompany } from './company.js';
import { disturb } from './disturb.js';
import { type Owed, readLedger, readOwed } from './ledger.js';
import { createLogBook, type LogBook } from './log-book.js';
import type { ChaosOptions } from './options.js';
import { buttonsIn, pressOnce } from './people/acts.js';
import { type Crowd, setToWork } from './people/crowd.js';
import { createRandom } from './random.js';
import { type Figures, figuresOf } from './report.js';
import { type Stage, setStage } from './stage/set-stage.js';

export interface ChaosResult {
  readonly findings: readonly Finding[];
  readonly figures: Figures;
  /** Logs of every process, the company, and all acts and faults; kept when something was found. */
  readonly folder: string;
}

/** Nothing here is a goal: it bounds a wait on a machine that does many other things. */
const QUIET_WITHIN_MS = 10 * 60_000;
const READY_WITHIN_MS = 3 * 60_000;
const CHECKS: readonly Check[] = [
  requestsAsTold,
  decisionsAsTold,
  decidedByTheRightPeople,
  nobodyLeftInSilence,
  deliveredOnce,
  lettersAsWanted,
  cardsShowTheEnd,
];

/** How long people go on when nothing breaks any more: what was begun in the storm has to be good for something after it. */
const calmFor = (minutes: number): number => Math.min(120_000, Math.max(20_000, minutes * 60_000 * 0.15));

const until = async (met: () => Promise<boolean> | boolean, withinMs: number): Promise<boolean> => {
  for (const end = Date.now() + withinMs; Date.now() < end; await pause(500)) if (await met()) return true;
  return false;
};

const allReady = ({ members }: Stage): Promise<boolean> =>
  until(() => members.every(({ ready }) => ready), READY_WITHIN_MS);

/** What was parked is tried again by people, as they would; then everything has to come to rest. */
const comeToRest = async (stage: Stage, crowd: Crowd): Promise<Owed | undefined> => {
  let owed: Owed | undefined;
  const rested = await until(async () => {
    const [retrier] = crowd.actors.filter(({ email }) => email.startsWith('rita'));
    const [keeper] = crowd.actors.filter(({ email }) => email.startsWith('ines'));
    for (const actor of [retrier, keeper])
      for (const button of actor === undefined ? [] : buttonsIn(actor, 'order-ops', 'step.retry').slice(0, 1))
        if (actor !== undefined) await pressOnce(actor, 'retry', button, 'step.retry');
    owed = await readOwed(stage.postgres.url());
    return Object.values(owed).every((count) => count === 0);
  }, QUIET_WITHIN_MS);
  return rested ? undefined : owed;
};

const verified = async (stage: Stage): Promise<Finding[]> => {
  const { code, out } = await stage.command('verify', '--json');
  return code === 0
    ? []
    : [{ kind: 'books', what: 'verify is not clean', ids: { exitCode: code, out: out.slice(0, 4_000) } }];
};

const evidenceOf = async (stage: Stage, company: Company, book: LogBook): Promise<Evidence> => ({
  book,
  company,
  ledger: await readLedger(stage.postgres.url()),
  messages: stage.sandbox.control.channels().flatMap(({ id }) => stage.sandbox.control.allMessages(id)),
  mails: stage.mails,
});

const judge = async (stage: Stage, evidence: Evidence, owed: Owed | undefined): Promise<Finding[]> => [
  ...(owed === undefined
    ? []
    : [{ kind: 'lost' as const, what: 'it does not come to rest', ids: { ...owed } }]),
  ...CHECKS.flatMap((check) => check(evidence)),
  ...(await booksAsCalculated(stage.postgres.url(), evidence.company, evidence.ledger)),
  ...(await verified(stage)),
  ...evidence.book.collapses.map(
    ({ process, at, code }): Finding => ({
      kind: 'process',
      what: `${process} ended by itself with ${code}`,
      ids: { at: new Date(at).toISOString() },
    }),
  ),
  ...stage.sandbox.control
    .unknownCalls()
    .map(({ method }): Finding => ({ kind: 'untrue', what: `Slack was asked for ${method}`, ids: {} })),
];

const asJson = (value: unknown): string =>
  JSON.stringify(
    value,
    (_, inner) => (inner instanceof Set ? [...inner] : typeof inner === 'bigint' ? String(inner) : inner),
    1,
  );

/** Plays a company under disturbances for so long, lets it come to rest, and compares what was told with what is. */
export const runChaos = async (
  options: ChaosOptions,
  {
    repository,
    say,
    signal,
  }: { readonly repository: string; readonly say: (line: string) => void; readonly signal: AbortSignal },
): Promise<ChaosResult> => {
  const { minutes, seed, queue, rate } = options;
  const random = createRandom(seed);
  const folder = await mkdtemp(join(tmpdir(), `countermand-chaos-${seed.replace(/\W/g, '_')}-`));
  const book = createLogBook();
  const size = 20 + Math.ceil(minutes * rate * 0.5);
  const company = await writeCompany(join(folder, 'company'), random.fork('company'), size);
  say(`Seed ${seed}, ${minutes} minutes, queue in ${queue}, about ${rate} acts a minute; logs in ${folder}`);
  const stage = await setStage({ repository, folder, queue, company, book });
  try {
    if (typeof stage.postgres.disk === 'string') say(`Skipped: a full disk (${stage.postgres.disk})`);
    if (!(await allReady(stage))) throw new Error(`the product did not become ready; see ${folder}`);
    const began = Date.now();
    say('Everybody is at work, and things begin to break');
    const crowd = setToWork({ sandbox: stage.sandbox, company, random: random.fork('people'), rate, book });
    const disturbance = disturb(stage, random.fork('faults'), book);
    await pause(minutes * 60_000, undefined, { signal }).catch(() => undefined);
    await disturbance.stop();
    for (const member of stage.members) member.shiftClock(0);
    say('Nothing breaks any more; people go on for a while');
    await allReady(stage);
    await pause(calmFor(minutes), undefined, { signal }).catch(() => undefined);
    signal.throwIfAborted();
    await crowd.stop();
    say('Nobody does anything more; it comes to rest');
    const owed = await comeToRest(stage, crowd);
    for (const actor of crowd.actors) actor.lookBack();
    const evidence = await evidenceOf(stage, company, book);
    const findings = await judge(stage, evidence, owed);
    const figures = figuresOf(options, evidence, findings, Date.now() - began);
    await writeFile(join(folder, 'record.json'), asJson({ figures, findings, ...evidence }));
    return { findings, figures, folder };
  } finally {
    await stage.close();
  }
};

/** Keeps the folder of a run in which something was found, and removes that of a clean one. */
export const tidyUp = async ({ findings, folder }: ChaosResult): Promise<void> => {
  if (findings.length === 0) await rm(folder, { recursive: true, force: true });
};
