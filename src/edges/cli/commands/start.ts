import { Option } from 'commander';
import { type CommandDefinition, PROCESS_ROLES, type ProcessRole } from '../command.js';

export const startCommand: CommandDefinition = {
  usage: 'start',
  summary: ({ t }) => t('commandLine.startSummary'),
  options: (command, { t }) =>
    command.addOption(
      new Option('--role <role>', t('commandLine.startRole')).choices(PROCESS_ROLES).default('all'),
    ),
  async run({ options }, context) {
    // Safe: commander has checked the choice.
    const role = options.role as ProcessRole;
    const exitCode = await context.serve({ role, json: options.json === true });
    return { exitCode, json: () => ({ ok: exitCode === 0, stopped: true }), text: () => '' };
  },
};
