/** Where a wait says what it waits for, and what ends it early. */
export interface Patience {
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

const SAY_EVERY_MS = 15_000;

/**
 * Waits for one step. One that takes long says so every quarter of a minute; after `limitMs`, or when the run is ended,
 * it rejects with a sentence. The step itself goes on: whoever began it tidies up.
 */
export const patiently = async <T>(
  what: string,
  limitMs: number,
  { say, signal }: Patience,
  step: () => Promise<T>,
): Promise<T> => {
  signal.throwIfAborted();
  const began = Date.now();
  const seconds = (): number => Math.round((Date.now() - began) / 1_000);
  const saying = setInterval(() => say(`Still waiting for ${what} (${seconds()} s)`), SAY_EVERY_MS);
  let giveUp = (): void => undefined;
  let limit: NodeJS.Timeout | undefined;
  const inVain = new Promise<never>((_, reject) => {
    giveUp = () => reject(signal.reason);
    signal.addEventListener('abort', giveUp);
    limit = setTimeout(() => reject(new Error(`waited ${seconds()} s in vain for ${what}`)), limitMs);
  });
  try {
    return await Promise.race([step(), inVain]);
  } finally {
    clearInterval(saying);
    clearTimeout(limit);
    signal.removeEventListener('abort', giveUp);
  }
};
