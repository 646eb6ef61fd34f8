import type { CheckResult } from '../../../features/verify/check.js';
import { verify } from '../../../features/verify/verify.js';
import { EXIT } from '../../../platform/process/exit-code.js';
import { sayCheckFailure, sayRule } from '../check-words.js';
import type { CommandDefinition } from '../command.js';
import { PROGRAM_READER } from '../reader.js';

export const verifyCommand: CommandDefinition = {
  usage: 'verify',
  summary: ({ t }) => t('commandLine.verifySummary'),
  async run(_input, context, { t, number }) {
    const report = await context.withDatabase(verify);
    const lines = report.checks.flatMap(({ name, ok, checked, failed, failures }) => [
      ok
        ? t('commandLine.checkOk', { name, rule: sayRule(name, t), checked: number(checked) })
        : t('commandLine.checkFailed', {
            name,
            rule: sayRule(name, t),
            checked: number(checked),
            wrong: number(failed),
          }),
      ...failures.map((failure) =>
        t('commandLine.checkProblem', { id: failure.id, problem: sayCheckFailure(failure, t) }),
      ),
    ]);
    const checks = number(report.checks.length);
    const wrong = number(report.checks.filter(({ ok }) => !ok).length);
    lines.push(
      '',
      report.ok ? t('commandLine.checksHold', { checks }) : t('commandLine.checksFail', { checks, wrong }),
    );
    return {
      exitCode: report.ok ? EXIT.done : EXIT.failed,
      json: { ok: report.ok, checks: report.checks.map(checkAsJson) },
      text: lines.join('\n'),
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
