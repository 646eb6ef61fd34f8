import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sandbox } from '../../../src/sandbox/sandbox.js';
import type { Company, Employee, Ordered } from '../company.js';
import type { LogBook } from '../log-book.js';
import type { Random } from '../random.js';
import { type Actor, createActor } from './actor.js';
import {
  approve,
  ask,
  askAgain,
  buttonsIn,
  failToPayOut,
  look,
  oldButtonsIn,
  payOut,
  pressOnce,
  reject,
  withdraw,
} from './acts.js';
import { textOfMessage } from './reading.js';

/** Everybody at work; what they find on their screens decides what they can do, the seed what they choose. */
export interface Crowd {
  /** No one begins anything new; resolves when all have ended what they were doing. */
  stop(): Promise<void>;
  readonly actors: readonly Actor[];
}

interface Turn {
  readonly actor: Actor;
  readonly employee: Employee;
  readonly random: Random;
  readonly deck: Deck;
  readonly company: Company;
  /** Numbers of the orders that they have asked about themselves. */
  readonly own: string[];
}

/** Orders that nobody has asked about yet, by owner. */
interface Deck {
  next(owner: string | undefined): Ordered | undefined;
  readonly asked: readonly string[];
}

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

const asks = async ({ actor, employee, random, deck, own }: Turn): Promise<void> => {
  const order = deck.next(employee.roles.includes('sales') ? employee.email : undefined);
  if (order === undefined) return;
  own.push(order.number);
  await ask(actor, order.number, {
    twice: random.chance(0.25),
    keepsMoney: order.paid && random.chance(0.15),
  });
};

/** An order of another department, which is not theirs to see. */
const asksForOthers = async ({ actor, employee, random, company }: Turn): Promise<void> => {
  const departmentOf = (email: string): string | undefined =>
    company.people.find((person) => person.email === email)?.department;
  const order = random.pick(
    company.orders.filter(({ owner }) => departmentOf(owner) !== employee.department),
  );
  if (order !== undefined) await ask(actor, order.number, { twice: false, keepsMoney: false });
};

const asksAnew = async ({ actor, random, deck }: Turn): Promise<void> => {
  const number = random.pick(deck.asked);
  if (number !== undefined) await ask(actor, number, { twice: false, keepsMoney: false });
};

const asksAgain = async ({ actor, random }: Turn): Promise<void> => {
  const button = random.pick(buttonsIn(actor, undefined, 'request.ask-again'));
  if (button !== undefined) await askAgain(actor, button);
};

const withdraws = async ({ actor, random, deck, own }: Turn): Promise<void> => {
  const number = random.pick(random.chance(0.7) ? own.slice(-3) : deck.asked.slice(-12));
  if (number !== undefined) await withdraw(actor, number);
};

const decides = async ({ actor, random }: Turn): Promise<void> => {
  const cards = [
    ...buttonsIn(actor, 'order-approvals', 'request.approve'),
    ...buttonsIn(actor, undefined, 'request.approve'),
  ];
  // Often the oldest, so that several look at the same card.
  const card = random.chance(0.6) ? cards[0] : random.pick(cards);
  if (card === undefined) return;
  if (random.chance(0.15)) await reject(actor, card, `Please ask again, ${random.between(1, 1e6)}`);
  else await approve(actor, card, random.chance(0.2) ? 2 : 1);
};

const decidesWithoutRight = async ({ actor, random }: Turn): Promise<void> => {
  const card = random.pick(buttonsIn(actor, 'order-approvals', 'request.approve'));
  if (card !== undefined) await approve(actor, card, 1, 'no decider');
};

/** Their own request; nobody may, whatever their role. */
const decidesOwn = async ({ actor, random, own }: Turn): Promise<void> => {
  const card = random.pick(
    buttonsIn(actor, 'order-approvals', 'request.approve').filter(({ message }) =>
      own.some((number) => textOfMessage(message).includes(number)),
    ),
  );
  if (card !== undefined) await approve(actor, card, 1, 'own request');
};

const clicksAnOldButton = async ({ actor, random }: Turn): Promise<void> => {
  const card = random.pick(oldButtonsIn(actor, 'order-approvals', 'request.approve'));
  if (card !== undefined) await approve(actor, card, 1);
};

const paysOut = async ({ actor, random }: Turn): Promise<void> => {
  const reopened = random.pick(buttonsIn(actor, 'order-ops', 'payout.try-again'));
  if (reopened !== undefined && random.chance(0.5)) {
    await pressOnce(actor, 'try-again', reopened, 'payout.try-again');
    return;
  }
  const due = [
    ...buttonsIn(actor, 'order-ops', 'payout.paid'),
    ...buttonsIn(actor, undefined, 'payout.paid'),
  ];
  const card = random.chance(0.5) ? due[0] : random.pick(due);
  if (card === undefined) return;
  if (random.chance(0.15)) await failToPayOut(actor, card, 'account closed');
  else await payOut(actor, card, `BANK-${random.between(1, 1e9)}`);
};

const retries = async ({ actor, random }: Turn): Promise<void> => {
  const button = random.pick(buttonsIn(actor, 'order-ops', 'step.retry'));
  if (button !== undefined) await pressOnce(actor, 'retry', button, 'step.retry');
};

const looks = async ({ actor, random, deck }: Turn): Promise<void> => {
  const words = ['pending', 'find customer', 'help', `history ${random.pick(deck.asked) ?? ''}`] as const;
  await look(actor, random.pick(words) ?? 'help');
};

const HABITS = {
  asks,
  asksForOthers,
  asksAnew,
  asksAgain,
  withdraws,
  decides,
  decidesOwn,
  decidesWithoutRight,
  clicksAnOldButton,
  paysOut,
  retries,
  looks,
} as const;
type Habit = keyof typeof HABITS;

/** How often people of a role do what. */
const WEIGHTS: Readonly<Record<string, Partial<Readonly<Record<Habit, number>>>>> = {
  sales: {
    ...{ asks: 10, asksForOthers: 1, asksAnew: 1, asksAgain: 3, withdraws: 2 },
    ...{ decidesWithoutRight: 1, decidesOwn: 1, looks: 1 },
  },
  manager: { decides: 12, decidesOwn: 1, clicksAnOldButton: 1, retries: 1, looks: 1, asks: 1 },
  finance: { decides: 6, decidesOwn: 1, paysOut: 6, clicksAnOldButton: 1, retries: 1, looks: 1, asks: 1 },
  warehouse: { retries: 2, looks: 1, decidesWithoutRight: 1 },
  auditor: { looks: 2, decidesWithoutRight: 1 },
};

/** Deciding takes one click and follows several askers: who decides is twice as quick. */
const hasteOf = ({ roles }: Employee): number =>
  roles.includes('manager') || roles.includes('finance') ? 0.5 : 1;

const weightsOf = ({ roles }: Employee): Readonly<Record<Habit, number>> =>
  // Safe: one entry a habit.
  Object.fromEntries(
    (Object.keys(HABITS) as Habit[]).map((habit) => [
      habit,
      roles.reduce((sum, role) => sum + (WEIGHTS[role]?.[habit] ?? 0), 0),
    ]),
  ) as Record<Habit, number>;

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
    const turn = { actor, employee, random: own, deck, company, own: [] };
    while (!over.signal.aborted) {
      await pause(own.next() * 2 * meanPauseMs * hasteOf(employee), undefined, { signal: over.signal }).catch(
        () => undefined,
      );
      if (over.signal.aborted) break;
      await HABITS[own.weighted(weights)](turn);
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
