import type { Database } from '../../platform/db/client.js';
import type { Transaction } from '../../platform/db/in-transaction.js';

/** What one order line holds at one place. */
export interface HeldStock {
  readonly orderLineId: string;
  readonly levelId: string;
  readonly warehouse: string;
  readonly location: string;
  /** Pieces, above 0. */
  readonly quantity: number;
}

/** What the lines hold now, by line and place. */
export const heldByLines = async (
  db: Transaction | Database['prisma'],
  orderLineIds: readonly string[],
): Promise<HeldStock[]> => {
  const rows = await db.reservation.findMany({
    where: { orderLineId: { in: [...orderLineIds] }, quantity: { gt: 0 } },
    select: {
      orderLineId: true,
      levelId: true,
      quantity: true,
      level: { select: { warehouse: true, location: true } },
    },
    orderBy: [{ level: { warehouse: 'asc' } }, { level: { location: 'asc' } }],
  });
  return rows.map(({ level, ...row }) => ({ ...row, ...level }));
};

/** Locks the levels where the lines hold stock, by id, the last of the fixed lock order (C2). */
export const lockLevelsOfLines = async (tx: Transaction, orderLineIds: readonly string[]): Promise<void> => {
  await tx.$queryRaw`
    SELECT l.id FROM stock_level l
    WHERE l.id IN (SELECT level_id FROM reservation WHERE order_line_id = ANY(${[...orderLineIds]}::uuid[]))
    ORDER BY l.id FOR UPDATE`;
};

export interface NewMovement {
  readonly id: string;
  readonly levelId: string;
  readonly orderLineId: string;
  readonly cause: 'reserve' | 'release';
  readonly reservedDelta: number;
  readonly source: string;
  readonly sourceId: string;
  readonly reason?: string;
}

/** Appends to the stock ledger; levels and reservations follow in the database. */
export const insertMovements = async (tx: Transaction, movements: readonly NewMovement[]): Promise<void> => {
  if (movements.length > 0) await tx.stockMovement.createMany({ data: [...movements] });
};
