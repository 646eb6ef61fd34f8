import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sandbox } from '../../../src/sandbox/sandbox.js';
import type { Company } from '../company.js';
import type { LogBook } from '../log-book.js';
import type { Random } from '../random.js';
import { type Actor, createActor } from './actor.js';
import { type Deck, HABITS, hasteOf, type Turn, weightsOf } from './habits.js';

/** Everybody at work; what they find on their screens decides what they can do, the seed what they choose. */
export interface Crowd {
  /** No one begins anything new; resolves when all have ended what they were doing. */
  stop(): Promise<void>;
  readonly actors: readonly Actor[];
}

/** Where somebody finds nothing of one kind to do, they look for another so often. */
const TRIES = 4;

const createDeck = (company: Company): Deck => {
  const left = [...company.orders];
  const asked: string[] = [];
  return {
    asked,
    next(owner) {
      const index = left.findIndex((order) => owner === undefined || order.owner === owner);
      const [order] = index === -1 ? [] : left.splice(index, 1);
      if (order !== undefined) asked.push(order.number);
      return order;
    },
  };
};

/** Sets everybody to work, together at about `rate` acts a minute. */
export const setToWork = (options: {
  readonly sandbox: Sandbox;
  readonly company: Company;
  readonly random: Random;
  readonly rate: number;
  readonly book: LogBook;
}): Crowd => {
  const { sandbox, company, random, rate, book } = options;
  const deck = createDeck(company);
  const working = company.people.filter((employee) =>
    Object.values(weightsOf(employee)).some((weight) => weight > 0),
  );
  const meanPauseMs = (60_000 * working.reduce((sum, employee) => sum + 1 / hasteOf(employee), 0)) / rate;
  const over = new AbortController();
  setMaxListeners(0, over.signal);
  const actors: Actor[] = [];
  const days = working.map(async (employee) => {
    const actor = createActor(sandbox, employee.email, book);
    actors.push(actor);
    const own = random.fork(employee.email);
    const weights = weightsOf(employee);
    const turn: Turn = { actor, employee, random: own, deck, company, own: [] };
    while (!over.signal.aborted) {
      await pause(own.next() * 2 * meanPauseMs * hasteOf(employee), undefined, { signal: over.signal }).catch(
        () => undefined,
      );
      if (over.signal.aborted) break;
      for (let tries = 0; tries < TRIES; tries += 1)
        if ((await HABITS[own.weighted(weights)](turn)) !== undefined) break;
    }
  });
  return {
    actors,
    async stop() {
      over.abort();
      await Promise.all(days);
    },
  };
};
