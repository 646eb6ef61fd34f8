import { asError, Failure } from '../../kernel/errors.js';
import { sayFailure } from './failure-words.js';
import { type ListedProblem, sayProblem } from './problem-words.js';
import type { Reader } from './reader.js';

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
  // Safe: only configurationFailure gives this code with problems.
  failure.code === 'configuration' ? (failure.details.problems as readonly ListedProblem[]) : [];

/** What a person reads: one line, and one more for each problem of the configuration; a stack only when asked for. */
export const explainFailure = (thrown: unknown, { stack, t }: { stack: boolean; t: Reader['t'] }): string => {
  const error = asError(thrown);
  const problems = error instanceof Failure ? problemsOf(error) : [];
  const lines = [t('failures.line', { sentence: headline(error, problems.length, t) })];
  for (const problem of problems) {
    const { variable, example } = problem;
    lines.push(t('failures.problem', { variable, problem: sayProblem(problem, t), example }));
  }
  if (stack) lines.push(...stacksOf(error));
  return lines.join('\n');
};

const stacksOf = (error: unknown): string[] =>
  error instanceof Error ? [error.stack ?? error.message, ...stacksOf(error.cause)] : [];

const headline = (error: Error, problems: number, t: Reader['t']): string => {
  if (!(error instanceof Failure)) return error.message;
  return problems > 0 ? t('failures.configuration', { count: problems }) : sayFailure(error, t);
};

/** The same for a program, in English whoever runs it: what --json prints instead of an answer. */
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
