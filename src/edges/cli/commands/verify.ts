import type { CheckResult, VerifyReport } from '../../../features/verify/check.js';
import { verify } from '../../../features/verify/verify.js';
import { EXIT } from '../../../platform/process/exit-code.js';
import { sayCheckFailure, sayRule } from '../check-words.js';
import type { CommandDefinition } from '../command.js';
import { PROGRAM_READER, type Reader } from '../reader.js';

export const verifyCommand: CommandDefinition = {
  usage: 'verify',
  summary: ({ t }) => t('commandLine.verifySummary'),
  async run(_input, context, reader) {
    const report = await context.withDatabase(verify);
    return {
      exitCode: report.ok ? EXIT.done : EXIT.failed,
      json: () => ({ ok: report.ok, checks: report.checks.map(checkAsJson) }),
      text: () => reportAsText(report, reader),
    };
  },
};

const checkAsJson = (check: CheckResult) => ({
  ...check,
  failures: check.failures.map((failure) => ({
    ...failure,
    problem: sayCheckFailure(failure, PROGRAM_READER.t),
  })),
});

const reportAsText = ({ ok, checks }: VerifyReport, { t, number }: Reader): string => {
  const counted = { checks: number(checks.length) };
  const wrong = number(checks.filter((check) => !check.ok).length);
  return [
    ...checks.flatMap((check) => checkAsLines(check, { t, number })),
    '',
    ok ? t('commandLine.checksHold', counted) : t('commandLine.checksFail', { ...counted, wrong }),
  ].join('\n');
};

const checkAsLines = (
  { name, ok, checked, failed, failures }: CheckResult,
  { t, number }: Reader,
): string[] => {
  const said = { name, rule: sayRule(name, t), checked: number(checked) };
  return [
    ok ? t('commandLine.checkOk', said) : t('commandLine.checkFailed', { ...said, wrong: number(failed) }),
    ...failures.map((failure) =>
      t('commandLine.checkProblem', { id: failure.id, problem: sayCheckFailure(failure, t) }),
    ),
  ];
};
