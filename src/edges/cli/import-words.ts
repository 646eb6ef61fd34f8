import type {
  ImportRefusal,
  ImportWarning,
  WrongReason,
  WrongRow,
} from '../../features/import/import-report.js';

type Values = Readonly<Record<string, string>>;

const quoted = ({ value }: Values): string => (value === undefined ? 'the cell' : `"${value}"`);

/** Why a row is wrong, for the person who has the file open beside it. */
const REASONS: Readonly<Record<WrongReason, (values: Values) => string>> = {
  unreadable: () => 'the file cannot be read',
  'not-utf-8': () => 'this line is not UTF-8: save the file as "CSV UTF-8"',
  'empty-file': () => 'the file is empty: it needs a first line with the column names',
  'wrong-separator': () => 'the columns are not separated by commas',
  'column-missing': () => 'this column is missing',
  'column-unknown': () => 'there is no such column',
  'column-twice': () => 'this column is there twice',
  'quote-not-closed': () => 'a quotation mark is opened in this row and never closed',
  'stray-quote': () =>
    'a quotation mark in the middle of a cell: put the cell in quotation marks and double those inside',
  'row-too-long': () => 'the row is too long; is a quotation mark not closed?',
  'wrong-number-of-cells': ({ value, expected }) => `the row has ${value} cells, not ${expected}`,
  required: () => 'must not be empty',
  'too-long': ({ expected }) => `is longer than ${expected} characters`,
  'control-character': () => 'contains a control character',
  'not-a-code': (values) => `${quoted(values)} has a space in it`,
  'not-an-email': (values) => `${quoted(values)} is no e-mail address`,
  'not-a-choice': (values) => `${quoted(values)} is none of: ${values.expected}`,
  'not-a-whole-number': (values) => `${quoted(values)} is no whole number`,
  'not-a-number': (values) => `${quoted(values)} is no number (a point for decimals, no thousands separator)`,
  negative: (values) => `${quoted(values)} is negative`,
  zero: () => 'must be more than 0',
  'too-large': (values) => `${quoted(values)} is too large: at most ${values.expected}`,
  'too-many-decimals': (values) => `${quoted(values)} has more than ${values.expected} decimals`,
  'not-a-currency': (values) => `${quoted(values)} is no ISO 4217 currency code`,
  'not-a-date': (values) => `${quoted(values)} is no day that exists, written YYYY-MM-DD`,
  'shipped-more-than-ordered': (values) => `${quoted(values)} is more than the ${values.expected} ordered`,
  'delivered-before-shipped': (values) => `${quoted(values)} is before it was shipped, ${values.expected}`,
  twice: ({ expected }) => `the same row is already on line ${expected}`,
  'unknown-reference': (values) => `${quoted(values)} is not among the ${values.expected}`,
  'other-currency': (values) => `${quoted(values)} is not the order's currency, ${values.expected}`,
  'other-values': (values) => `${quoted(values)} exists with other values, and an import does not change it`,
  'order-already-there': (values) =>
    `the order ${quoted(values)} was imported before; nothing can be added to it by import`,
  'order-in-execution': (values) => `the order ${quoted(values)} is being cancelled at this moment`,
};

/** A wrong row as it leaves to a program. */
export const wrongRowAsJson = (row: WrongRow): Record<string, unknown> => ({
  file: row.file,
  line: row.line,
  column: row.column,
  reason: REASONS[row.reason](row.values),
  code: row.reason,
});

/** A wrong row in one line: `orders.csv:12 freight: "-1" is negative`. */
export const sayWrongRow = (row: WrongRow): string =>
  `${row.file}:${row.line}${row.column === null ? '' : ` ${row.column}`}: ${REASONS[row.reason](row.values)}`;

/** Why nothing was imported. */
export const sayRefusal = (refusal: ImportRefusal): string => {
  switch (refusal.kind) {
    case 'no-such-folder':
      return `There is no folder ${refusal.folder}.`;
    case 'nothing-to-import':
      return `${refusal.folder} has none of the files of an import: members.csv, customers.csv, orders.csv …`;
    case 'holds-demo-data':
      return 'The database holds the demo company. To throw it away and load yours: add --replace-demo.';
    case 'no-demo-data':
      return 'There is no demo company to replace: import without --replace-demo.';
    case 'not-empty':
      return 'The demo company loads only into an empty database.';
    case 'wrong-rows':
      return [
        refusal.rows.length === 1
          ? 'One row is wrong; nothing was imported.'
          : `${refusal.rows.length} things are wrong; nothing was imported.`,
        ...refusal.rows.map(sayWrongRow),
      ].join('\n');
  }
};

const WARNINGS: Readonly<Record<ImportWarning['kind'], string>> = {
  'file-ignored': 'is not part of an import and was ignored',
  'order-without-lines': 'has no lines',
  'cancelled-order-with-payment': 'is cancelled, and has a payment that stays on deposit',
};

export const sayWarning = ({ kind, subject }: ImportWarning): string => `${subject} ${WARNINGS[kind]}`;
