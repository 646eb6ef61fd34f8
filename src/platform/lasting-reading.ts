const LASTS_MS = 10_000;
const TIMEOUT_MS = 2_000;

/**
 * Reads at most every ten seconds, and once however many ask at the same time. Empty while reading fails or takes too
 * long; the next who asks tries again.
 */
export const lastingReading = <T>(
  read: () => Promise<readonly T[]>,
  { lastsMs = LASTS_MS, timeoutMs = TIMEOUT_MS }: { lastsMs?: number; timeoutMs?: number } = {},
): (() => Promise<readonly T[]>) => {
  let last: { readonly values: readonly T[]; readonly at: number } | undefined;
  let underway: Promise<readonly T[]> | undefined;
  const readOnce = async (): Promise<readonly T[]> => {
    try {
      const values = await read();
      last = { values, at: performance.now() };
      return values;
    } catch {
      last = undefined;
      return [];
    } finally {
      underway = undefined;
    }
  };
  return async () => {
    if (last !== undefined && performance.now() - last.at < lastsMs) return last.values;
    underway ??= readOnce();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<readonly T[]>((resolve) => {
      timer = setTimeout(() => resolve([]), timeoutMs);
    });
    try {
      return await Promise.race([underway, late]);
    } finally {
      clearTimeout(timer);
    }
  };
};
