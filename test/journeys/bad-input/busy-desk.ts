import { writeMember } from '../../../src/features/access/member-store.js';
import type { Database } from '../../../src/platform/db/client.js';
import type { MessageRecord } from '../../../src/sandbox/workspace/records.js';
import { read } from '../../support/slack-desk.js';
import { placeOrder, seedCompany } from '../../support/small-company.js';
import { waitFor } from '../../support/wait-for.js';
import { openWorkingDesk, type WorkingDesk } from '../../support/working-desk.js';
import { whatStands } from './what-stands.js';

/** The desk in the middle of its work. */
export interface BusyDesk extends WorkingDesk {
  /** Sam's order without a request. */
  readonly untouched: string;
  /** Sam's order with a pending request, its card and its request. */
  readonly asked: { readonly number: string; readonly requestId: string; readonly card: MessageRecord };
  /** Sam's cancelled order with a refund that is due, and the message where finance says what became of it. */
  readonly owed: { readonly number: string; readonly requestId: string; readonly payout: MessageRecord };
}

const seed = async (db: Database): Promise<void> => {
  await seedCompany(db);
  const more = [
    { email: 'ida@example.com', name: 'Ida Admin', department: 'Office', roles: ['admin'] },
    {
      email: 'ole@example.com',
      name: 'Ole Off',
      department: 'Sales',
      roles: ['sales', 'manager', 'finance'],
    },
  ] as const;
  for (const member of more) await writeMember(db.prisma, member);
};

/** Asks for the cancellation of a new order of Sam's, and waits for the card. */
export const askedFor = async (desk: WorkingDesk, order: { quantity: number; paid?: bigint }) => {
  const number = await placeOrder(desk.db, order);
  const requested = await desk.request(number, 'sam@example.com');
  if (!requested.ok) throw new Error(JSON.stringify(requested.refusals));
  const card = await desk.saying('order-approvals', 'mia@example.com', `Cancel ${number}?`);
  return { number, requestId: requested.value.requestId, card };
};

/** A cancellation that was decided and settled, whose refund is due. */
export const cancelledWithRefund = async (desk: WorkingDesk) => {
  const { number, requestId } = await askedFor(desk, { quantity: 30, paid: 5_000n });
  for (const email of ['mia@example.com', 'fay@example.com']) {
    const decided = await desk.decide(requestId, email);
    if (!decided.ok) throw new Error(JSON.stringify(decided.refusals));
  }
  await waitFor(async () => (await desk.view(requestId))?.state === 'done', {
    what: `${number} to be cancelled`,
    timeoutMs: 45_000,
  });
  const payout = await desk.saying('order-ops', 'fay@example.com', `Pay back for ${number}`);
  return { number, requestId, payout };
};

/** Opens the desk with one order of each kind, quiet. Ole's account is switched off after everybody knew him. */
export const openBusyDesk = async (): Promise<BusyDesk> => {
  const desk = await openWorkingDesk({ seed });
  const untouched = await placeOrder(desk.db, { quantity: 30 });
  const owed = await cancelledWithRefund(desk);
  const asked = await askedFor(desk, { quantity: 30, paid: 4_000n });
  await writeMember(desk.db.prisma, { email: 'ole@example.com', active: false });
  // The counts of what is owed are taken one after the other, so that once may be a moment between two of them.
  await waitFor(
    async () => {
      await desk.quiet();
      const before = JSON.stringify(await whatStands(desk.db));
      await desk.quiet();
      return JSON.stringify(await whatStands(desk.db)) === before;
    },
    { what: 'the desk to come to rest', timeoutMs: 60_000 },
  );
  return { ...desk, untouched, asked, owed };
};

/** Everything that can be read by this person alone or with others, to find out what is new. */
export const heardBy = (desk: WorkingDesk, email: string): readonly MessageRecord[] => {
  const person = desk.as(email);
  return [undefined, 'general', 'order-approvals', 'order-ops'].flatMap((channel) =>
    person.messages(channel),
  );
};

/** Does something, and waits until the person is told this: in a new message anywhere, or in a modal. */
export const toldAfter = async (
  desk: WorkingDesk,
  email: string,
  act: () => Promise<unknown>,
  expected: RegExp = /./,
): Promise<string> => {
  const person = desk.as(email);
  await person.close(true);
  const known = new Set(heardBy(desk, email).map(({ channel, ts }) => `${channel} ${ts}`));
  await act();
  return waitForWords(
    () => {
      const news = heardBy(desk, email).filter(({ channel, ts }) => !known.has(`${channel} ${ts}`));
      const modal = read(person.modal());
      return [...news.map(read), ...(modal.includes('One moment…') ? [] : [modal])].join('\n').trim();
    },
    expected,
    email,
  );
};

/** Submits the form on top, and waits until this stands under a field or in the form's place. */
export const toldInForm = async (
  desk: WorkingDesk,
  email: string,
  values: Readonly<Record<string, string>>,
  expected: RegExp,
): Promise<string> => {
  const person = desk.as(email);
  const seen = await person.submit(values);
  return waitForWords(
    () => [...Object.values(seen.errors), read(person.modal())].join('\n'),
    expected,
    email,
  );
};

const waitForWords = async (words: () => string, expected: RegExp, email: string): Promise<string> => {
  let last = '';
  try {
    return await waitFor(
      () => {
        last = words();
        return expected.test(last) ? last : '';
      },
      { timeoutMs: 30_000 },
    );
  } catch (cause) {
    throw new Error(`${email} was not told ${expected}, but: ${last || 'nothing'}`, { cause });
  }
};
