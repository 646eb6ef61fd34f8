import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 15;

/**
 * Waits until `condition` answers something true, and answers that. What it throws counts as "not yet".
 * Rejects after `timeoutMs` (10 s unless said) with `what` was waited for and what the condition threw last.
 */
export const waitFor = async <T>(
  condition: () => T | Promise<T>,
  { timeoutMs = 10_000, what = 'the condition' }: { timeoutMs?: number; what?: string } = {},
): Promise<Exclude<T, false | null | undefined>> => {
  const deadline = Date.now() + timeoutMs;
  let cause: unknown;
  for (;;) {
    try {
      const value = await condition();
      // Truthiness is checked here; TypeScript does not narrow a type parameter by it.
      if (value) return value as Exclude<T, false | null | undefined>;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain for ${what}`, { cause });
    await pause(POLL_MS);
  }
};
