import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFolder } from '../../../src/features/import/import-folder.js';
import { read } from '../slack-desk.js';
import { waitFor } from '../wait-for.js';
import { isPossible, titleOf, type Way, waysOf } from '../ways.js';
import { openWorkingDesk, type WorkingDesk } from '../working-desk.js';
import { expectedLedgers, type Ledgers, type WhatHappened } from './expected-ledgers.js';
import { type Deciders, deciderOf, type Life, liveThrough, STORIES } from './live-through.js';
import { peopleAtWork } from './people-at-work.js';
import { readLedgers } from './read-ledgers.js';

export interface CompanyStory {
  /** The company's import folder. */
  readonly folder: string;
  readonly deciders: Deciders;
  readonly lives: readonly Life[];
  /** What finance is to pay out: how many refunds each order has, and whether the first try fails. */
  readonly payouts: readonly {
    readonly number: string;
    readonly refunds: number;
    readonly failsAtFirst?: true;
  }[];
  /** The way that it goes as a rule. */
  readonly way: Way;
  /** Whether what it needs is there; the title says what that is. True unless said. */
  readonly runs?: boolean;
}

/** Everything that is long here waits for a busy machine, not for the product. */
const WHOLE_JOURNEY_MS = 600_000;

/**
 * A company imports its orders, its people ask for cancellations and decide on them in Slack, all at the same time, and
 * finance pays back. Then stock and books are held against an independent calculation.
 */
export const tellCompanyStory = (title: string, story: CompanyStory): void => {
  for (const way of waysOf(story.way)) tellOneWay(`${title}, ${titleOf(way)}`, story, way);
};

