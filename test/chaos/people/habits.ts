import type { Company, Employee, Ordered } from '../company.js';
import type { Act } from '../log-book.js';
import type { Random } from '../random.js';
import type { Actor } from './actor.js';
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

/** Somebody at their Slack, who is to do something now. */
export interface Turn {
  readonly actor: Actor;
  readonly employee: Employee;
  readonly random: Random;
  readonly deck: Deck;
  readonly company: Company;
  /** Numbers of the orders that they have asked about themselves. */
  readonly own: string[];
}

/** Orders that nobody has asked about yet, by owner. */
export interface Deck {
  next(owner: string | undefined): Ordered | undefined;
  readonly asked: readonly string[];
}

const asks = async ({ actor, employee, random, deck, own }: Turn): Promise<Act | undefined> => {
  const order = deck.next(employee.roles.includes('sales') ? employee.email : undefined);
  if (order === undefined) return undefined;
  own.push(order.number);
  return ask(actor, order.number, {
    twice: random.chance(0.25),
    keepsMoney: order.paid && random.chance(0.15),
  });
};

/** An order of another department, which is not theirs to see. */
const asksForOthers = async ({ actor, employee, random, company }: Turn): Promise<Act | undefined> => {
  const departmentOf = (email: string): string | undefined =>
    company.people.find((person) => person.email === email)?.department;
  const order = random.pick(
    company.orders.filter(({ owner }) => departmentOf(owner) !== employee.department),
  );
  return order === undefined ? undefined : ask(actor, order.number, { twice: false, keepsMoney: false });
};

const asksAnew = async ({ actor, random, deck }: Turn): Promise<Act | undefined> => {
  const number = random.pick(deck.asked);
  return number === undefined ? undefined : ask(actor, number, { twice: false, keepsMoney: false });
};

const asksAgain = async ({ actor, random }: Turn): Promise<Act | undefined> => {
  const button = random.pick(buttonsIn(actor, undefined, 'request.ask-again'));
  return button === undefined ? undefined : askAgain(actor, button);
};

const withdraws = async ({ actor, random, deck, own }: Turn): Promise<Act | undefined> => {
  const number = random.pick(random.chance(0.7) ? own.slice(-3) : deck.asked.slice(-12));
  return number === undefined ? undefined : withdraw(actor, number);
};

const decides = async ({ actor, random }: Turn): Promise<Act | undefined> => {
  const cards = [
    ...buttonsIn(actor, 'order-approvals', 'request.approve'),
    ...buttonsIn(actor, undefined, 'request.approve'),
  ];
  // Often the oldest, so that several look at the same card.
  const card = random.chance(0.6) ? cards[0] : random.pick(cards);
  if (card === undefined) return undefined;
  return random.chance(0.15)
    ? reject(actor, card, `Please ask again, ${random.between(1, 1e6)}`)
    : approve(actor, card, random.chance(0.2) ? 2 : 1);
};

const decidesWithoutRight = async ({ actor, random }: Turn): Promise<Act | undefined> => {
  const card = random.pick(buttonsIn(actor, 'order-approvals', 'request.approve'));
  return card === undefined ? undefined : approve(actor, card, 1, 'no decider');
};

/** Their own request; nobody may, whatever their role. */
const decidesOwn = async ({ actor, random, own }: Turn): Promise<Act | undefined> => {
  const card = random.pick(
    buttonsIn(actor, 'order-approvals', 'request.approve').filter(({ message }) =>
      own.some((number) => textOfMessage(message).includes(number)),
    ),
  );
  return card === undefined ? undefined : approve(actor, card, 1, 'own request');
};

const clicksAnOldButton = async ({ actor, random }: Turn): Promise<Act | undefined> => {
  const card = random.pick(oldButtonsIn(actor, 'order-approvals', 'request.approve'));
  return card === undefined ? undefined : approve(actor, card, 1);
};

const paysOut = async ({ actor, random }: Turn): Promise<Act | undefined> => {
  const reopened = random.pick(buttonsIn(actor, 'order-ops', 'payout.try-again'));
  if (reopened !== undefined && random.chance(0.5))
    return pressOnce(actor, 'try-again', reopened, 'payout.try-again');
  const due = [
    ...buttonsIn(actor, 'order-ops', 'payout.paid'),
    ...buttonsIn(actor, undefined, 'payout.paid'),
  ];
  const card = random.chance(0.5) ? due[0] : random.pick(due);
  if (card === undefined) return undefined;
  return random.chance(0.15)
    ? failToPayOut(actor, card, 'account closed')
    : payOut(actor, card, `BANK-${random.between(1, 1e9)}`);
};

const retries = async ({ actor, random }: Turn): Promise<Act | undefined> => {
  const button = random.pick(buttonsIn(actor, 'order-ops', 'step.retry'));
  return button === undefined ? undefined : pressOnce(actor, 'retry', button, 'step.retry');
};

const looks = async ({ actor, random, deck }: Turn): Promise<Act | undefined> => {
  const words = ['pending', 'find customer', 'help', `history ${random.pick(deck.asked) ?? ''}`] as const;
  return look(actor, random.pick(words) ?? 'help');
};

/** What people do; undefined where there is nothing of the kind to do. */
export const HABITS = {
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
  manager: { decides: 12, decidesOwn: 2, clicksAnOldButton: 1, retries: 1, looks: 1, asks: 1 },
  finance: { decides: 6, decidesOwn: 1, paysOut: 6, clicksAnOldButton: 1, retries: 1, looks: 1, asks: 1 },
  warehouse: { retries: 2, looks: 1, decidesWithoutRight: 1 },
  auditor: { looks: 2, decidesWithoutRight: 1 },
};

/** Deciding takes one click and follows several askers: who decides is twice as quick. */
export const hasteOf = ({ roles }: Employee): number =>
  roles.includes('manager') || roles.includes('finance') ? 0.5 : 1;

/** How often this one does what. */
export const weightsOf = ({ roles }: Employee): Readonly<Record<Habit, number>> =>
  // Safe: one entry a habit.
  Object.fromEntries(
    (Object.keys(HABITS) as Habit[]).map((habit) => [
      habit,
      roles.reduce((sum, role) => sum + (WEIGHTS[role]?.[habit] ?? 0), 0),
    ]),
  ) as Record<Habit, number>;
