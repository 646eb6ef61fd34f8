/** Wakes whoever waits. Rings that nobody waits for are counted, so that none is missed between looking and waiting. */
export interface Bell {
  ring(): void;
  /** How often it rang so far. */
  count(): number;
  /** Until the next ring, or this many milliseconds. */
  wait(ms: number): Promise<void>;
  /** This many milliseconds, whatever rings; ends early when the bell is closed. */
  pause(ms: number): Promise<void>;
  /** Ends every wait, now and later. */
  close(): void;
}

export const createBell = (): Bell => {
  let rings = 0;
  let closed = false;
  const sleepers = new Set<{ wake: () => void; deaf: boolean }>();

  const sleep = (ms: number, deaf: boolean): Promise<void> => {
    if (closed) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper = {
        deaf,
        wake: () => {
          clearTimeout(timer);
          sleepers.delete(sleeper);
          resolve();
        },
      };
      const timer = setTimeout(sleeper.wake, ms);
      sleepers.add(sleeper);
    });
  };

  return {
    ring() {
      rings += 1;
      for (const sleeper of [...sleepers]) if (!sleeper.deaf) sleeper.wake();
    },
    count: () => rings,
    wait: (ms) => sleep(ms, false),
    pause: (ms) => sleep(ms, true),
    close() {
      closed = true;
      for (const sleeper of [...sleepers]) sleeper.wake();
    },
  };
};
