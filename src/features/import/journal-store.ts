import { newId } from '../../kernel/ids.js';
import { lineAmount } from '../../kernel/money.js';
import type { Transaction } from '../../platform/db/in-transaction.js';
import { type Posting, type PostingRule, postings } from '../finance/posting-rules.js';
import { staged } from './staging-store.js';

interface Entry {
  readonly rule: PostingRule;
  readonly source: 'payment' | 'order';
  readonly sourceId: string;
  readonly bookedOn: string;
  readonly lines: readonly Posting[];
}

/** Facts taken from the database and booked at a time, so that memory stays flat however long the files are. */
const PAGE = 1_000;

/** Goods that had left before the import: sold, not on deposit. A closed order counts where anything was delivered. */
const SHIPPED = `(o.status IN ('shipped', 'completed') OR (o.status = 'closed'
  AND EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.fulfilled > 0)))`;

/** Books the sales of the shipped orders that this import made. */
export const bookImportedSales = (tx: Transaction): Promise<void> =>
  bookPages(
    tx,
    `SELECT s.at, o.id, o.currency, o.freight,
       COALESCE((SELECT max(h.shipped_on) FROM shipment h WHERE h.order_id = o.id), o.placed_on)::text AS booked_on,
       (SELECT COALESCE(json_agg(json_build_object('quantity', l.quantity, 'unitPrice', l.unit_price::text,
          'discountBasisPoints', l.discount_basis_points)), '[]') FROM order_line l WHERE l.order_id = o.id) AS lines
     FROM ${staged('orders')} s JOIN "order" o ON o.id = s.id
     WHERE o.kind = 'sales' AND ${SHIPPED} AND s.at > $1 ORDER BY s.at LIMIT ${PAGE}`,
    (row: SaleRow) => ({
      rule: 'sale',
      source: 'order',
      sourceId: row.id,
      bookedOn: row.booked_on,
      lines: postings.sale({ amount: totalOf(row), currency: row.currency }),
    }),
  );

interface SaleRow {
  readonly at: number;
  readonly id: string;
  readonly currency: string;
  readonly freight: bigint;
  readonly booked_on: string;
  readonly lines: readonly { quantity: number; unitPrice: string; discountBasisPoints: number }[];
}

const totalOf = ({ lines, freight, currency }: SaleRow): bigint =>
  lines.reduce((total, line) => total + lineAmount({ ...line, currency }), freight);

/** Books the payments that this import made. */
export const bookImportedPayments = (tx: Transaction): Promise<void> =>
  bookPages(
    tx,
    `SELECT s.at, p.id, p.amount, p.currency, p.paid_on::text AS booked_on, o.kind::text AS kind, ${SHIPPED} AS shipped
     FROM ${staged('payments')} s JOIN payment p ON p.id = s.id JOIN "order" o ON o.id = p.order_id
     WHERE s.at > $1 ORDER BY s.at LIMIT ${PAGE}`,
    (row: PaymentRow) => ({
      source: 'payment',
      sourceId: row.id,
      bookedOn: row.booked_on,
      ...bookPayment(row),
    }),
  );

interface PaymentRow {
  readonly at: number;
  readonly id: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly booked_on: string;
  readonly kind: 'sales' | 'purchase';
  readonly shipped: boolean;
}

const bookPayment = (payment: PaymentRow): Pick<Entry, 'rule' | 'lines'> => {
  if (payment.kind === 'purchase') {
    return { rule: 'supplier-deposit', lines: postings.supplierDeposit(payment) };
  }
  return payment.shipped
    ? { rule: 'customer-payment', lines: postings.customerPayment(payment) }
    : { rule: 'customer-deposit', lines: postings.customerDeposit(payment) };
};

const bookPages = async <Row extends { readonly at: number }>(
  tx: Transaction,
  page: string,
  entryFor: (row: Row) => Entry,
): Promise<void> => {
  let last = 0;
  for (;;) {
    const rows = await tx.$queryRawUnsafe<Row[]>(page, last);
    await writeEntries(
      tx,
      rows.map(entryFor).filter(({ lines }) => lines.length > 0),
    );
    last = rows.at(-1)?.at ?? last;
    if (rows.length < PAGE) return;
  }
};

const writeEntries = async (tx: Transaction, entries: readonly Entry[]): Promise<void> => {
  const named = entries.map((entry) => ({ id: newId(), ...entry }));
  await tx.$executeRawUnsafe(
    `INSERT INTO journal_entry (id, rule, source, source_id, booked_on)
     SELECT * FROM json_to_recordset($1::json) AS r(id uuid, rule text, source text, "sourceId" uuid, "bookedOn" date)`,
    JSON.stringify(named.map(({ lines: _, ...entry }) => entry)),
  );
  const lines = named.flatMap(({ id, lines: written }) =>
    written.map((line) => ({
      id: newId(),
      entry: id,
      account: line.account,
      debit: line.debit.toString(),
      credit: line.credit.toString(),
      currency: line.currency,
    })),
  );
  await tx.$executeRawUnsafe(
    `INSERT INTO journal_line (id, entry_id, account, debit, credit, currency)
     SELECT id, entry, account::account, debit, credit, currency FROM json_to_recordset($1::json)
       AS r(id uuid, entry uuid, account text, debit bigint, credit bigint, currency text)`,
    JSON.stringify(lines),
  );
};
