import { verify } from '../../../features/verify/verify.js';
import { EXIT } from '../../../platform/process/exit-code.js';
import type { CommandDefinition } from '../command.js';

export const verifyCommand: CommandDefinition = {
  usage: 'verify',
  summary: ({ t }) => t('commandLine.verifySummary'),
  async run(_input, context, { t, number }) {
    const report = await context.withDatabase(verify);
    const lines = report.checks.flatMap(({ name, ok, checked, failed, failures }) => [
      ok
        ? t('commandLine.checkOk', { name, checked: number(checked) })
        : t('commandLine.checkFailed', { name, checked: number(checked), wrong: number(failed) }),
      ...failures.map((failure) => t('commandLine.checkProblem', { ...failure })),
    ]);
    return {
      exitCode: report.ok ? EXIT.done : EXIT.failed,
      json: { ok: report.ok, checks: report.checks },
      text: lines.join('\n'),
    };
  },
};
