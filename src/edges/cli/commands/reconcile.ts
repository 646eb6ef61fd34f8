import { reconcile } from '../../../features/verify/reconcile.js';
import { EXIT } from '../../../platform/process/exit-code.js';
import { sayDifference, saySubject } from '../check-words.js';
import type { CommandDefinition } from '../command.js';
import { PROGRAM_READER } from '../reader.js';

export const reconcileCommand: CommandDefinition = {
  usage: 'reconcile',
  summary: ({ t }) => t('commandLine.reconcileSummary'),
  async run(_input, context, { t }) {
    const { ok, differences } = await context.withDatabase(reconcile);
    return {
      exitCode: ok ? EXIT.done : EXIT.failed,
      json: () => ({
        ok,
        differences: differences.map(({ details, ...difference }) => ({
          ...difference,
          subject: saySubject({ details, ...difference }, PROGRAM_READER.t),
        })),
      }),
      text: () =>
        ok
          ? t('commandLine.reconciled')
          : differences.map((difference) => sayDifference(difference, t)).join('\n'),
    };
  },
};
