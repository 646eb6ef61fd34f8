import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXIT } from '../../../platform/process/exit-code.js';
import type { CommandDefinition } from '../command.js';

export const manifestCommand: CommandDefinition = {
  usage: 'manifest',
  summary: ({ t }) => t('commandLine.manifestSummary'),
  async run(_input, context) {
    const manifest = await readFile(join(context.projectFolder, 'slack-manifest.yaml'), 'utf8');
    return { exitCode: EXIT.done, json: () => ({ ok: true, manifest }), text: () => manifest.trimEnd() };
  },
};
