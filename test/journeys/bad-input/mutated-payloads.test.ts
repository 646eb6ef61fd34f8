import { createServer, type Server } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SignedHttp } from '../../../src/sandbox/delivery/signed-http.js';
import { submitForm } from '../../support/cancel-journey.js';
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
/** What the run is made of; named in the titles, so that it can be asked for again. */
const SEED = Number(process.env.COUNTERMAND_MUTATIONS_SEED ?? Date.now() % 1_000_000);
/** So many are under way at once, as on a busy morning. */
const BATCH = 25;
/** Bounds the run only: far above what the slowest machine needs for one payload. */
const TIMEOUT_MS = 60_000 + RUNS * 500;

let desk: BusyDesk;
let recorded: readonly SlackPayload[];
let foreignIds: readonly string[];
let server: Server | undefined;
let http: SignedHttp | undefined;

/** One of each: commands, clicks, choices, forms, closed windows, Home, both kinds of shortcut. */
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
  await submitForm(sam, { 'cancel.asked-by': 'company', 'cancel.reason': 'other', 'cancel.note': 'moved' });
  await modalSaying(sam, 'This is what will happen');
  await sam.clickInModal('cancel.back');
  await modalSaying(sam, 'What cancelling does');
  await sam.submit();
  await modalSaying(sam, 'This is what will happen');
  await sam.submit();
  await modalSaying(sam, 'is asked for');
  const rejected = await askedFor(desk, { quantity: 30 });
  await toldAfter(desk, 'mia@example.com', () => mia.click(rejected.card, 'request.reject'), /Reject SO-/);
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
  await mia.messageShortcut('find-in-message', desk.asked.card);
  await modalSaying(mia, desk.asked.number);
  await mia.close(true);
  await ida.openHome();
  await desk.quiet();
  const payloads: SlackPayload[] = desk.sandbox.control.deliveries().map(({ envelope }) => envelope.payload);
  return [
    ...payloads,
    ...payloads.filter(({ type }) => type === 'block_actions').map(asSuggestion),
    ...payloads.filter(({ type }) => type === 'view_submission').map(asClosed),
  ];
};

/** What Slack says of a window that was closed; no view of ours asks for it. */
const asClosed = (payload: SlackPayload): SlackPayload => ({
  ...payload,
  type: 'view_closed',
  is_cleared: false,
});

/** What Slack asks while somebody types into a list that the app fills; no form of ours has one. */
const asSuggestion = ({ actions, ...payload }: SlackPayload): SlackPayload => ({
  ...payload,
  ...Object(Array.isArray(actions) ? actions[0] : undefined),
  type: 'block_suggestion',
  value: 'acme',
});

/** The kinds that Slack sends, each by what tells it apart. */
const KINDS: Readonly<Record<string, (payload: SlackPayload) => boolean>> = {
  command: (payload) => payload.command !== undefined,
  ...Object.fromEntries(
    ['block_actions', 'view_submission', 'view_closed', 'shortcut', 'message_action', 'block_suggestion'].map(
      (type) => [type, (payload: SlackPayload) => payload.type === type],
    ),
  ),
  event: (payload) => payload.event !== undefined,
};

/** Over HTTP, where the run is asked to take that way: as Slack does, signed. */
const openHttp = async (): Promise<void> => {
  const { handle } = desk.slack;
  if (handle === undefined) return;
  server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  http = new SignedHttp({
    requestUrl: `http://127.0.0.1:${port}/slack/events`,
    signingSecret: () => desk.sandbox.credentials.signingSecret,
    now: Date.now,
  });
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
  await openHttp();
}, 240_000);
afterAll(async () => {
  server?.close();
  server?.closeAllConnections();
  await desk.close();
});

/** Hands a payload over as the transport does, and gives back how often it was acknowledged. */
const handOver = async (body: SlackPayload): Promise<number> => {
  if (http !== undefined) return handOverSigned(http, body);
  let acknowledged = 0;
  await desk.slack.app.processEvent({
    body: { ...body },
    ack: async () => {
      acknowledged += 1;
    },
  });
  return acknowledged;
};

const handOverSigned = async (transport: SignedHttp, payload: SlackPayload): Promise<number> => {
  const kind =
    payload.event !== undefined
      ? 'events_api'
      : payload.command !== undefined
        ? 'slash_commands'
        : 'interactive';
  // The machine may be slow with so many at once; that each is answered in time is another test's.
  const attempt = { number: 0, reason: null };
  const envelope = { id: '', kind, payload, acceptsResponse: true } as const;
  const receipt = await transport.send(envelope, attempt, 30_000);
  // The same payload twice within a second is a replay, and answered as one.
  return receipt.kind === 'acknowledged' || (receipt.kind === 'refused' && receipt.status === 409) ? 1 : 0;
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

const BATCHES = { numRuns: Math.ceil(RUNS / BATCH), seed: SEED, endOnFailure: true };
const batchOf = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(one, { minLength: BATCH, maxLength: BATCH });
/** Every kind as often as any other, however often it was recorded. */
const anyPayload = () =>
  fc.oneof(...Object.values(KINDS).map((isOne) => fc.constantFrom(...recorded.filter(isOne))));
const someMutations = (least: number) => fc.array(mutation(foreignIds), { minLength: least, maxLength: 3 });

/** Triggers one after the other, then all at once. */
const handOverAll = async (
  batch: readonly (readonly [SlackPayload, (payload: SlackPayload) => SlackPayload])[],
): Promise<void> => {
  const bodies: [SlackPayload, SlackPayload][] = [];
  for (const [payload, change] of batch) bodies.push([payload, change(await freshTrigger(payload))]);
  await Promise.all(bodies.map(async ([payload, body]) => expectAcknowledged(payload, await handOver(body))));
};

describe('a payload that Slack would not send', () => {
  it('is a change of one of every kind that Slack does send', () => {
    expect(Object.keys(KINDS).filter((kind) => !recorded.some((payload) => KINDS[kind]?.(payload)))).toEqual(
      [],
    );
  });

  it(
    `is acknowledged and breaks nothing, whatever is wrong with it, ${RUNS} times (seed ${SEED})`,
    async () => {
      await fc.assert(
        fc.asyncProperty(batchOf(fc.tuple(anyPayload(), someMutations(1))), (batch) =>
          handOverAll(batch.map(([payload, mutations]) => [payload, (fresh) => mutated(fresh, mutations)])),
        ),
        BATCHES,
      );
      await desk.quiet();
      expect(desk.slack.health()).toEqual({ ok: true });
      expect(await desk.broken()).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    `changes nothing when it comes from somebody without any right, ${RUNS} times (K3, seed ${SEED})`,
    async () => {
      await desk.quiet();
      const before = await whatStands(desk.db);
      const powerless = ['nobody', 'ole', 'will'].map((name) => desk.as(`${name}@example.com`).id);
      const who = fc.constantFrom(...powerless, 'U0000000000', 'T', '');
      await fc.assert(
        fc.asyncProperty(batchOf(fc.tuple(anyPayload(), someMutations(0), who)), async (batch) => {
          await handOverAll(
            batch.map(([payload, mutations, id]) => [
              payload,
              (fresh) => actedBy(mutated(fresh, mutations), id),
            ]),
          );
          expect(await whatStands(desk.db)).toEqual(before);
        }),
        BATCHES,
      );
    },
    TIMEOUT_MS,
  );
});
