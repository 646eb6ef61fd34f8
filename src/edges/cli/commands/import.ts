import { resolve } from 'node:path';
import { importFolder } from '../../../features/import/import-folder.js';
import type { ImportRefusal, ImportReport } from '../../../features/import/import-report.js';
import { EXIT } from '../../../platform/process/exit-code.js';
import type { CommandDefinition, CommandOutcome } from '../command.js';
import { sayRefusal, sayWarning, sayWrongRows, wrongRowAsJson } from '../import-words.js';
import { PROGRAM_READER, type Reader } from '../reader.js';

export const importCommand: CommandDefinition = {
  usage: 'import <folder>',
  summary: ({ t }) => t('commandLine.importSummary'),
  options: (command, { t }) =>
    command
      .option('--dry-run', t('commandLine.importDryRun'))
      .option('--replace-demo', t('commandLine.importReplaceDemo')),
  async run({ arguments: [folder = ''], options }, context, reader) {
    const result = await context.withDatabase(
      (database) =>
        importFolder(database, {
          folder: resolve(context.workingFolder, folder),
          dryRun: options.dryRun === true,
          replaceDemo: options.replaceDemo === true,
          admins: context.settings().admins,
        }),
      // It is what a new company begins with.
      'set-up',
    );
    return result.ok ? reported(result.value, reader) : refusedWith(result.refusals, reader);
  },
};

const reported = (report: ImportReport, reader: Reader): CommandOutcome => ({
  exitCode: EXIT.done,
  json: () => ({ ok: true, ...report }),
  text: () =>
    [
      reader.t(report.dryRun ? 'importing.wouldImport' : 'importing.imported'),
      ...report.files.map(({ file, created, updated, unchanged }) =>
        reader.t('importing.file', {
          file,
          created: reader.number(created),
          updated: reader.number(updated),
          unchanged: reader.number(unchanged),
        }),
      ),
      reader.t('importing.reserved', { pieces: reader.number(report.reserved) }),
      ...report.backorders.map(({ order, line, sku, missing }) =>
        reader.t('importing.backorder', { order, line, sku, missing: reader.number(missing) }),
      ),
      ...report.warnings.map((warning) => reader.t('importing.note', { note: sayWarning(warning, reader) })),
    ].join('\n'),
});

const refusedWith = (refusals: readonly ImportRefusal[], reader: Reader): CommandOutcome => ({
  exitCode: EXIT.failed,
  json: () => ({
    ok: false,
    error: refusals[0]?.kind ?? 'refused',
    message: refusals.map((refusal) => sayRefusal(refusal, PROGRAM_READER)).join(' '),
    problems: refusals.flatMap((refusal) =>
      refusal.kind === 'wrong-rows' ? refusal.rows.map(wrongRowAsJson) : [],
    ),
  }),
  text: () =>
    refusals
      .flatMap((refusal) => [
        sayRefusal(refusal, reader),
        ...(refusal.kind === 'wrong-rows' ? sayWrongRows(refusal.rows, reader) : []),
      ])
      .join('\n'),
});
