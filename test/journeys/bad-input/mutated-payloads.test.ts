import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modalSaying } from '../../support/slack-desk.js';
import {
  askedFor,
  type BusyDesk,
  cancelledWithRefund,
  openBusyDesk,
  toldAfter,
  toldInForm,
} from './busy-desk.js';
import { mutated, mutation, type SlackPayload } from './mutations.js';
import { whatStands } from './what-stands.js';

/** How many payloads each property tries; COUNTERMAND_MUTATIONS asks for more. */
const RUNS = Number(process.env.COUNTERMAND_MUTATIONS ?? 250);
/** Bounds the run only: far above what the slowest machine needs for one payload. */
const TIMEOUT_MS = 60_000 + RUNS * 1_000;

let desk: BusyDesk;
let recorded: readonly SlackPayload[];
let foreignIds: readonly string[];

/** One of each: commands, clicks, choices, forms, Home, shortcut. */
const record = async (): Promise<readonly SlackPayload[]> => {
  const [sam, mia, fay, ida] = ['sam', 'mia', 'fay', 'ida'].map((name) => desk.as(`${name}@example.com`));
  if (!sam || !mia || !fay || !ida) throw new Error('nobody is there');
  for (const text of ['', desk.untouched, 'find acme', 'pending', `history ${desk.owed.number}`])
    await sam.command(`/order ${text}`, 'general');
  await sam.shortcut('look-up-order');
  await modalSaying(sam, 'Order number, customer or SKU');
  await sam.submit({ 'look-up.words': 'acme' });
  await modalSaying(sam, 'orders contain');
  await sam.clickInModal('order.show');
  await modalSaying(sam, 'Widget');
  await sam.clickInModal('order.history');
  await sam.close(true);
  await sam.command(`/order cancel ${desk.untouched}`, 'general');
  await modalSaying(sam, 'What cancelling does');
  await sam.submit({ 'cancel.asked-by': 'company', 'cancel.reason': 'other', 'cancel.note': 'moved' });
  await modalSaying(sam, 'This is what will happen');
  await sam.clickInModal('cancel.back');
  await modalSaying(sam, 'What cancelling does');
  await sam.submit();
  await modalSaying(sam, 'This is what will happen');
  await sam.submit();
  await modalSaying(sam, 'is asked for');
  const rejected = await askedFor(desk, { quantity: 30 });
  await toldAfter(desk, 'mia@example.com', () => mia.click(rejected.card, 'request.reject'), /Reject the/);
  await toldInForm(desk, 'mia@example.com', { 'request.reject-reason': 'no' }, /Rejected\./);
  const { payout } = await cancelledWithRefund(desk);
  await toldAfter(desk, 'fay@example.com', () => fay.click(payout, 'payout.unpaid'), /Why it could/);
  await toldInForm(desk, 'fay@example.com', { 'payout.text': 'closed' }, /Recorded\./);
  await desk.quiet();
  await toldAfter(desk, 'fay@example.com', () => fay.click(payout, 'payout.try-again'), /open again/);
  await desk.quiet();
  await toldAfter(desk, 'fay@example.com', () => fay.click(payout, 'payout.paid'), /Reference/);
  await toldInForm(desk, 'fay@example.com', { 'payout.text': 'SEPA-1' }, /Recorded as paid/);
  await toldAfter(desk, 'mia@example.com', () => mia.click(desk.asked.card, 'request.approve'), /Approved/);
  await ida.openHome();
  await desk.quiet();
  return desk.sandbox.control.deliveries().map(({ envelope }) => envelope.payload);
};

beforeAll(async () => {
  desk = await openBusyDesk();
  desk.sandbox.control.addPerson({ email: 'nobody@example.com', name: 'No Body' });
  recorded = await record();
  const others = ['mia', 'fay', 'max', 'ole', 'nobody', 'will'].map(
    (name) => desk.as(`${name}@example.com`).id,
  );
  const fresh = await askedFor(desk, { quantity: 30, paid: 4_000n });
  foreignIds = [...others, desk.owed.requestId, fresh.requestId, fresh.number, 'C0000000000', 'V0000000000'];
  await desk.quiet();
}, 240_000);
afterAll(() => desk.close());

/** Hands a payload over as both transports do, and gives back how often it was acknowledged. */
const handOver = async (body: object): Promise<number> => {
  let acknowledged = 0;
  await desk.slack.app.processEvent({
    body: { ...body },
    ack: async () => {
      acknowledged += 1;
    },
  });
  return acknowledged;
};

/** Once; an event of the workspace that could not be read may also be left, and Slack sends it again. */
const expectAcknowledged = (payload: SlackPayload, times: number): void => {
  expect(times).toBeLessThanOrEqual(1);
  if (!('event' in payload)) expect(times).toBe(1);
};

/** A trigger that is good for three seconds, as a real click would bring one. */
const freshTrigger = async (payload: SlackPayload): Promise<SlackPayload> => {
  if (payload.type !== 'block_actions' && payload.command === undefined) return payload;
  await desk.as('nobody@example.com').command('/order help', 'general');
  const trigger = desk.sandbox.control.deliveries().at(-1)?.envelope.payload.trigger_id;
  return { ...payload, trigger_id: trigger };
};

/** The same payload as somebody else's. */
const actedBy = (payload: SlackPayload, id: string): SlackPayload => {
  const { user, event } = payload;
  const inside = (part: unknown, change: object): object => ({ ...Object(part), ...change });
  return {
    ...payload,
    ...('user_id' in payload ? { user_id: id } : {}),
    ...('user' in payload ? { user: inside(user, { id }) } : {}),
    ...('event' in payload ? { event: inside(event, { user: id }) } : {}),
  };
};

const anyPayload = () => fc.constantFrom(...recorded);
const someMutations = (least: number) => fc.array(mutation(foreignIds), { minLength: least, maxLength: 3 });
const settings = { numRuns: RUNS, endOnFailure: true };

describe('a payload that Slack would not send', () => {
  it(
    `is acknowledged and breaks nothing, whatever is wrong with it, ${RUNS} times`,
    async () => {
      await fc.assert(
        fc.asyncProperty(anyPayload(), someMutations(1), async (payload, mutations) => {
          const body = mutated(await freshTrigger(payload), mutations);
          // What happened in the workspace is acknowledged only when it could be read; Slack sends it again otherwise.
          expectAcknowledged(payload, await handOver(body));
        }),
        settings,
      );
      await desk.quiet();
      expect(desk.slack.health()).toEqual({ ok: true });
      expect(await desk.broken()).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    `changes nothing when it comes from somebody without any right, ${RUNS} times (K3)`,
    async () => {
      await desk.quiet();
      const before = await whatStands(desk.db);
      const powerless = ['nobody', 'ole', 'will'].map((name) => desk.as(`${name}@example.com`).id);
      await fc.assert(
        fc.asyncProperty(
          anyPayload(),
          someMutations(0),
          fc.constantFrom(...powerless, 'U0000000000', 'T', ''),
          async (payload, mutations, id) => {
            const body = actedBy(mutated(await freshTrigger(payload), mutations), id);
            expectAcknowledged(payload, await handOver(body));
            expect(await whatStands(desk.db)).toEqual(before);
          },
        ),
        settings,
      );
    },
    TIMEOUT_MS,
  );
});
