import { AsyncLocalStorage } from 'node:async_hooks';

const watched = new AsyncLocalStorage<{ committing: boolean }>();

/** A transaction has done all its work: from here on a broken line leaves open whether it counts. */
export const commitBegins = (): void => {
  const watch = watched.getStore();
  if (watch !== undefined) watch.committing = true;
};

/**
 * Runs `work`, and answers what it threw together with whether `inTransaction` may have written anything by then, as
 * everything that people do is: where none came as far as its COMMIT, PostgreSQL has undone or never seen all of it.
 */
export const watchCommits = async (
  work: () => Promise<void>,
): Promise<{ readonly thrown: unknown; readonly mayHaveWritten: boolean } | undefined> => {
  const watch = { committing: false };
  try {
    await watched.run(watch, work);
    return undefined;
  } catch (thrown) {
    return { thrown, mayHaveWritten: watch.committing };
  }
};
