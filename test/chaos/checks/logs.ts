import { appendFileSync } from 'node:fs';
import { secretsOf } from '../../support/log-scan/log-folder.js';
import { scanLogs } from '../../support/log-scan/scan-logs.js';
import type { Company } from '../company.js';
import type { Finding } from './finding.js';

/** Says what may stand in no log of the run: secrets by what they are, and how the company's customers are reached. */
export const forbidInLogs = (
  folder: string,
  secrets: Readonly<Record<string, string>>,
  { contacts }: Company,
): void => {
  const all = [...Object.entries(secrets), ...contacts.map((contact) => ['contact data', contact] as const)];
  appendFileSync(
    secretsOf(folder),
    all.map(([what, secret]) => `${JSON.stringify({ what, secret })}\n`).join(''),
  );
};

/** Whatever was logged has no token, password, signature or contact data; one finding a line of a log. */
export const nothingLeaked = (
  folder: string,
): { readonly lines: number; readonly findings: readonly Finding[] } => {
  // Its own people are among what is forbidden.
  const { lines, findings } = scanLogs(folder, []);
  const byLine = new Map(findings.map((finding) => [finding.where, finding]));
  return {
    lines,
    findings: [...byLine.values()].map(({ where, what, line }) => ({
      kind: 'leak',
      what: `${what} stands in a log`,
      ids: { where, line: line.slice(0, 400) },
    })),
  };
};
