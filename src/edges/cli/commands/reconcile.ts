import { reconcile } from '../../../features/verify/reconcile.js';
import { EXIT } from '../../../platform/process/exit-code.js';
import type { CommandDefinition } from '../command.js';

export const reconcileCommand: CommandDefinition = {
  usage: 'reconcile',
  summary: ({ t }) => t('commandLine.reconcileSummary'),
  async run(_input, context, { t }) {
    const { ok, differences } = await context.withDatabase(reconcile);
    return {
      exitCode: ok ? EXIT.done : EXIT.failed,
      json: { ok, differences },
      text: ok
        ? t('commandLine.reconciled')
        : differences.map((difference) => t('commandLine.difference', { ...difference })).join('\n'),
    };
  },
};
