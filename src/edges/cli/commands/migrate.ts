import { EXIT } from '../../../platform/process/exit-code.js';
import type { CommandDefinition } from '../command.js';

export const migrateCommand: CommandDefinition = {
  usage: 'migrate',
  summary: 'bring the database to the form that this version needs',
  async run(_input, context) {
    const applied = await context.migrate();
    const text =
      applied.length === 0
        ? 'The database is up to date.'
        : [`Applied ${applied.length}:`, ...applied.map((name) => `  ${name}`)].join('\n');
    return { exitCode: EXIT.done, json: { ok: true, applied }, text };
  },
};
