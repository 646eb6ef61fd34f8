import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** The rows of one file of an import folder by column name, read without the product's own reader. */
export const readTable = (folder: string, file: string): Record<string, string>[] =>
  parse(readFileSync(join(folder, `${file}.csv`)), { columns: true, bom: true });
