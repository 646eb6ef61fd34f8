import type { ImportRefusal, ImportWarning, WrongRow } from '../../features/import/import-report.js';
import { PROGRAM_READER, type Reader } from './reader.js';

/** Why a row is wrong, for the person who has the file open beside it. */
export const sayReason = ({ reason, values }: WrongRow, { t }: Reader): string => {
  const { value, expected = '' } = values;
  const digits = /^(\d+) digits$/.exec(expected)?.[1];
  return t(`importing.wrong_${reason}`, {
    cell: value === undefined ? t('importing.someCell') : t('importing.cell', { value }),
    value: value ?? '',
    expected: digits === undefined ? expected : t('importing.digits', { count: Number(digits) }),
  });
};

/** A wrong row as it leaves to a program. */
export const wrongRowAsJson = (row: WrongRow): Record<string, unknown> => ({
  file: row.file,
  line: row.line,
  column: row.column,
  reason: sayReason(row, PROGRAM_READER),
  code: row.reason,
});

/** A wrong row in one line: `orders.csv:12 freight: "-1" is negative`. */
export const sayWrongRow = (row: WrongRow, reader: Reader): string => {
  const { file, line, column } = row;
  const reason = sayReason(row, reader);
  return column === null
    ? reader.t('importing.wrongRow', { file, line, reason })
    : reader.t('importing.wrongCell', { file, line, column, reason });
};

/** More than this nobody reads on a terminal, and a file that is wrong throughout would fill it with every row twice. */
const LISTED = 100;

/** The first wrong rows, a line each, and how many more there are. */
export const sayWrongRows = (rows: readonly WrongRow[], reader: Reader): string[] => {
  const more = rows.length - LISTED;
  return [
    ...rows.slice(0, LISTED).map((row) => sayWrongRow(row, reader)),
    ...(more > 0 ? [reader.t('importing.moreWrongRows', { count: more })] : []),
  ];
};

/** Why nothing was imported, in one line. */
export const sayRefusal = (refusal: ImportRefusal, { t }: Reader): string =>
  refusal.kind === 'wrong-rows'
    ? t('importing.wrongRows', { count: refusal.rows.length })
    : t(`importing.refused_${refusal.kind}`, { folder: 'folder' in refusal ? refusal.folder : '' });

export const sayWarning = ({ kind, subject }: ImportWarning, { t }: Reader): string =>
  t(`importing.note_${kind}`, { subject });
