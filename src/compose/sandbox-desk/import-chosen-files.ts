import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sayReason, sayWarning } from '../../edges/cli/import-words.js';
import { type Reader, readerOf } from '../../edges/cli/reader.js';
import { importFolder } from '../../features/import/import-folder.js';
import type { ImportRefusal, ImportReport } from '../../features/import/import-report.js';
import { never } from '../../kernel/errors.js';
import type { Database } from '../../platform/db/client.js';
import type { ChosenFile, ImportAnswer } from '../../sandbox/desk-port.js';

/** Nobody mends more at once; how many there are is said. */
const ROWS_LISTED = 200;
const NOTES_LISTED = 200;

/** Imports files as if they lay in a folder, and says in the reader's words what became of it. Their names are bare and checked. */
export const importChosenFiles = async (
  db: Database,
  chosen: {
    readonly files: readonly ChosenFile[];
    readonly dryRun: boolean;
    readonly replaceDemo: boolean;
    readonly admins: readonly string[];
    readonly locale: string;
  },
): Promise<ImportAnswer> => {
  const { files, dryRun, replaceDemo, admins } = chosen;
  const reader = readerOf(chosen.locale);
  const folder = await mkdtemp(join(tmpdir(), 'countermand-import-'));
  try {
    for (const { name, bytes } of files) await writeFile(join(folder, name), bytes);
    const imported = await importFolder(db, { folder, dryRun, replaceDemo, admins });
    return imported.ok ? reportOf(imported.value, reader) : refusalOf(imported.refusals, reader);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const reportOf = (report: ImportReport, reader: Reader): ImportAnswer => ({
  kind: 'report',
  dryRun: report.dryRun,
  files: report.files,
  reserved: report.reserved,
  notes: [
    ...report.backorders.map(({ order, line, sku, missing }) =>
      reader.t('importing.backorder', { order, line, sku, missing: reader.number(missing) }).trim(),
    ),
    ...report.warnings.map((warning) => sayWarning(warning, reader)),
  ].slice(0, NOTES_LISTED),
});

const refusalOf = ([refusal]: readonly ImportRefusal[], reader: Reader): ImportAnswer => {
  switch (refusal?.kind) {
    case 'wrong-rows':
      return {
        kind: 'wrong-rows',
        total: refusal.rows.length,
        rows: refusal.rows.slice(0, ROWS_LISTED).map((row) => ({
          file: row.file,
          line: row.line,
          column: row.column,
          reason: sayReason(row, reader),
        })),
      };
    case 'holds-demo-data':
    case 'no-demo-data':
    case 'not-empty':
      return { kind: 'demo-changed' };
    case 'nothing-to-import':
    case 'no-such-folder':
    case undefined:
      return { kind: 'nothing-to-import' };
    default:
      return never(refusal);
  }
};
