import type { Database } from '../../../src/platform/db/client.js';
import { waitFor } from '../wait-for.js';
import { correctFreight, payMore } from './change-order.js';
import type { Answers, PeopleAtWork } from './people-at-work.js';

/** Bounds a wait on a busy machine; nothing is asserted by it. */
const LONG_MS = 60_000;

type Role = 'manager' | 'finance';

/** What people make of one request, and the states in which it and those that ask again must end. */
export const STORIES = {
  settled: ['done'],
  'two decide at once': ['done'],
  'rejected by the first': ['rejected'],
  'rejected by the last': ['rejected'],
  'withdrawn at once': ['withdrawn'],
  'withdrawn between two steps': ['withdrawn'],
  'rejected by the first, asked again': ['rejected', 'done'],
  'rejected by the last, asked again': ['rejected', 'done'],
  'edited before the last decides, asked again': ['stale', 'done'],
  'paid more before the last decides, asked again': ['stale', 'done'],
} as const satisfies Record<string, readonly string[]>;
export type Story = keyof typeof STORIES;

/** One order of a company, and what becomes of the wish to cancel it. */
export interface Life {
  readonly number: string;
  /** E-mail address. */
  readonly owner: string;
  readonly decidedBy: readonly Role[];
  readonly story: Story;
  /** What is chosen for the money; by default it goes back the way it came. */
  readonly money?: Answers;
  /** For the story in which the customer pays more: how much, minor units. */
  readonly paysMore?: bigint;
}

/** Who decides which step, in the order in which they are asked; nobody on their own request. */
export type Deciders = Readonly<Record<Role, readonly string[]>>;

export const deciderOf = (deciders: Deciders, life: Life, role: Role): string =>
  deciders[role].find((email) => email !== life.owner) ?? '';

/** Lives through one request from the slash command to its end, in Slack alone. */
export const liveThrough = async (
  {
    db,
    people,
    deciders,
  }: { readonly db: Database; readonly people: PeopleAtWork; readonly deciders: Deciders },
  life: Life,
): Promise<void> => {
  const { number, owner, story, decidedBy } = life;
  const by = (role: Role): string => deciderOf(deciders, life, role);
  const last = decidedBy.at(-1) ?? 'manager';
  const earlier = decidedBy.slice(0, -1);
  const approve = async (roles: readonly Role[]): Promise<void> => {
    for (const role of roles) await people.approve(by(role), number, role);
  };
  const ended = (...states: readonly string[]): Promise<unknown> =>
    waitFor(
      async () => {
        const requests = await db.prisma.request.findMany({
          where: { cancellation: { order: { number } } },
          orderBy: { id: 'asc' },
        });
        return requests.map(({ state }) => state).join() === states.join();
      },
      { what: `${number} to be ${states.join(', then ')}`, timeoutMs: LONG_MS },
    );
  const askAgain = async (cardSays: string): Promise<void> => {
    // The card of the earlier request has lost its buttons, so that nobody takes it for the new one.
    await people.reads(by(last), 'order-approvals', `Cancel ${number}?`, cardSays);
    await people.askAgain(owner, number);
    await approve(decidedBy);
  };

  await people.ask(owner, number, undefined, life.money);
  switch (story) {
    case 'settled':
      await approve(decidedBy);
      break;
    case 'two decide at once':
      await people.approveAtOnce(
        deciders[last].filter((email) => email !== owner),
        number,
        last,
      );
      break;
    case 'rejected by the first':
      await people.reject(by('manager'), number, 'manager', 'It is packed already');
      break;
    case 'rejected by the last':
      await approve(earlier);
      await people.reject(by(last), number, last, 'The deposit is disputed');
      break;
    case 'withdrawn at once':
      await people.withdraw(owner, number, 'manager');
      break;
    case 'withdrawn between two steps':
      await approve(earlier);
      await people.withdraw(owner, number, last);
      break;
    case 'rejected by the first, asked again':
      await people.reject(by('manager'), number, 'manager', 'Please ask the customer once more');
      await askAgain('Rejected by');
      break;
    case 'rejected by the last, asked again':
      await approve(earlier);
      await people.reject(by(last), number, last, 'Please ask the customer once more');
      await askAgain('Rejected by');
      break;
    case 'edited before the last decides, asked again':
      await approve(earlier);
      await correctFreight(db, number);
      await people.approve(by(last), number, last);
      await askAgain('Closed: the order had changed');
      break;
    case 'paid more before the last decides, asked again':
      await approve(earlier);
      await payMore(db, number, life.paysMore ?? 1n);
      await people.approve(by(last), number, last);
      await askAgain('Closed: the order had changed');
      break;
  }
  await ended(...STORIES[story]);
};
