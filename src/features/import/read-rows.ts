import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { asError } from '../../kernel/errors.js';
import type { WrongReason } from './import-report.js';
import { NotUtf8, requireUtf8 } from './require-utf8.js';

/** One record of a CSV file, or what makes the rest of the file unreadable. */
export type RawRow =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly wrong: WrongReason };

/** Longest record in bytes: a quote that is never closed must not swallow the whole file into memory. */
const LONGEST_RECORD = 1_000_000;

/** Reads a file record by record, whatever its line ends and with or without a byte order mark; blank lines are skipped. */
export const readRows = async function* (path: string): AsyncGenerator<RawRow> {
  const parser = parse({
    bom: true,
    info: true,
    max_record_size: LONGEST_RECORD,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
  });
  // The parser ends with whatever went wrong before it; there is nothing left to do when it has.
  pipeline(createReadStream(path), requireUtf8(), parser, () => undefined);
  let last = 0;
  try {
    for await (const found of parser) {
      // Safe: this is the record form that csv-parse gives with `info`.
      const { record, info } = found as { record: string[]; info: { lines: number } };
      const line = last + 1;
      last = info.lines;
      if (record.length === 1 && record[0]?.trim() === '') continue;
      yield { line, cells: record.map((cell) => cell.trim()) };
    }
  } catch (thrown) {
    yield whyUnreadable(asError(thrown), last + 1);
  }
};

const whyUnreadable = (error: Error, line: number): RawRow => {
  if (error instanceof NotUtf8) return { line: error.line, wrong: 'not-utf-8' };
  if (!(error instanceof CsvError)) return { line, wrong: 'unreadable' };
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return { line, wrong: 'quote-not-closed' };
    case 'CSV_MAX_RECORD_SIZE':
      return { line, wrong: 'row-too-long' };
    default:
      return { line, wrong: 'stray-quote' };
  }
};
