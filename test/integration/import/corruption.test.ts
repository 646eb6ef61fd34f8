import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FILE_COLUMNS } from '../../../src/features/import/file-columns.js';
import { importFolder } from '../../../src/features/import/import-folder.js';
import { fileName, IMPORT_FILES } from '../../../src/features/import/import-report.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { readTable } from '../../support/expected-company.js';
import { withFolder } from '../../support/import-folder-files.js';
import { SECOND_DATA_SET } from '../../support/second-data-set/second-data-set.js';

/** Cells that people and programs leave behind. */
const rubbish = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '-1',
    '0',
    '1e3',
    'NaN',
    '1,5',
    '1.23456789',
    '99999999999999999999',
    '2026-02-30',
    '2026-13-01',
    'null',
    '#REF!',
    '💥',
    '\u0000',
    '\u0007',
    "'; DROP TABLE member; --",
    '<!channel>',
    '"',
    '""',
    'a\nb',
    'ß'.repeat(600),
    'USD',
    'EUR',
    'sales',
  ),
  fc.string({ maxLength: 20, unit: 'grapheme' }),
);

/** What others refer to or are told apart by: spoiling it may be reported at those who rely on it, or at its double. */
const RELIED_ON = new Set([
  'email',
  'code',
  'sku',
  'number',
  'currency',
  'kind',
  'line',
  'as_of',
  'warehouse',
  'location',
  'reference',
  'tracking',
  'order_number',
]);

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

describe('one spoilt cell anywhere in a folder', () => {
  let own: TestDatabase;
  let db: Database;
  const tables = IMPORT_FILES.map((file) => ({
    file,
    rows: readTable(SECOND_DATA_SET, file).map((row) =>
      FILE_COLUMNS[file].map(({ name }) => row[name] ?? ''),
    ),
  }));

  beforeAll(async () => {
    own = await createTestDatabase();
    db = openDatabase({ url: own.url, poolSize: 2, onError: () => undefined });
  });
  afterAll(async () => {
    await db.close();
    await own.drop();
  });

  const csv = (file: (typeof IMPORT_FILES)[number], rows: readonly (readonly string[])[]): string =>
    [FILE_COLUMNS[file].map(({ name }) => name), ...rows].map((row) => row.map(quoted).join(',')).join('\n');

  const sound = Object.fromEntries(tables.map(({ file, rows }) => [fileName(file), csv(file, rows)]));

  it('is reported with its file and line, or is a value that the folder may hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.nat(),
        fc.nat(),
        rubbish,
        async (whichFile, whichRow, whichColumn, cell) => {
          const table = tables[whichFile % tables.length];
          if (table === undefined) throw new Error('no files');
          const { file, rows } = table;
          const row = whichRow % rows.length;
          const columns = FILE_COLUMNS[file];
          const column = columns[whichColumn % columns.length]?.name ?? '';
          const spoilt = rows.map((cells, index) =>
            index === row ? cells.map((old, at) => (columns[at]?.name === column ? cell : old)) : cells,
          );
          const result = await withFolder({ ...sound, [fileName(file)]: csv(file, spoilt) }, (folder) =>
            importFolder(db, { folder, dryRun: true }),
          );
          if (result.ok) {
            const created = result.value.files.map((count) => count.created);
            expect(created).toEqual(tables.map((one) => one.rows.length));
            return;
          }
          const wrong = result.refusals.flatMap((refusal) =>
            refusal.kind === 'wrong-rows' ? refusal.rows : [],
          );
          const here = wrong.some((one) => one.file === fileName(file) && one.line === row + 2);
          expect(here || (RELIED_ON.has(column) && wrong.length > 0)).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });
});
