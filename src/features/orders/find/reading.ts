import type { Database } from '../../../platform/db/client.js';
import type { Statement } from '../../../platform/db/read-rows.js';

/** What a search may take altogether; nobody waits for longer. */
const PATIENCE_MS = 10_000;

/** Rows of a statement; `kept` is whether one plan suits whatever values it has. */
export type Read = <Row extends object>(
  statement: Statement,
  options?: { readonly kept: boolean },
) => Promise<readonly Row[]>;

/** Reads for one search: all its statements together may take so long, then `read-too-long` is thrown. */
export const readingOf = (db: Database, patienceMs = PATIENCE_MS): Read => {
  const until = performance.now() + patienceMs;
  return (statement, { kept } = { kept: false }) =>
    db.read(statement, { kept, withinMs: Math.max(1, Math.round(until - performance.now())) });
};
