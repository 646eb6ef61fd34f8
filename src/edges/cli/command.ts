import type { Command } from 'commander';
import type { Database } from '../../platform/db/client.js';
import type { ExitCode } from '../../platform/process/exit-code.js';
import type { BenchOptions, BenchReport } from './bench-report.js';
import type { Reader } from './reader.js';

/** Which half of the product a process runs; any number of each may run over one PostgreSQL and one Redis. */
export const PROCESS_ROLES = ['all', 'bot', 'worker'] as const;
export type ProcessRole = (typeof PROCESS_ROLES)[number];

/** What a command may know of the configuration. */
export interface CommandSettings {
  /** True without a Slack token: the only mode in which demo data is ever loaded. */
  readonly sandbox: boolean;
  /** ISO 4217. */
  readonly baseCurrency: string;
  /** E-mail addresses in lower case. */
  readonly admins: readonly string[];
}

/** What main.ts hands to every command. Whatever needs the configuration throws a Failure `configuration` where that is wrong. */
export interface CommandContext {
  /** Where the person stands: paths that they type start here. */
  readonly workingFolder: string;
  /** The repository, for files that ship with the product. */
  readonly projectFolder: string;
  settings(): CommandSettings;
  /**
   * Runs `work` on the database of the configuration, whether a server runs beside it or not, and closes it afterwards.
   * `set-up`: makes one where there is none or an empty one. Throws a Failure when the database does not answer, is
   * missing or is not in the form that this version needs: an older version may be at work on it.
   */
  withDatabase<T>(work: (database: Database) => Promise<T>, preparation?: 'as-is' | 'set-up'): Promise<T>;
  /** Applies what migrations are still missing; gives their names. */
  migrate(): Promise<readonly string[]>;
  /** Runs the server until it is told to stop. `json`: log as JSON lines even on a terminal. */
  serve(options: { role: ProcessRole; json: boolean }): Promise<ExitCode>;
  /** Measures the product on databases of its own; the Redis is the configuration's. */
  bench(options: Omit<BenchOptions, 'redisUrl'>): Promise<BenchReport>;
  /** A line for the person who waits; goes to stderr, so that stdout is the answer alone. */
  progress(line: string): void;
}

/** A command's answer, in both forms, of which the one that is printed is made. */
export interface CommandOutcome {
  readonly exitCode: ExitCode;
  /** Printed with --json, as one line. */
  json(): Readonly<Record<string, unknown>>;
  /** Printed otherwise; may have many lines, may be empty. */
  text(): string;
}

/** One command of `npx countermand`: one file in commands/, and its place in the list of run-command-line.ts. */
export interface CommandDefinition {
  /** Name and arguments in commander's form: `import <folder>`. A sub-command is written `member list`. */
  readonly usage: string;
  /** One line of help. */
  summary(reader: Reader): string;
  /** Adds the command's own options; `--json` is already there. */
  readonly options?: (command: Command, reader: Reader) => Command;
  run(
    input: { readonly arguments: readonly string[]; readonly options: Readonly<Record<string, unknown>> },
    context: CommandContext,
    reader: Reader,
  ): Promise<CommandOutcome>;
}
