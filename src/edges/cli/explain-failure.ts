import { asError, Failure } from '../../kernel/errors.js';

interface ListedProblem {
  readonly variable: string;
  readonly problem: string;
  readonly example: string;
}

/** A failure `configuration` that lists every problem at once. */
export const configurationFailure = (problems: readonly ListedProblem[]): Failure =>
  new Failure(
    'configuration',
    problems.length === 1
      ? 'The configuration has a problem:'
      : `The configuration has ${problems.length} problems:`,
    { retryable: false, details: { problems } },
  );

const problemsOf = (failure: Failure): readonly ListedProblem[] =>
  // Safe: only configurationFailure gives this code.
  failure.code === 'configuration' ? (failure.details.problems as readonly ListedProblem[]) : [];

/** What a person reads: one line, and one more for each problem of the configuration; a stack only when asked for. */
export const explainFailure = (thrown: unknown, { stack }: { stack: boolean }): string => {
  const error = asError(thrown);
  const lines = [`countermand: ${error.message}`];
  if (error instanceof Failure) {
    for (const { variable, problem, example } of problemsOf(error)) {
      lines.push(`  ${variable} ${problem}. Example: ${example}`);
    }
  }
  if (stack && error.stack !== undefined) lines.push(error.stack);
  return lines.join('\n');
};

/** The same for a program: what --json prints instead of an answer. */
export const failureAsJson = (thrown: unknown): Record<string, unknown> => {
  const error = asError(thrown);
  if (!(error instanceof Failure)) return { ok: false, error: 'unexpected', message: error.message };
  const problems = problemsOf(error);
  return {
    ok: false,
    error: error.code,
    message: error.message,
    ...(problems.length > 0 ? { problems } : {}),
  };
};
