import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ApiFault } from '../../src/sandbox/faults/api-faults.js';
import { read } from '../support/slack-desk.js';
import { placeOrder, seedCompany } from '../support/small-company.js';
import { waitFor } from '../support/wait-for.js';
import { openWorkingDesk, QUICK, type WorkingDesk } from '../support/working-desk.js';

let desk: WorkingDesk;
beforeAll(async () => {
  // A try is under way for longer than a call to Slack may take.
  const pace = { ...QUICK, delivery: { ...QUICK.delivery, leaseMs: 30_000 } };
  desk = await openWorkingDesk({ seed: seedCompany, pace });
}, 120_000);
afterEach(() => desk.sandbox.control.clearFaults());
afterAll(() => desk.close());

/** Everything that the bot has posted and that stands, wherever it is. */
const standing = () => {
  const { control } = desk.sandbox;
  return control
    .channels()
    .flatMap(({ id }) => control.allMessages(id))
    .filter((message) => message.byApp && message.ephemeralTo === null && message.deletedAt === null);
};

const timesPosted = (deliveryId: string): number =>
  standing().filter(({ versions }) => JSON.stringify(versions.at(-1)?.blocks).includes(`"${deliveryId}"`))
    .length;

const cancelled = async (): Promise<{ number: string; requestId: string }> => {
  const number = await placeOrder(desk.db, { quantity: 30 });
  const requested = await desk.request(number, 'sam@example.com');
  if (!requested.ok) throw new Error(JSON.stringify(requested.refusals));
  const { requestId } = requested.value;
  // Decided only when everybody was asked, so that every message has to arrive.
  await desk.quiet();
  const decided = await desk.decide(requestId, 'mia@example.com');
  if (!decided.ok) throw new Error(JSON.stringify(decided.refusals));
  await waitFor(async () => (await desk.view(requestId))?.state === 'done', { timeoutMs: 45_000 });
  await desk.quiet();
  return { number, requestId };
};

const TROUBLES: readonly (readonly [string, ApiFault])[] = [
  // First, since people are remembered for minutes.
  ['nobody can be looked up (500)', { method: 'users.info', kind: 'status', status: 500, times: 2 }],
  [
    'a post is too much (429)',
    { method: 'chat.postMessage', kind: 'rate-limited', retryAfterSeconds: 1, times: 2 },
  ],
  ['a post breaks down (500)', { method: 'chat.postMessage', kind: 'status', status: 500, times: 3 }],
  ['a post is not taken, and the line is cut', { method: 'chat.postMessage', kind: 'drop', times: 3 }],
  ['a post is taken, and the answer is lost', { method: 'chat.postMessage', kind: 'drop-after', times: 4 }],
  [
    'a post is taken, and nobody ever answers',
    { method: 'chat.postMessage', kind: 'silent-after', times: 1 },
  ],
  [
    'looking for a post breaks down too',
    { method: 'conversations.history', kind: 'status', status: 500, times: 2 },
  ],
  [
    'a redraw is too much (429)',
    { method: 'chat.update', kind: 'rate-limited', retryAfterSeconds: 1, times: 2 },
  ],
  ['a redraw breaks down (500)', { method: 'chat.update', kind: 'status', status: 500, times: 3 }],
  ['a redraw is done, and the answer is lost', { method: 'chat.update', kind: 'drop-after', times: 3 }],
  [
    'a conversation is too much (429)',
    { method: 'conversations.open', kind: 'rate-limited', retryAfterSeconds: 1, times: 2 },
  ],
  [
    'a conversation breaks down (500)',
    { method: 'conversations.open', kind: 'status', status: 500, times: 2 },
  ],
  [
    'a conversation is opened, and the answer is lost',
    { method: 'conversations.open', kind: 'drop-after', times: 2 },
  ],
];

describe('everybody is told once, and every copy is drawn to its end, although (C4, K4)', () => {
  it.each(TROUBLES)(
    '%s',
    async (_what, fault) => {
      desk.sandbox.control.addFault(fault);
      if (fault.method === 'conversations.history')
        desk.sandbox.control.addFault({ method: 'chat.postMessage', kind: 'drop-after', times: 2 });
      const { requestId } = await cancelled();
      expect(desk.sandbox.control.faults(), 'faults that nobody met').toEqual([]);
      const deliveries = await desk.db.prisma.delivery.findMany({ where: { requestId } });
      expect(deliveries.length).toBeGreaterThan(3);
      for (const { id, kind, state, maybeRepeated } of deliveries) {
        expect({ kind, state, maybeRepeated }).toEqual({ kind, state: 'sent', maybeRepeated: false });
        expect({ kind, times: timesPosted(id) }).toEqual({ kind, times: 1 });
      }
      const refs = await desk.db.prisma.messageRef.findMany({ where: { requestId } });
      expect(refs.length).toBeGreaterThan(1);
      for (const { channel, ts, kind } of refs) {
        const copy = standing().find((message) => message.channel === channel && message.ts === ts);
        if (kind !== 'ops-step') expect(read(copy)).not.toContain('Reject…');
      }
      expect(await desk.broken()).toEqual([]);
    },
    120_000,
  );
});

describe('connections that break', () => {
  it('in the middle of clicks lose no decision and make none twice (A7, K1)', async () => {
    const { control } = desk.sandbox;
    const mia = desk.as('mia@example.com');
    for (let round = 0; round < 5; round += 1) {
      const number = await placeOrder(desk.db, { quantity: 30 });
      const requested = await desk.request(number, 'sam@example.com');
      const requestId = requested.ok ? requested.value.requestId : '';
      const card = await desk.saying('order-approvals', 'mia@example.com', `Cancel ${number}?`);
      const clicked = mia.click(card, 'request.approve');
      if (round % 2 === 0) control.cutConnections();
      else control.requestDisconnect('refresh_requested');
      await clicked;
      await waitFor(() => control.connections > 0, { what: 'a new connection', timeoutMs: 30_000 });
      // Whoever saw an error clicks again.
      if ((await desk.view(requestId))?.state === 'pending') await mia.click(card, 'request.approve');
      await waitFor(async () => (await desk.view(requestId))?.state === 'done', { timeoutMs: 45_000 });
      expect(await desk.db.prisma.decision.count({ where: { requestId } })).toBe(1);
      expect(await desk.db.prisma.execution.count({ where: { requestId } })).toBe(1);
    }
    await desk.quiet();
    expect(desk.slack.health()).toEqual({ ok: true });
    expect(await desk.broken()).toEqual([]);
  }, 240_000);
});
