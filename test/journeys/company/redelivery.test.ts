import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, importSecondCompany } from '../../support/cancel-journey.js';
import { fingerprint } from '../../support/company-journey/fingerprint.js';
import { type PeopleAtWork, peopleAtWork } from '../../support/company-journey/people-at-work.js';
import { read } from '../../support/slack-desk.js';
import { waitFor } from '../../support/wait-for.js';
import { openWorkingDesk, type WorkingDesk } from '../../support/working-desk.js';

let desk: WorkingDesk;
let people: PeopleAtWork;
let handled = 0;
beforeAll(async () => {
  desk = await openWorkingDesk({ seed: importSecondCompany });
  people = peopleAtWork(desk.sandbox);
  // A duplicate may leave no trace at all, so its end is seen at the listeners.
  const { app } = desk.slack;
  const process = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    await process(event);
    handled += 1;
  };
});
afterAll(() => desk.close());

/**
 * What everybody reads: the messages about requests, which carry their delivery's id, as they are now, and the letters.
 * The answers to who clicked or typed are left out: a duplicate is told what is true by then.
 */
const screens = async () => {
  const { control } = desk.sandbox;
  const deliveries = await desk.db.prisma.delivery.findMany({ select: { id: true } });
  const ids = new Set(deliveries.map(({ id }) => id));
  const messages = control
    .channels()
    .flatMap(({ id }) => control.allMessages(id))
    .filter(({ versions }) => versions.at(-1)?.blocks.some(({ block_id: id }) => ids.has(String(id))));
  return { messages: messages.map(read).sort(), letters: desk.mailbox.messages().length };
};
const everything = async () => ({ rows: await fingerprint(desk.db), ...(await screens()) });

const allDealtWith = () =>
  waitFor(
    () =>
      handled === desk.sandbox.control.deliveries().reduce((sum, { receipts }) => sum + receipts.length, 0),
    { what: 'every payload to be dealt with', timeoutMs: 60_000 },
  );

/** Delivers every payload so far once more, and waits until all are dealt with. */
const deliverAllAgain = async (): Promise<number> => {
  const payloads = desk.sandbox.control.deliveries();
  for (const { id } of payloads) await desk.sandbox.control.redeliver(1, id);
  await allDealtWith();
  await desk.quiet();
  return payloads.length;
};

/** A customer's order in dinars with a deposit: rejected, asked again, approved twice, and hard to pay out. */
const PAID = 'S-1034';
const UNPAID = 'S-1022';
const STEPS: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['the request', () => people.ask(at('tom.reed'), PAID)],
  ['the rejection', () => people.reject(at('anna.holt'), PAID, 'manager', 'Not yet')],
  ['asking again', () => people.askAgain(at('tom.reed'), PAID)],
  ['the first approval', () => people.approve(at('anna.holt'), PAID, 'manager')],
  ['the final approval', () => people.approve(at('paul.marks'), PAID, 'finance')],
  ['a payout that failed', () => people.failToPayOut(at('yuki.sato'), PAID, 'account closed')],
  ['trying it again', () => people.tryPayoutAgain(at('yuki.sato'), PAID)],
  ['its second failure', () => people.failToPayOut(at('yuki.sato'), PAID, 'bank holiday')],
  ['trying it once more', () => people.tryPayoutAgain(at('yuki.sato'), PAID)],
  ['the payout', () => people.payOut(at('yuki.sato'), PAID, ['BANK-1'])],
  ['the request of another order', () => people.ask(at('mei.wang'), UNPAID)],
  ['its withdrawal', () => people.withdraw(at('mei.wang'), UNPAID, 'manager')],
];

describe('every payload so far comes once more (K1, K5, S9, M4, C4):', () => {
  it.each(STEPS)('after %s nothing changes', { timeout: 180_000 }, async (_, step) => {
    await step();
    await allDealtWith();
    await desk.quiet();
    const before = await everything();
    expect(await deliverAllAgain()).toBeGreaterThan(0);
    expect(await everything()).toEqual(before);
  });

  it('and in the end the order is cancelled once, paid back once and written about once', async () => {
    const order = await desk.db.prisma.order.findUniqueOrThrow({
      where: { number: PAID },
      include: { lines: true, refunds: { include: { attempts: true } }, cancellations: true },
    });
    expect(order.status).toBe('cancelled');
    expect(order.cancellations).toHaveLength(2);
    expect(order.lines.map(({ quantity, cancelled }) => quantity - cancelled)).toEqual([0]);
    expect(order.refunds.map(({ attempts }) => attempts.map(({ state }) => state).sort())).toEqual([
      ['failed', 'failed', 'succeeded'],
    ]);
    expect(desk.mailbox.messages()).toHaveLength(1);
    expect(await desk.broken()).toEqual([]);
  });
});
