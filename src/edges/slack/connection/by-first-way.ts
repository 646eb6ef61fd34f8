import { setTimeout as pause } from 'node:timers/promises';
import { classifySlackError } from './classify-slack-error.js';

/** One way to reach a person. */
export type Way = () => Promise<unknown>;

/** For how long somebody is still waiting for an answer. */
const PATIENCE_MS = 120_000;
/** Slack counts in seconds. */
const LEAST_WAIT_MS = 1_000;

/**
 * Reaches a person by the first way that works. Ways that Slack refused for now (429) are tried again when it allows it,
 * for two minutes in all; whatever waits for this is in flight for as long. False when nothing reached them. Throws only
 * what `failed`, which is given each error, throws.
 */
export const byFirstWay = async (ways: Iterable<Way>, failed: (error: unknown) => void): Promise<boolean> => {
  const until = performance.now() + PATIENCE_MS;
  let round = ways;
  for (;;) {
    const limited: { readonly way: Way; readonly waitMs: number }[] = [];
    for (const way of round) {
      try {
        await way();
        return true;
      } catch (error) {
        failed(error);
        const meaning = classifySlackError(error);
        if (meaning.kind === 'rate-limited') limited.push({ way, waitMs: meaning.retryAfterMs });
      }
    }
    const waitMs = Math.max(LEAST_WAIT_MS, Math.min(...limited.map((one) => one.waitMs)));
    if (limited.length === 0 || performance.now() + waitMs > until) return false;
    // Not a reason for a process to stay: a drain that has waited long enough ends.
    await pause(waitMs, undefined, { ref: false });
    round = limited.map(({ way }) => way);
  }
};
