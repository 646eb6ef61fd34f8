import { verify } from '../../../features/verify/verify.js';
import { EXIT } from '../../../platform/process/exit-code.js';
import type { CommandDefinition } from '../command.js';

export const verifyCommand: CommandDefinition = {
  usage: 'verify',
  summary: 'check that stock, money, approvals and messages are as they must be; changes nothing',
  async run(_input, context) {
    const report = await context.withDatabase(verify);
    const lines = report.checks.flatMap(({ name, ok, checked, failed, failures }) => [
      `${ok ? 'ok    ' : 'FAILED'} ${name}: ${checked} checked${ok ? '' : `, ${failed} wrong`}`,
      ...failures.map(({ id, problem }) => `         ${id}: ${problem}`),
    ]);
    return {
      exitCode: report.ok ? EXIT.done : EXIT.failed,
      json: { ok: report.ok, checks: report.checks },
      text: lines.join('\n'),
    };
  },
};
