/** Runs the work unless the same is running or was done; forgets it when the work gives back false or throws. */
export type Once = (key: string, work: () => Promise<boolean>) => Promise<void>;

const MOST_REMEMBERED = 1_000;

/**
 * Keeps a payload that Slack delivers twice from drawing over what came after it. For the screen only, and in this
 * process only: what must happen once is held by the database.
 */
export const createOnce = (): Once => {
  const known = new Set<string>();
  return async (key, work) => {
    if (known.has(key)) return;
    known.add(key);
    const [oldest] = known;
    if (known.size > MOST_REMEMBERED && oldest !== undefined) known.delete(oldest);
    let done = false;
    try {
      done = await work();
    } finally {
      if (!done) known.delete(key);
    }
  };
};
