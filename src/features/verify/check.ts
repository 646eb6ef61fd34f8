/** One row that breaks a rule. */
export interface CheckFailure {
  readonly id: string;
  /** What is wrong with it, in one line for an operator. */
  readonly problem: string;
}

/** One rule about what the database holds, read from the rows alone. */
export interface Check {
  readonly name: string;
  /** SQL that gives `count`: how many things were looked at. */
  readonly checked: string;
  /** SQL each of which gives `id` and `problem` of every row that breaks the rule. */
  readonly failures: readonly string[];
}

export interface CheckResult {
  readonly name: string;
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
