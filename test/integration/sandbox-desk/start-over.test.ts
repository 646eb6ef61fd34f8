import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemo } from '../../../src/features/demo/load-demo.js';
import { systemClock } from '../../../src/kernel/clock.js';
import type { Glance } from '../../../src/sandbox/desk-port.js';
import { importSecondCompany } from '../../support/cancel-journey.js';
import { operate } from '../../support/sandbox/operate.js';
import { read } from '../../support/slack-desk.js';
import { waitFor } from '../../support/wait-for.js';
import { openWorkingDesk, type WorkingDesk } from '../../support/working-desk.js';

/** An order that can be cancelled, and whose it is. */
const openOrder = (desk: WorkingDesk) =>
  desk.db.prisma.order.findFirstOrThrow({
    where: { kind: 'sales', status: 'new', payments: { some: {} } },
    include: { owner: true },
    orderBy: { number: 'desc' },
  });

/** The demo company's own past leaves this one to whoever takes the tour. */
const UNTOUCHED = 'SO-1068';

/** The owner asks, and waits for the card. */
const ask = async (desk: WorkingDesk, everybody: string) => {
  const order = await openOrder(desk);
  const asked = await desk.request(order.number, order.owner.email);
  if (!asked.ok) throw new Error(JSON.stringify(asked));
  await desk.saying('order-approvals', everybody, order.number);
  return { number: order.number, requestId: asked.value.requestId };
};

const glanceAt = async (desk: WorkingDesk) => (await operate<Glance>(desk.sandbox, 'glance')).body;

/** One execution of the demo company's past waits for a person; everything else goes on by itself. */
const nothingOnItsWay = (desk: WorkingDesk) =>
  waitFor(
    async () => {
      const { outbox, deliveries } = await glanceAt(desk);
      return outbox.count + deliveries.due.count + deliveries.retrying.count + deliveries.unknown.count === 0;
    },
    { what: 'nothing to be on its way', timeoutMs: 60_000 },
  );

describe('starting over with the demo company', () => {
  const ada = 'ada.admin@demo.example';
  let desk: WorkingDesk;
  beforeAll(async () => {
    desk = await openWorkingDesk({
      seed: async (db) => {
        await loadDemo(db, systemClock);
      },
    });
  });
  afterAll(() => desk.close());

  it('shows at a glance what waits, and for how long', async () => {
    expect(await glanceAt(desk)).toMatchObject({
      requests: { pending: { count: 0 } },
      executions: { count: 0, first: [] },
      jobs: { backend: 'postgres' },
    });
    desk.sandbox.control.addFault({ method: 'chat.postMessage', kind: 'status', status: 500 });
    const order = await openOrder(desk);
    await desk.request(order.number, order.owner.email);
    // A 500 may come from a Slack that did what it was asked: nobody knows.
    const glance = await waitFor(
      async () => [await glanceAt(desk)].find(({ deliveries }) => deliveries.unknown.count > 0),
      { what: 'a delivery whose outcome is unknown' },
    );
    expect(glance.requests.pending.count).toBe(1);
    expect(glance.deliveries.unknown.oldestMs).toBeGreaterThan(0);
    expect(glance.events[0]).toMatchObject({
      type: 'request.created',
      order: order.number,
      followedUp: true,
    });
  });

  it('goes back to its first day while a request is being carried out, and nothing of it is left', async () => {
    desk.sandbox.control.clearFaults();
    const sara = 'sara.lindholm@demo.example';
    const ask = async (): Promise<string> => {
      const asked = await desk.request(UNTOUCHED, sara);
      if (!asked.ok) throw new Error(JSON.stringify(asked));
      await desk.saying('order-approvals', ada, UNTOUCHED);
      return asked.value.requestId;
    };
    const requestId = await ask();
    await operate(desk.sandbox, 'invite', {
      name: 'Ina Vited',
      email: 'ina@elsewhere.example',
      locale: 'en-US',
      timezone: 'Europe/Berlin',
      member: { department: 'Finance', roles: ['admin'] },
    });
    // Slack says nothing any more, so that messages are under way when it happens.
    desk.sandbox.control.addFault({ method: '*', kind: 'no-answer' });
    await desk.decide(requestId, 'marco.rossi@demo.example');
    if ((await desk.view(requestId))?.state === 'pending')
      await desk.decide(requestId, 'fiona.grant@demo.example');

    expect(await operate(desk.sandbox, 'start-over')).toMatchObject({ status: 200 });

    expect(await desk.view(requestId)).toBeNull();
    expect(await desk.db.prisma.order.findUniqueOrThrow({ where: { number: UNTOUCHED } })).toMatchObject({
      status: 'new',
      cancelledAt: null,
    });
    expect(desk.sandbox.control.users().map(({ email }) => email)).not.toContain('ina@elsewhere.example');
    expect(await desk.db.prisma.member.count({ where: { email: 'ina@elsewhere.example' } })).toBe(0);
    expect(desk.sandbox.control.faults()).toEqual([]);
    await nothingOnItsWay(desk);
    expect(desk.as(ada).messages('order-approvals').map(read).join()).not.toContain(UNTOUCHED);
    expect(await desk.broken()).toEqual([]);

    // And it works: Sara is known again, and asks for the same order.
    await desk.as(sara).command(`/order ${UNTOUCHED}`, 'general');
    await desk.saying('general', sara, UNTOUCHED);
    await ask();
    await nothingOnItsWay(desk);
    expect(await desk.broken()).toEqual([]);
  }, 240_000);
});

describe('starting over with a company of one’s own', () => {
  it('keeps the company and posts anew what somebody has to decide', async () => {
    const desk = await openWorkingDesk({ seed: importSecondCompany });
    try {
      const anybody = 'anna.holt@brightwater.example';
      const asked = await ask(desk, anybody);
      await desk.quiet();
      const card = desk.as(anybody).messages('order-approvals').at(-1);
      await operate(desk.sandbox, 'start-over');
      const again = await desk.saying('order-approvals', anybody, asked.number);
      expect(again.ts).not.toBe(card?.ts);
      expect(read(again)).toBe(read(card));
      await desk.quiet();
      // The new card is alive: it shows what becomes of the request.
      const view = await desk.view(asked.requestId);
      expect(view?.state).toBe('pending');
      expect(await desk.db.prisma.request.count()).toBe(1);
      expect(await desk.broken()).toEqual([]);
    } finally {
      await desk.close();
    }
  });
});
