import { EXIT } from '../../../platform/process/exit-code.js';
import type { CommandDefinition } from '../command.js';

export const migrateCommand: CommandDefinition = {
  usage: 'migrate',
  summary: ({ t }) => t('commandLine.migrateSummary'),
  async run(_input, context, { t }) {
    const applied = await context.migrate();
    const text =
      applied.length === 0
        ? t('commandLine.migrateNothing')
        : [t('commandLine.migrated', { count: applied.length }), ...applied.map((name) => `  ${name}`)].join(
            '\n',
          );
    return { exitCode: EXIT.done, json: () => ({ ok: true, applied }), text: () => text };
  },
};
