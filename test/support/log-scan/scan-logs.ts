import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { SECOND_DATA_SET } from '../second-data-set/second-data-set.js';
import { linesOf, secretsOf } from './log-folder.js';

/** Something in the log that must not be there. */
export interface LogFinding {
  /** File and number of the line. */
  readonly where: string;
  readonly what: string;
  /** The line, its first thousand characters. */
  readonly line: string;
}

type Rule = readonly [what: string, found: RegExp | string];

/** What nothing may print, wherever it goes. Bounded, so that no line takes long. */
const SECRETS: readonly Rule[] = [
  ['a token', /\b(?:xox[a-z]|xapp)-[\w.-]{6}/],
  ['a signature', /\bv0=[0-9a-f]{64}\b/],
  ['a password in a URL', /:\/\/[^\s:/@"]{0,100}:(?!\[redacted\])[^\s@"/]{1,200}@/],
  ['a password', /\b(?:password|passwd|secret)=(?!\[redacted\])[^\s&"]/i],
  ['a trigger', /\b\d{10,13}\.\d{3,13}\.[0-9a-f]{32}\b/],
  ['a response_url', /\/response\/T[0-9A-Z]{5,}\/[0-9a-f]{24}|hooks\.slack\.com\//],
];

/** How to reach a person: no log line has it, while the answer of a command may. */
const CONTACTS: readonly Rule[] = [
  ['an e-mail address', /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[a-z]{2,20}\b/i],
  ['a telephone number', /\+\d{1,3}[ -]\d[\d -]{5}/],
];

const contactsOfDataSet = (): Rule[] =>
  ['customers.csv', 'suppliers.csv'].flatMap((file) =>
    parse<Record<string, string>>(readFileSync(join(SECOND_DATA_SET, file)), { columns: true, bom: true })
      .flatMap(({ contact, phone }) => [contact ?? '', phone ?? ''])
      // A shorter one is a word that may stand anywhere.
      .filter((value: string) => value.length > 5)
      .map((value: string): Rule => ['contact data of the second data set', value]),
  );

const remembered = (folder: string): Rule[] =>
  existsSync(secretsOf(folder))
    ? [...new Set(readFileSync(secretsOf(folder), 'utf8').trim().split('\n'))]
        // Nothing has to be remembered by a run that makes no secret.
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line))
        .map(({ what, secret }): Rule => [what, secret])
    : [];

const isIn = (line: string, found: RegExp | string): boolean =>
  typeof found === 'string' ? line.includes(found) : found.test(line);

/**
 * Looks through every line that a run has kept for tokens, passwords, signatures and contact data; `people` are those
 * whom the run knows.
 */
export const scanLogs = (
  folder: string,
  people: readonly Rule[] = contactsOfDataSet(),
): { readonly lines: number; readonly findings: LogFinding[] } => {
  const anywhere = [...SECRETS, ...remembered(folder)];
  const inLogs = [...CONTACTS, ...people];
  const findings: LogFinding[] = [];
  let count = 0;
  const files = existsSync(linesOf(folder)) ? readdirSync(linesOf(folder)) : [];
  for (const file of files) {
    const lines = readFileSync(join(linesOf(folder), file), 'utf8').split('\n');
    count += lines.length - 1;
    for (const [index, line] of lines.entries()) {
      const rules = line.startsWith('{"level"') ? [...anywhere, ...inLogs] : anywhere;
      for (const [what, found] of rules)
        if (isIn(line, found))
          findings.push({
            where: `${join(linesOf(folder), file)}:${index + 1}`,
            what,
            line: line.slice(0, 1_000),
          });
    }
  }
  return { lines: count, findings };
};
