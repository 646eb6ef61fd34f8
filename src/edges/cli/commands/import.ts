import { resolve } from 'node:path';
import { importFolder } from '../../../features/import/import-folder.js';
import type { ImportRefusal, ImportReport } from '../../../features/import/import-report.js';
import { EXIT } from '../../../platform/process/exit-code.js';
import type { CommandDefinition, CommandOutcome } from '../command.js';
import { sayRefusal, sayWarning, wrongRowAsJson } from '../import-words.js';

export const importCommand: CommandDefinition = {
  usage: 'import <folder>',
  summary: 'load a folder of CSV files: everything, or every wrong row and nothing',
  options: (command) =>
    command
      .option('--dry-run', 'check everything and change nothing')
      .option('--replace-demo', 'throw the demo company away first'),
  async run({ arguments: [folder = ''], options }, context) {
    const result = await context.withDatabase((database) =>
      importFolder(database, {
        folder: resolve(context.workingFolder, folder),
        dryRun: options.dryRun === true,
        replaceDemo: options.replaceDemo === true,
      }),
    );
    return result.ok ? reported(result.value) : refusedWith(result.refusals);
  },
};

const reported = (report: ImportReport): CommandOutcome => ({
  exitCode: EXIT.done,
  json: { ok: true, ...report },
  text: [
    report.dryRun ? 'Nothing is wrong. An import would give:' : 'Imported:',
    ...report.files.map(
      ({ file, created, updated, unchanged }) =>
        `  ${file}: ${created} created, ${updated} updated, ${unchanged} unchanged`,
    ),
    `  pieces reserved: ${report.reserved}`,
    ...report.backorders.map(
      ({ order, line, sku, missing }) =>
        `  backorder: ${order} line ${line}, ${missing} of ${sku} not in stock`,
    ),
    ...report.warnings.map((warning) => `  note: ${sayWarning(warning)}`),
  ].join('\n'),
});

const refusedWith = (refusals: readonly ImportRefusal[]): CommandOutcome => ({
  exitCode: EXIT.failed,
  json: {
    ok: false,
    error: refusals[0]?.kind ?? 'refused',
    message: refusals.map((refusal) => sayRefusal(refusal).split('\n')[0]).join(' '),
    problems: refusals.flatMap((refusal) =>
      refusal.kind === 'wrong-rows' ? refusal.rows.map(wrongRowAsJson) : [],
    ),
  },
  text: refusals.map(sayRefusal).join('\n'),
});
