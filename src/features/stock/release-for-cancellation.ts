import { newId } from '../../kernel/ids.js';
import type { Transaction } from '../../platform/db/in-transaction.js';
import { heldByLines, insertMovements, lockLevelsOfLines } from './stock-store.js';

export interface LineToRelease {
  readonly orderLineId: string;
  /** Pieces that are cancelled. */
  readonly cancelled: number;
  /** Pieces that the plan saw reserved; the rest of `cancelled` was backorder. */
  readonly reserved: number;
}

/** What became of the goods of one cancelled line: released + droppedBackorder = cancelled (S4). */
export interface ReleasedLine {
  readonly orderLineId: string;
  readonly released: number;
  readonly droppedBackorder: number;
  readonly movementIds: readonly string[];
}

export type ReleaseResult =
  | { readonly ok: true; readonly lines: readonly ReleasedLine[] }
  /** A line holds another quantity than planned: somebody has to look before anything moves. */
  | { readonly ok: false; readonly orderLineId: string; readonly planned: number; readonly held: number };

/**
 * Gives back what the lines hold, from the places that hold it (S5), and nothing else: cancelled backorder was never
 * reserved. Writes nothing when a line does not hold what was planned.
 */
export const releaseForCancellation = async (
  tx: Transaction,
  { executionId, lines }: { readonly executionId: string; readonly lines: readonly LineToRelease[] },
): Promise<ReleaseResult> => {
  const ids = lines.map((line) => line.orderLineId);
  await lockLevelsOfLines(tx, ids);
  const held = await heldByLines(tx, ids);
  const released: ReleasedLine[] = [];
  const movements = [];
  for (const line of lines) {
    const places = held.filter((place) => place.orderLineId === line.orderLineId);
    const quantity = places.reduce((total, place) => total + place.quantity, 0);
    if (quantity !== line.reserved || quantity > line.cancelled) {
      return { ok: false, orderLineId: line.orderLineId, planned: line.reserved, held: quantity };
    }
    const mine = places.map((place) => ({
      id: newId(),
      levelId: place.levelId,
      orderLineId: line.orderLineId,
      cause: 'release' as const,
      reservedDelta: -place.quantity,
      source: 'execution',
      sourceId: executionId,
    }));
    movements.push(...mine);
    released.push({
      orderLineId: line.orderLineId,
      released: quantity,
      droppedBackorder: line.cancelled - quantity,
      movementIds: mine.map((movement) => movement.id),
    });
  }
  // By level id, as locked: the trigger touches each level again in this order.
  movements.sort((a, b) => (a.levelId < b.levelId ? -1 : a.levelId > b.levelId ? 1 : 0));
  await insertMovements(tx, movements);
  return { ok: true, lines: released };
};
