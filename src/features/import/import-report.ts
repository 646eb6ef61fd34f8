/** The files of an import folder, in the order in which they are read and written. */
export const IMPORT_FILES = [
  'members',
  'customers',
  'suppliers',
  'products',
  'rates',
  'stock',
  'orders',
  'order_lines',
  'payments',
  'shipments',
] as const;
export type ImportFile = (typeof IMPORT_FILES)[number];

/** Why a row, or a whole file, cannot be imported. The words are chosen where it is shown. */
export type WrongReason =
  // the file as such
  | 'unreadable'
  | 'not-utf-8'
  | 'empty-file'
  | 'wrong-separator'
  | 'column-missing'
  | 'column-unknown'
  | 'column-twice'
  | 'quote-not-closed'
  | 'stray-quote'
  | 'row-too-long'
  // one row
  | 'wrong-number-of-cells'
  | 'required'
  | 'too-long'
  | 'control-character'
  | 'not-a-code'
  | 'not-an-email'
  | 'not-a-choice'
  | 'not-a-whole-number'
  | 'not-a-number'
  | 'negative'
  | 'zero'
  | 'too-large'
  | 'too-many-decimals'
  | 'not-a-currency'
  | 'not-a-date'
  | 'shipped-more-than-ordered'
  | 'delivered-before-shipped'
  // one row beside the others
  | 'twice'
  | 'other-case'
  | 'unknown-reference'
  | 'other-currency'
  | 'other-values'
  | 'order-already-there'
  | 'order-in-execution'
  | 'order-cancelled'
  | 'order-too-large';

/** One thing that keeps the folder from being imported. */
export interface WrongRow {
  /** As it lies in the folder: `orders.csv`. */
  readonly file: string;
  /** The line in the file on which the row begins, from 1. */
  readonly line: number;
  /** The column, or null where the whole row or file is meant. */
  readonly column: string | null;
  readonly reason: WrongReason;
  /** What makes the reason plain: the value, what was expected. Already cut short. */
  readonly values: Readonly<Record<string, string>>;
}

export interface FileCount {
  readonly file: ImportFile;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** A line of which not every open piece could be reserved. */
export interface Backorder {
  readonly order: string;
  readonly line: number;
  readonly sku: string;
  /** Pieces ordered, open and not reserved. */
  readonly missing: number;
}

/** Nothing is wrong with it, but somebody may want to know. */
export interface ImportWarning {
  readonly kind:
    | 'file-ignored'
    | 'order-without-lines'
    | 'cancelled-order-with-payment'
    | 'roles-set-by-hand';
  /** The file's name, the order's number or the member's e-mail address. */
  readonly subject: string;
}

/** What an import did, or in a dry run would do. */
export interface ImportReport {
  readonly dryRun: boolean;
  /** One for each file that is there. */
  readonly files: readonly FileCount[];
  /** Pieces reserved by this import. */
  readonly reserved: number;
  readonly backorders: readonly Backorder[];
  readonly warnings: readonly ImportWarning[];
}

/** Why nothing at all was imported. */
export type ImportRefusal =
  | { readonly kind: 'no-such-folder'; readonly folder: string }
  | { readonly kind: 'nothing-to-import'; readonly folder: string }
  /** The database holds demo data and nobody said that it may be replaced. */
  | { readonly kind: 'holds-demo-data' }
  /** Demo data was to be replaced, and there is none. */
  | { readonly kind: 'no-demo-data' }
  /** Demo data loads only into a wholly empty database. */
  | { readonly kind: 'not-empty' }
  | { readonly kind: 'wrong-rows'; readonly rows: readonly WrongRow[] };

/** The file's name in the folder. */
export const fileName = (file: ImportFile): string => `${file}.csv`;
