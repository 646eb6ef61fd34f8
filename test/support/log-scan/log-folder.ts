import { appendFileSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names the folder to the processes of the run. */
const VARIABLE = 'COUNTERMAND_TEST_LOGS';

/** Makes the folder in which this run keeps every line that the product logs, and what may never stand in one. */
export const makeLogFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'countermand-test-logs-'));
  process.env[VARIABLE] = folder;
  return folder;
};

/** The folder of this run; undefined where nothing is kept. */
export const logFolder = (): string | undefined => process.env[VARIABLE];

/** Files of kept lines are in here. */
export const linesOf = (folder: string): string => join(folder, 'lines');

/** One JSON object a line: what it is, and the secret itself. */
export const secretsOf = (folder: string): string => join(folder, 'secrets.jsonl');

/** Keeps what was logged, to be scanned at the end of the run, in a file of the source's name. */
export const keepLines = (source: string, text: string): void => {
  const folder = logFolder();
  if (folder === undefined) return;
  mkdirSync(linesOf(folder), { recursive: true });
  appendFileSync(join(linesOf(folder), `${source}.log`), text);
};

/** Says what must never stand in any log of this run. */
export const rememberSecrets = (secrets: Readonly<Record<string, string>>): void => {
  const folder = logFolder();
  if (folder === undefined) return;
  const lines = Object.entries(secrets).map(([what, secret]) => `${JSON.stringify({ what, secret })}\n`);
  appendFileSync(secretsOf(folder), lines.join(''));
};
