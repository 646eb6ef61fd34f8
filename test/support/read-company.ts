import type { Database } from '../../src/platform/db/client.js';

/** Every stock level as it stands, by `sku warehouse location`. */
export const readLevels = async (
  db: Database,
): Promise<Record<string, { onHand: number; reserved: number }>> => {
  const rows = await db.prisma.stockLevel.findMany({ include: { product: { select: { sku: true } } } });
  return Object.fromEntries(
    rows.map(({ product, warehouse, location, onHand, reserved }) => [
      `${product.sku} ${warehouse} ${location}`,
      { onHand, reserved },
    ]),
  );
};

/** Debits less credits of each `account currency` in the journal. */
export const readAccounts = async (db: Database): Promise<Record<string, bigint>> => {
  const rows = await db.prisma.journalLine.groupBy({
    by: ['account', 'currency'],
    _sum: { debit: true, credit: true },
  });
  return Object.fromEntries(
    rows.map(({ account, currency, _sum }) => [
      `${account} ${currency}`,
      (_sum.debit ?? 0n) - (_sum.credit ?? 0n),
    ]),
  );
};
