import type { Transaction } from '../../platform/db/in-transaction.js';
import type { ImportFile, ImportWarning } from './import-report.js';
import { staged } from './staging-store.js';

/** Every table that belongs to the company whose data are loaded; the workspace and its channels stay. */
const COMPANY_TABLES = [
  'audit_event',
  'outbox_event',
  'message_ref',
  'delivery',
  'refund_attempt',
  'retention',
  'refund',
  'step_receipt',
  'execution_step',
  'execution',
  'cancellation',
  'decision',
  'request_step',
  'request',
  'journal_line',
  'journal_entry',
  'stock_movement',
  'reservation',
  'stock_level',
  'shipment',
  'payment',
  'rate',
  'order_line',
  '"order"',
  'product',
  'customer',
  'supplier',
  'member_account',
  'member',
] as const;

const IMPORT_LOCK = 7_266_004;

/** Takes the one place for an import until the transaction ends; false when another import runs. */
export const takeImportLock = async (tx: Transaction): Promise<boolean> => {
  const [row] = await tx.$queryRawUnsafe<{ taken: boolean }[]>(
    `SELECT pg_try_advisory_xact_lock(${IMPORT_LOCK}) AS taken`,
  );
  return row?.taken === true;
};

/** Whether the database holds demo data; only who has the import lock changes that, so it needs no lock of its own. */
export const holdsDemoData = async (tx: Transaction): Promise<boolean> =>
  (await tx.workspace.findUnique({ where: { id: 1 }, select: { demo: true } }))?.demo === true;

export const markDemoData = async (tx: Transaction, demo: boolean): Promise<void> => {
  await tx.workspace.upsert({ where: { id: 1 }, create: { id: 1, demo }, update: { demo } });
};

/** Whether no company was ever loaded. Admins named by the configuration and their audit do not count. */
export const isEmpty = async (tx: Transaction): Promise<boolean> => {
  const [row] = await tx.$queryRawUnsafe<{ filled: boolean }[]>(
    `SELECT EXISTS (SELECT 1 FROM "order") OR EXISTS (SELECT 1 FROM customer) OR EXISTS (SELECT 1 FROM supplier)
       OR EXISTS (SELECT 1 FROM product) OR EXISTS (SELECT 1 FROM rate)
       OR EXISTS (SELECT 1 FROM member WHERE source_hash IS NOT NULL OR NOT 'admin' = ANY (roles)) AS filled`,
  );
  return row?.filled === false;
};

/** Throws all demo data away, people included, as the append-only tables allow for demo data alone. */
export const discardDemoData = async (tx: Transaction): Promise<void> => {
  await tx.$executeRawUnsafe(`SET LOCAL countermand.replace_demo = 'on'`);
  await tx.$executeRawUnsafe(`TRUNCATE ${COMPANY_TABLES.join(', ')}`);
  // The demo's workspace was the sandbox: what comes now may belong to a real one.
  await tx.$executeRawUnsafe('UPDATE workspace SET slack_team_id = NULL');
  await tx.$executeRawUnsafe('DELETE FROM channel_setting');
  await tx.$executeRawUnsafe(`SET LOCAL countermand.replace_demo = 'off'`);
};

/** What is odd about the orders of this import, though nothing is wrong. */
export const findOddities = async (
  tx: Transaction,
  there: ReadonlySet<ImportFile>,
): Promise<ImportWarning[]> => {
  const warnings: ImportWarning[] = [];
  if (there.has('orders')) {
    const bare = await tx.$queryRawUnsafe<{ number: string }[]>(
      `SELECT s.number FROM ${staged('orders')} s WHERE s.there IS NULL
         AND NOT EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = s.id) ORDER BY s.at`,
    );
    for (const { number } of bare) warnings.push({ kind: 'order-without-lines', subject: number });
  }
  if (there.has('payments')) {
    const paid = await tx.$queryRawUnsafe<{ number: string }[]>(
      `SELECT DISTINCT o.number FROM ${staged('payments')} s JOIN "order" o ON o.number = s.order_number
       WHERE s.there IS NULL AND o.status = 'cancelled' ORDER BY o.number`,
    );
    for (const { number } of paid) warnings.push({ kind: 'cancelled-order-with-payment', subject: number });
  }
  return warnings;
};
