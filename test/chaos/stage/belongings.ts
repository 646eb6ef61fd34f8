import { type Patience, patiently } from './patiently.js';

/** What a run has begun and has to end again. */
export interface Belongings {
  /** Begins something that is ended with the others, even when it was waited for in vain. */
  begin<T>(what: string, start: () => Promise<T>, end: (started: T) => Promise<unknown>): Promise<T>;
  /** Ends this too. */
  add(what: string, end: () => Promise<unknown>): void;
  /** Ends all, the last first; what cannot be ended is said and left. */
  close(): Promise<void>;
}

/** None is a goal: they bound waits on a machine that may do many other things. */
const BEGUN_WITHIN_MS = 5 * 60_000;
const ENDED_WITHIN_MS = 30_000;

export const createBelongings = (patience: Patience): Belongings => {
  const ends: (readonly [what: string, end: () => Promise<unknown>])[] = [];
  const add = (what: string, end: () => Promise<unknown>): void => void ends.push([what, end]);
  return {
    add,
    async begin(what, start, end) {
      const starting = start();
      add(what, () => starting.then(end, () => undefined));
      return patiently(what, BEGUN_WITHIN_MS, patience, () => starting);
    },
    async close() {
      for (const [what, end] of ends.splice(0).reverse()) {
        const late = new Promise<string>((resolve) => {
          setTimeout(() => resolve('it takes too long'), ENDED_WITHIN_MS).unref();
        });
        const problem = await Promise.race([end().then(() => undefined, String), late]);
        if (problem !== undefined) patience.say(`${what} could not be tidied up: ${problem}`);
      }
    },
  };
};
