import type { CheckName, ProblemCode } from './problem-codes.js';

/** One row that breaks a rule: what is wrong is a code with its values; the edge says it in the reader's words. */
export interface CheckFailure {
  readonly id: string;
  readonly code: ProblemCode;
  /** By the names that its text asks for; amounts in minor units, instants as ISO 8601. */
  readonly details: Readonly<Record<string, string>>;
}

/** One rule about what the database holds, read from the rows alone. */
export interface Check {
  readonly name: CheckName;
  /** SQL that gives `count`: how many things were looked at. */
  readonly checked: string;
  /** By what is wrong: SQL that gives `id` of every row that breaks the rule, and its other columns as the details. */
  readonly failures: Readonly<Partial<Record<ProblemCode, string>>>;
}

export interface CheckResult {
  readonly name: CheckName;
  readonly ok: boolean;
  readonly checked: number;
  /** How many rows break the rule, also where not all are listed. */
  readonly failed: number;
  readonly failures: readonly CheckFailure[];
}

export interface VerifyReport {
  readonly ok: boolean;
  readonly checks: readonly CheckResult[];
}
