import type { Database } from '../../platform/db/client.js';
import { inTransaction } from '../../platform/db/in-transaction.js';
import { type Difference, findDifferences } from './reconcile-store.js';

export type { Difference } from './reconcile-store.js';

/**
 * Compares what is kept for speed (levels, reservations, step states) with the ledgers behind it. It repairs nothing: the
 * database keeps them equal by itself, so a difference means that somebody went round it, and has to be understood.
 */
export const reconcile = async (
  db: Database,
): Promise<{ readonly ok: boolean; readonly differences: readonly Difference[] }> => {
  const differences = await inTransaction(db, findDifferences, {
    isolation: 'RepeatableRead',
    timeoutMs: 30 * 60 * 1_000,
  });
  return { ok: differences.length === 0, differences };
};
