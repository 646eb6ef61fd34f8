import type { Log } from './log.js';

const QUIET_MS = 10_000;

/** Logs what comes with every try of an outage once in ten seconds, and how many were left out between. */
export const createQuietLog = (
  log: Log,
  message: string,
  level: 'warn' | 'error' = 'warn',
): ((about: object) => void) => {
  let last = Number.NEGATIVE_INFINITY;
  let leftOut = 0;
  return (about) => {
    const now = performance.now();
    if (now - last < QUIET_MS) {
      leftOut += 1;
      return;
    }
    log[level]({ ...about, leftOut }, message);
    last = now;
    leftOut = 0;
  };
};
