import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { newId } from '../../kernel/ids.js';
import { type Column, FILE_COLUMNS } from './file-columns.js';
import { fileName, type ImportFile, type WrongReason, type WrongRow } from './import-report.js';
import { readRows } from './read-rows.js';

/** A row whose cells were read, on its way to being compared with all others. A cell that is wrong is null here. */
export interface StagedRow {
  readonly line: number;
  /** The id that the row gets if it turns out to be new. */
  readonly id: string;
  /** sha256 over the cells as they will be stored, hex. */
  readonly hash: string;
  readonly cells: Readonly<Record<string, string | null>>;
}

export type FileItem =
  | { readonly kind: 'row'; readonly row: StagedRow }
  | { readonly kind: 'wrong'; readonly wrong: WrongRow }
  /** The file cannot be read any further; what others say about its rows is not to be trusted. */
  | { readonly kind: 'lost' };

/** Reads one file of the folder: every row, and everything that is wrong with a row by itself. */
export const readFile = async function* (folder: string, file: ImportFile): AsyncGenerator<FileItem> {
  const columns = FILE_COLUMNS[file];
  let positions: ReadonlyMap<string, number> | null = null;
  for await (const raw of readRows(join(folder, fileName(file)))) {
    if ('wrong' in raw) {
      yield wrongAt(file, raw.line, null, raw.wrong);
      yield { kind: 'lost' };
      return;
    }
    if (positions === null) {
      const wrong = checkHeader(file, raw.line, raw.cells);
      for (const one of wrong) yield { kind: 'wrong', wrong: one };
      if (wrong.length > 0) {
        yield { kind: 'lost' };
        return;
      }
      positions = new Map(raw.cells.map((name, index) => [name, index]));
      continue;
    }
    if (raw.cells.length !== columns.length) {
      yield wrongAt(file, raw.line, null, 'wrong-number-of-cells', {
        value: String(raw.cells.length),
        expected: String(columns.length),
      });
      // Which cell is which is unknown, so what refers to this row cannot be judged.
      yield { kind: 'lost' };
      continue;
    }
    yield* readRow(file, raw.line, raw.cells, positions);
  }
  if (positions === null) {
    yield wrongAt(file, 1, null, 'empty-file');
    yield { kind: 'lost' };
  }
};

const wrongAt = (
  file: ImportFile,
  line: number,
  column: string | null,
  reason: WrongReason,
  values: Record<string, string> = {},
): FileItem => ({ kind: 'wrong', wrong: { file: fileName(file), line, column, reason, values } });

const checkHeader = (file: ImportFile, line: number, found: readonly string[]): WrongRow[] => {
  const wrong: WrongRow[] = [];
  const report = (column: string | null, reason: WrongReason): void => {
    wrong.push({ file: fileName(file), line, column, reason, values: {} });
  };
  const expected = FILE_COLUMNS[file].map(({ name }) => name);
  if (found.length === 1 && /[;\t]/.test(found[0] ?? '')) {
    report(null, 'wrong-separator');
    return wrong;
  }
  for (const name of expected) if (!found.includes(name)) report(name, 'column-missing');
  for (const [index, name] of found.entries()) {
    if (!expected.includes(name)) report(cut(name), 'column-unknown');
    else if (found.indexOf(name) !== index) report(name, 'column-twice');
  }
  return wrong;
};

const readRow = function* (
  file: ImportFile,
  line: number,
  raw: readonly string[],
  positions: ReadonlyMap<string, number>,
): Generator<FileItem> {
  const rawCell = (name: string): string => raw[positions.get(name) ?? -1] ?? '';
  const cells: Record<string, string | null> = {};
  for (const column of FILE_COLUMNS[file]) {
    const reading = readCell(column, rawCell(column.name), rawCell);
    if ('value' in reading) {
      cells[column.name] = reading.value;
      continue;
    }
    cells[column.name] = null;
    const value = cut(rawCell(column.name));
    yield wrongAt(file, line, column.name, reading.wrong, {
      ...(value === '' ? {} : { value }),
      ...(reading.expected === undefined ? {} : { expected: reading.expected }),
    });
  }
  yield* checkCellsTogether(file, line, cells);
  yield { kind: 'row', row: { line, id: newId(), hash: hashOf(file, cells), cells } };
};

const readCell = (
  column: Column,
  raw: string,
  other: (name: string) => string,
): ReturnType<Column['read']> => {
  if (raw !== '') return column.read(raw, other);
  return column.empty === undefined ? { wrong: 'required' } : { value: column.empty };
};

const checkCellsTogether = function* (
  file: ImportFile,
  line: number,
  cells: Readonly<Record<string, string | null>>,
): Generator<FileItem> {
  const { quantity, shipped_quantity: shipped, shipped_on: left, delivered_on: arrived } = cells;
  if (quantity && shipped && Number(shipped) > Number(quantity)) {
    yield wrongAt(file, line, 'shipped_quantity', 'shipped-more-than-ordered', {
      value: shipped,
      expected: quantity,
    });
  }
  if (left && arrived && arrived < left) {
    yield wrongAt(file, line, 'delivered_on', 'delivered-before-shipped', { value: arrived, expected: left });
  }
};

/** Of what will be stored, so that neither the order of the columns nor a needless zero makes a row another one. */
const hashOf = (file: ImportFile, cells: Readonly<Record<string, string | null>>): string => {
  const values = FILE_COLUMNS[file].map(({ name, type }) => {
    const value = cells[name] ?? null;
    return type === 'numeric' && value?.includes('.') ? value.replace(/\.?0+$/, '') : value;
  });
  return createHash('sha256').update(JSON.stringify(values)).digest('hex');
};

/** Enough of a value to find it by; people paste whole letters into cells. */
const cut = (value: string): string => {
  const points = [...value];
  return points.length > 60 ? `${points.slice(0, 60).join('')}…` : value;
};
