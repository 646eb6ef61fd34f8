import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { linesOf } from '../support/log-scan/log-folder.js';
import { cameToRest } from './checks/aftermath.js';
import { booksAsCalculated } from './checks/books.js';
import { EVERY_CHECK } from './checks/every-check.js';
import type { Evidence, Finding } from './checks/finding.js';
import { forbidInLogs, nothingLeaked } from './checks/logs.js';
import { type Company, writeCompany } from './company.js';
import { disturb } from './disturb.js';
import { type Owed, readLedger, readOwed } from './ledger.js';
import { createLogBook, type LogBook } from './log-book.js';
import type { ChaosOptions } from './options.js';
import { buttonsIn, pressOnce } from './people/acts.js';
import { type Crowd, setToWork } from './people/crowd.js';
import { createRandom } from './random.js';
import { type Figures, figuresOf } from './report.js';
import { type Patience, patiently } from './stage/patiently.js';
import { type Stage, setStage } from './stage/set-stage.js';

export interface ChaosResult {
  readonly findings: readonly Finding[];
  readonly figures: Figures;
  /** Logs of every process, the company, and all acts and faults; kept when something was found. */
  readonly folder: string;
}

/** Nothing here is a goal: it bounds a wait on a machine that does many other things. */
const QUIET_WITHIN_MS = 10 * 60_000;
const READY_WITHIN_MS = 5 * 60_000;

/** How long people go on when nothing breaks any more: what was begun in the storm has to be good for something after it. */
const calmFor = (minutes: number): number => Math.min(120_000, Math.max(20_000, minutes * 60_000 * 0.15));

const until = async (met: () => Promise<boolean> | boolean, withinMs: number): Promise<boolean> => {
  for (const end = Date.now() + withinMs; Date.now() < end; await pause(500)) if (await met()) return true;
  return false;
};

const allReady = ({ members }: Stage, patience: Patience): Promise<unknown> =>
  patiently(`all ${members.length} processes of the product to be ready`, READY_WITHIN_MS, patience, () =>
    until(() => members.every(({ ready }) => ready), READY_WITHIN_MS),
  );

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

const directTo = ({ sandbox }: Stage, company: Company): Map<string, string> => {
  const people = new Map(company.people.map(({ email }) => [sandbox.as(email).id, email]));
  return new Map(
    sandbox.control
      .channels()
      .filter(({ kind }) => kind === 'im')
      .flatMap(({ id, members }) =>
        members.flatMap((member) => [people.get(member) ?? []].flat().map((email) => [id, email] as const)),
      ),
  );
};

const evidenceOf = async (stage: Stage, company: Company, book: LogBook): Promise<Evidence> => ({
  book,
  company,
  ledger: await readLedger(stage.postgres.url()),
  messages: stage.sandbox.control.channels().flatMap(({ id }) => stage.sandbox.control.allMessages(id)),
  directTo: directTo(stage, company),
  mails: stage.mails,
});

const judge = async (stage: Stage, evidence: Evidence, owed: Owed | undefined): Promise<Finding[]> => [
  ...EVERY_CHECK.flatMap((check) => check(evidence)),
  ...(await booksAsCalculated(stage.postgres.url(), evidence.company, evidence.ledger)),
  ...cameToRest(
    {
      owed,
      verify: await stage.command('verify', '--json'),
      unknownCalls: stage.sandbox.control.unknownCalls().map(({ method }) => method),
      away: stage.members.filter(({ ready }) => !ready).map(({ name }) => name),
    },
    evidence,
  ),
];

const asJson = (value: unknown): string =>
  JSON.stringify(
    value,
    (_, inner) =>
      inner instanceof Set || inner instanceof Map
        ? [...inner]
        : typeof inner === 'bigint'
          ? String(inner)
          : inner,
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
  const { minutes, seed, queue, transport, rate } = options;
  const patience = { say, signal };
  const rest = (ms: number): Promise<unknown> =>
    pause(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
  const random = createRandom(seed);
  const folder = await mkdtemp(join(tmpdir(), `countermand-chaos-${seed.replace(/\W/g, '_')}-`));
  const book = createLogBook();
  const size = 20 + Math.ceil(minutes * rate * 0.5);
  const company = await writeCompany(join(folder, 'company'), random.fork('company'), size);
  say(
    `Seed ${seed}, ${minutes} minutes, queue in ${queue}, Slack by ${transport}, about ${rate} acts a minute; logs in ${folder}`,
  );
  const stage = await setStage({ repository, folder, queue, transport, company, book }, patience);
  try {
    if (typeof stage.postgres.disk === 'string') say(`Skipped: a full disk (${stage.postgres.disk})`);
    await allReady(stage, patience);
    const began = Date.now();
    say('Everybody is at work, and things begin to break');
    const crowd = setToWork({ sandbox: stage.sandbox, company, random: random.fork('people'), rate, book });
    const disturbance = disturb(stage, random.fork('faults'), book);
    await Promise.race([rest(minutes * 60_000), disturbance.failed]);
    await disturbance.stop();
    for (const member of stage.members) member.shiftClock(0);
    say('Nothing breaks any more; people go on for a while');
    // Who does not come back is found at the end.
    await allReady(stage, patience).catch((error: unknown) => say(String(error)));
    await rest(calmFor(minutes));
    await crowd.stop();
    say('Nobody does anything more; it comes to rest');
    const owed = await patiently('it to come to rest', 2 * QUIET_WITHIN_MS, patience, () =>
      comeToRest(stage, crowd),
    );
    for (const actor of crowd.actors) actor.lookBack();
    const evidence = await evidenceOf(stage, company, book);
    const found = await judge(stage, evidence, owed);
    forbidInLogs(folder, stage.secrets, company);
    await copyFile(stage.postgres.logFile, join(linesOf(folder), 'postgres.log'));
    const scanned = nothingLeaked(folder);
    const findings = [...found, ...scanned.findings];
    const figures = figuresOf(options, evidence, findings, {
      tookMs: Date.now() - began,
      logLines: scanned.lines,
    });
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