const tellOneWay = (title: string, story: CompanyStory, way: Way): void => {
  const { folder, deciders, lives, payouts } = story;
  const endsAs = (life: Life, state: string): boolean => STORIES[life.story].some((one) => one === state);
  const cancelled = new Set(lives.filter((life) => endsAs(life, 'done')).map(({ number }) => number));
  const happened: WhatHappened = {
    cancelled,
    kept: new Set(
      lives.filter(({ money }) => money?.['cancel.refund'] === 'keep').map(({ number }) => number),
    ),
    paidLater: lives.flatMap(({ number, paysMore }) =>
      paysMore === undefined ? [] : [{ number, amount: paysMore }],
    ),
  };
  const failing = payouts.filter(({ failsAtFirst }) => failsAtFirst === true);

  describe.runIf((story.runs ?? true) && isPossible(way))(title, () => {
    let desk: WorkingDesk;
    let settled: Ledgers;
    let partlyPaid: Ledgers;
    beforeAll(async () => {
      desk = await openWorkingDesk({
        seed: async (db) => {
          const imported = await importFolder(db, { folder });
          if (!imported.ok) throw new Error(JSON.stringify(imported.refusals));
        },
        way,
      });
      const people = peopleAtWork(desk.sandbox);
      const payer = deciders.finance[0] ?? '';
      const reference = (number: string, index: number): string => `BANK-${number}-${index}`;
      const payOut = (some: CompanyStory['payouts']): Promise<unknown> =>
        Promise.all(
          some.map(({ number, refunds }) =>
            people.payOut(
              payer,
              number,
              Array.from({ length: refunds }, (_, index) => reference(number, index)),
            ),
          ),
        );

      await Promise.all(lives.map((life) => liveThrough({ db: desk.db, people, deciders }, life)));
      await desk.quiet();
      settled = await readLedgers(desk.db);
      await payOut(payouts.filter(({ failsAtFirst }) => failsAtFirst !== true));
      for (const { number } of failing) await people.failToPayOut(payer, number, 'account closed');
      await desk.quiet();
      partlyPaid = await readLedgers(desk.db);
      for (const { number } of failing) await people.tryPayoutAgain(payer, number);
      await payOut(failing);
      await desk.quiet();
    }, WHOLE_JOURNEY_MS);
    afterAll(() => desk.close());

    const requestsOf = (number: string) =>
      desk.db.prisma.request.findMany({
        where: { cancellation: { order: { number } } },
        include: {
          requestedBy: true,
          steps: { orderBy: { position: 'asc' }, include: { decision: { include: { member: true } } } },
        },
        orderBy: { id: 'asc' },
      });

    it.each(lives)('$number, $story, ends as people decided', async (life) => {
      const requests = await requestsOf(life.number);
      expect(requests.map(({ state }) => state)).toEqual(STORIES[life.story]);
      expect(requests.map(({ previousId }) => previousId)).toEqual([
        null,
        ...requests.slice(0, -1).map(({ id }) => id),
      ]);
      for (const { requestedBy, steps } of requests) {
        expect(requestedBy.email).toBe(life.owner);
        expect(steps.map(({ role }) => role)).toEqual(life.decidedBy);
      }
      const order = await desk.db.prisma.order.findUniqueOrThrow({ where: { number: life.number } });
      expect(order.status === 'cancelled').toBe(cancelled.has(life.number));
    });

    it('every order that is cancelled was approved by the people whom the policy names, each once (A1, A2, A7)', async () => {
      for (const life of lives.filter(({ number }) => cancelled.has(number))) {
        const [last] = (await requestsOf(life.number)).slice(-1);
        const decisions = last?.steps.map(({ decision }) => decision?.member.email);
        const wanted = life.decidedBy.map((role) => deciderOf(deciders, life, role));
        if (life.story !== 'two decide at once') expect(decisions, life.number).toEqual(wanted);
        else expect(deciders.manager).toContain(decisions?.[0]);
      }
    });

    it('when all is settled, each shelf, reservation and account is as calculated, and all refunds are owed (S1, S5, S8, M2)', () => {
      const notPaidOut = new Set(payouts.map(({ number }) => number));
      expect(settled).toEqual(expectedLedgers(folder, { ...happened, notPaidOut }));
    });

    it('a refund that could not be paid is still owed, and the others have left the bank (M5)', () => {
      const notPaidOut = new Set(failing.map(({ number }) => number));
      expect(partlyPaid).toEqual(expectedLedgers(folder, { ...happened, notPaidOut }));
    });

    it('in the end everything is paid back, and each shelf, reservation and account is as calculated', async () => {
      expect(await readLedgers(desk.db)).toEqual(expectedLedgers(folder, happened));
    });

    it('each refund has as many tries as it was tried, a fourth part of them one more', async () => {
      const refunds = await desk.db.prisma.refund.findMany({ include: { attempts: true } });
      expect(refunds).toHaveLength(payouts.reduce((sum, { refunds: some }) => sum + some, 0));
      const failed = refunds.filter(({ attempts }) => attempts.some(({ state }) => state === 'failed'));
      expect(failed).toHaveLength(refunds.length / 4);
      for (const { attempts } of refunds)
        expect(attempts.filter(({ state }) => state === 'succeeded')).toHaveLength(1);
      expect(refunds.flatMap(({ attempts }) => attempts)).toHaveLength(refunds.length + failed.length);
    });

    it('every invariant holds', async () => {
      expect(await desk.broken()).toEqual([]);
    });

    it('each customer with an address whose order is cancelled was written to once, and nobody else (C4)', async () => {
      const orders = await desk.db.prisma.order.findMany({
        where: { number: { in: [...cancelled] }, customer: { email: { not: null } } },
        include: { customer: true },
      });
      const written = desk.mailbox.messages().map(({ to, subject }) => `${to.join()} ${subject}`);
      expect(written).toHaveLength(orders.length);
      for (const { number, customer } of orders)
        expect(
          written.filter((one) => one.startsWith(customer?.email ?? '-') && one.includes(number)),
        ).toHaveLength(1);
    });

    it('every card shows how it ended, without a button to decide (K4)', () => {
      const cards = desk
        .as(deciders.manager[0] ?? '')
        .messages('order-approvals')
        .map(read);
      for (const { number, decidedBy, story: told } of lives) {
        const own = cards.filter((card) => card.includes(`Cancel ${number}?`));
        expect(own, number).toHaveLength(decidedBy.length === 0 ? 0 : STORIES[told].length);
        for (const card of own) expect(card).not.toMatch(/Waits for|Approve$/m);
      }
    });

    it('two who decided in the same moment both know who did', async () => {
      const [life] = lives.filter(({ story: told }) => told === 'two decide at once');
      const both = deciders.manager.filter((email) => email !== life?.owner);
      await waitFor(() =>
        both.some((email) =>
          desk
            .as(email)
            .messages('order-approvals')
            .some((message) => read(message).includes('Nothing was changed by your click')),
        ),
      );
    });

    it('nothing was posted that calls everybody, and Slack was asked nothing that it does not know', () => {
      expect(desk.sandbox.control.everybodyCalls()).toEqual([]);
      expect(desk.sandbox.control.unknownCalls()).toEqual([]);
    });
  });
};
