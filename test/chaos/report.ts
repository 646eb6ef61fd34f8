import { cutOffByFaults, owedAWord } from './checks/answers.js';
import type { Evidence, Finding } from './checks/finding.js';
import { toldMade } from './checks/requests.js';
import type { ChaosOptions } from './options.js';

export interface Figures {
  readonly seed: string;
  readonly minutes: number;
  readonly queue: string;
  readonly transport: string;
  readonly seconds: number;
  readonly acts: number;
  /** Acts that Slack's client itself called failed: not acknowledged in time, or the app could not be reached. */
  readonly toldBySlack: number;
  /** Acknowledged with the way to them whole: those on whom silence is judged. */
  readonly owedAWord: number;
  /** Acknowledged, and then cut off by a fault on the way to them before anything was said. */
  readonly cutOffByFaults: number;
  readonly requests: number;
  readonly requestsByState: Readonly<Record<string, number>>;
  readonly toldMade: number;
  readonly decisions: number;
  readonly settled: number;
  readonly paidOut: number;
  readonly messages: number;
  readonly markedAsPossiblyRepeated: number;
  readonly mails: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly kills: number;
  readonly stepsParked: number;
  readonly logLines: number;
  /** Lines of a log with a token, password, signature or contact data. */
  readonly leaks: number;
  readonly lost: number;
  readonly doubled: number;
  readonly wrongPerson: number;
  readonly otherFindings: number;
}

const countBy = <T>(all: readonly T[], nameOf: (one: T) => string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const one of all) counts[nameOf(one)] = (counts[nameOf(one)] ?? 0) + 1;
  return counts;
};

export const figuresOf = (
  { seed, minutes, queue, transport }: ChaosOptions,
  { book, ledger, mails }: Evidence,
  findings: readonly Finding[],
  { tookMs, logLines }: { readonly tookMs: number; readonly logLines: number },
): Figures => {
  const found = (kind: Finding['kind']): number => findings.filter((finding) => finding.kind === kind).length;
  const [lost, doubled, wrongPerson] = [found('lost'), found('doubled'), found('wrong-person')];
  const leaks = found('leak');
  return {
    seed,
    minutes,
    queue,
    transport,
    seconds: Math.round(tookMs / 1_000),
    acts: book.acts.length,
    toldBySlack: book.acts.filter(({ outcomes }) =>
      outcomes.some((one) => one === 'timed-out' || one === 'failed'),
    ).length,
    owedAWord: owedAWord(book),
    cutOffByFaults: cutOffByFaults(book),
    requests: ledger.requests.length,
    requestsByState: countBy(ledger.requests, ({ state }) => state),
    toldMade: book.acts.filter(toldMade).length,
    decisions: ledger.decisions.length,
    settled: ledger.requests.filter(({ state }) => state === 'done').length,
    paidOut: ledger.attempts.filter(({ state }) => state === 'succeeded').length,
    messages: ledger.deliveries.filter(({ state }) => state === 'sent').length,
    markedAsPossiblyRepeated: ledger.deliveries.filter(({ maybeRepeated }) => maybeRepeated).length,
    mails: mails.length,
    faults: countBy(book.faults, ({ kind, what }) => (kind === 'line' ? `line ${what}` : kind)),
    kills: book.faults.filter(({ kind }) => kind === 'kill').length,
    stepsParked: ledger.deliveries.filter(({ kind }) => kind === 'ops-attention').length,
    logLines,
    leaks,
    lost,
    doubled,
    wrongPerson,
    otherFindings: findings.length - lost - doubled - wrongPerson - leaks,
  };
};

/** For people: the figures, then each finding. */
export const reportOf = (figures: Figures, findings: readonly Finding[]): string[] => [
  ...Object.entries(figures).map(
    ([name, value]) =>
      `  ${name.padEnd(26)}${
        typeof value === 'object'
          ? Object.entries(value)
              .map(([key, count]) => `${key} ${count}`)
              .join(', ')
          : value
      }`,
  ),
  ...findings.map(({ kind, what, ids }) => `FOUND ${kind}: ${what} ${JSON.stringify(ids)}`),
  `${figures.lost} lost, ${figures.doubled} doubled, ${figures.wrongPerson} decided by the wrong person, ${figures.leaks} leaked, ${figures.otherFindings} other findings`,
];
