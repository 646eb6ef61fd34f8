import type { CheckResult } from '../health.js';
import type { Database } from './client.js';
import { trigramsKnowChinese } from './trigrams-know-chinese.js';

/**
 * Whether orders can be found with the help of trigrams. It fails no readiness: without them everything is still found by
 * comparing every name, only slower, and typing mistakes are not forgiven; the reason says what to do about it.
 */
export const searchHealth = async (db: Database): Promise<CheckResult> => {
  if (await trigramsKnowChinese(db)) return { ok: true };
  return {
    ok: true,
    reason:
      'search is limited: pg_trgm is missing, or knows no letters beyond ASCII because lc_ctype is C. Let an administrator ' +
      'run CREATE EXTENSION pg_trgm in this database, or move it to one created with a UTF-8 locale such as C.UTF-8',
  };
};
