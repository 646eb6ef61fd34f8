import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import type { WrongReason } from './import-report.js';
import { NotUtf8, plainLines } from './plain-lines.js';

/** One record of a CSV file, or what makes the rest of the file unreadable. */
export type RawRow =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly wrong: WrongReason };

/** Longest record in bytes: a quote that is never closed must not swallow the whole file into memory. */
const LONGEST_RECORD = 1_000_000;

/** Reads a file record by record, whatever its line ends and with or without a byte order mark; blank lines are skipped. */
export const readRows = async function* (path: string): AsyncGenerator<RawRow> {
  // The first record that cannot be read, and how many were read before it. What follows a stray quote is guesswork.
  let broken: { readonly reason: WrongReason; readonly after: number } | undefined;
  const parser = parse({
    bom: true,
    info: true,
    max_record_size: LONGEST_RECORD,
    record_delimiter: '\n',
    relax_column_count: true,
    // An error would throw away what was read and not yet taken, and with it the number of the line.
    skip_records_with_error: true,
    on_skip: (error) => {
      broken ??= { reason: whyBroken(error), after: parser.info.records };
      return undefined;
    },
  });
  // The parser fails with whatever went wrong before it, and there is nothing left to do when it ends.
  pipeline(createReadStream(path), plainLines(), parser, () => undefined);
  let last = 0;
  let taken = 0;
  try {
    for await (const found of parser) {
      if (broken !== undefined && taken >= broken.after) break;
      // Safe: this is the record form that csv-parse gives with `info`.
      const { record, info } = found as { record: string[]; info: { lines: number } };
      const line = last + 1;
      last = info.lines;
      taken += 1;
      if (record.length === 1 && record[0]?.trim() === '') continue;
      yield { line, cells: record.map((cell) => cell.trim()) };
    }
  } catch (thrown) {
    yield thrown instanceof NotUtf8
      ? { line: thrown.line, wrong: 'not-utf-8' }
      : { line: last + 1, wrong: 'unreadable' };
    return;
  }
  if (broken !== undefined) yield { line: last + 1, wrong: broken.reason };
};

const whyBroken = (error: CsvError | undefined): WrongReason => {
  switch (error?.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'quote-not-closed';
    case 'CSV_MAX_RECORD_SIZE':
      return 'row-too-long';
    default:
      return 'stray-quote';
  }
};
