import { ROLES } from '../../kernel/actor.js';
import {
  amount,
  type CellReader,
  code,
  count,
  currency,
  day,
  email,
  oneOf,
  positiveNumber,
  price,
  priceOfElsewhere,
  share,
  someOf,
  text,
} from './cells.js';
import type { ImportFile } from './import-report.js';

/** One column of a file: how its cells are read, and as what PostgreSQL keeps them until everything is checked. */
export interface Column {
  readonly name: string;
  readonly read: CellReader;
  readonly type: 'text' | 'int' | 'bigint' | 'numeric' | 'date';
  /** What an empty cell stands for; without it a cell must be filled. */
  readonly empty?: string | null;
}

const required = (name: string, read: CellReader, type: Column['type'] = 'text'): Column => ({
  name,
  read,
  type,
});
const optional = (
  name: string,
  read: CellReader,
  type: Column['type'] = 'text',
  empty: string | null = null,
): Column => ({ name, read, type, empty });

export const ORDER_STATUSES = ['new', 'processing', 'shipped', 'completed', 'closed', 'cancelled'] as const;

const party: readonly Column[] = [
  required('code', code),
  required('name', text),
  optional('contact', text),
  optional('email', email),
  optional('phone', text),
  optional('country', text),
  optional('city', text),
];

/** The columns that each file must have, in any order. */
export const FILE_COLUMNS: Readonly<Record<ImportFile, readonly Column[]>> = {
  members: [
    required('email', email),
    required('name', text),
    required('department', text),
    required('roles', someOf(ROLES)),
  ],
  customers: party,
  suppliers: party,
  products: [
    required('sku', code),
    required('name', text),
    optional('category', text),
    optional('unit', text),
    required('unit_price', price, 'numeric'),
    required('currency', currency),
    optional('supplier_code', code),
  ],
  rates: [
    required('currency', currency),
    required('base_per_unit', positiveNumber({ whole: 9, decimals: 10 }), 'numeric'),
    required('as_of', day, 'date'),
  ],
  stock: [
    required('sku', code),
    required('warehouse', text),
    required('location', text),
    required('on_hand', count({ from: 0 }), 'int'),
    optional('low_alert', count({ from: 0 }), 'int'),
    optional('high_alert', count({ from: 0 }), 'int'),
    optional('capacity', count({ from: 0 }), 'int'),
  ],
  orders: [
    required('number', code),
    required('kind', oneOf(['sales', 'purchase'])),
    required('party_code', code),
    required('owner_email', email),
    required('placed_on', day, 'date'),
    optional('required_on', day, 'date'),
    required('currency', currency),
    optional('freight', amount({ zero: 'allowed' }), 'bigint', '0'),
    required('status', oneOf(ORDER_STATUSES)),
    required('warehouse', text),
  ],
  order_lines: [
    required('order_number', code),
    required('line', count({ from: 1 }), 'int'),
    required('sku', code),
    required('quantity', count({ from: 1 }), 'int'),
    required('unit_price', priceOfElsewhere, 'numeric'),
    optional('discount', share, 'int', '0'),
    optional('shipped_quantity', count({ from: 0 }), 'int', '0'),
  ],
  payments: [
    required('order_number', code),
    required('method', text),
    required('amount', amount({ zero: 'refused' }), 'bigint'),
    required('currency', currency),
    required('paid_on', day, 'date'),
    required('reference', text),
  ],
  shipments: [
    required('order_number', code),
    required('carrier', text),
    required('tracking', text),
    required('shipped_on', day, 'date'),
    optional('delivered_on', day, 'date'),
  ],
};
