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

/** What the lines hold now, by place. */
export const heldByLines = (
  db: Transaction | Database['prisma'],
  orderLineIds: readonly string[],
): Promise<HeldStock[]> =>
  db.$queryRaw<HeldStock[]>`
    SELECT r.order_line_id AS "orderLineId", r.level_id AS "levelId", l.warehouse, l.location, r.quantity
    FROM reservation r JOIN stock_level l ON l.id = r.level_id
    WHERE r.order_line_id = ANY(${[...orderLineIds]}::uuid[]) AND r.quantity > 0
    ORDER BY l.warehouse, l.location`;

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
