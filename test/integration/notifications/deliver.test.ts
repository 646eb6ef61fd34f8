import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDeliveries } from '../../../src/features/notifications/create-deliveries.js';
import { deliver } from '../../../src/features/notifications/deliver.js';
import type { Message, Recipient } from '../../../src/features/notifications/messages.js';
import { readWaitingMessages } from '../../../src/features/notifications/read-waiting-messages.js';
import { redrawCards } from '../../../src/features/notifications/redraw-cards.js';
import { inTransaction } from '../../../src/platform/db/in-transaction.js';
import type { Desk } from '../../support/desk.js';
import { at, openCompany } from '../../support/notifications/company.js';
import { openPostOffice, type PostOffice } from '../../support/notifications/post-office.js';
import { waitFor } from '../../support/wait-for.js';

let desk: Desk;
let office: PostOffice;
let requestId: string;
let facts = 0;

const ops: Recipient = { to: 'channel', purpose: 'order-ops' };
const card: Message = { kind: 'approval-card', payload: {} };

/** Records one message of its own fact, and answers its id. */
const record = async (
  message: Message = card,
  recipient: Recipient = ops,
  fact?: string,
): Promise<string> => {
  facts += 1;
  const [made] = await inTransaction(desk.db, (tx) =>
    createDeliveries(tx, [{ ...message, recipient, fact: fact ?? `fact ${facts}`, requestId }], office.now()),
  );
  return made?.id ?? 'not new';
};

beforeAll(async () => {
  desk = await openCompany();
  const asked = await desk.request('BIG-1', at('sam'));
  if (!asked.ok) throw new Error(JSON.stringify(asked.refusals));
  requestId = asked.value.requestId;
});
beforeEach(() => {
  office = openPostOffice(desk.db);
});
afterAll(() => desk.close());

describe('a message to one recipient about one fact', () => {
  it('is recorded once, however often the fact comes', async () => {
    await record(card, ops, 'the same');
    expect(await record(card, ops, 'the same')).toBe('not new');
    expect(await record(card, { to: 'channel', purpose: 'order-approvals' }, 'the same')).not.toBe('not new');
  });

  it('is not there when the transaction of its fact fails, and is sent after the commit only (C4)', async () => {
    const before = await desk.db.prisma.delivery.count();
    const failing = inTransaction(desk.db, async (tx) => {
      await createDeliveries(tx, [{ ...card, recipient: ops, fact: 'fails', requestId }], office.now());
      throw new Error('the action failed');
    });
    await expect(failing).rejects.toThrow('the action failed');
    expect(await desk.db.prisma.delivery.count()).toBe(before);
    expect(office.slack.posts).toHaveLength(0);
  });

  it('is posted once, when two workers try it at the same time and a third later (C4)', async () => {
    const id = await record();
    await Promise.all([office.try(id), office.try(id)]);
    office.pass(120_000);
    await office.try(id);
    expect(office.slack.posts).toHaveLength(1);
    expect(await office.row(id)).toMatchObject({ state: 'sent', attempts: 1, maybeRepeated: false });
  });

  it('is never sent while a database transaction is open (M12)', async () => {
    const id = await record();
    const inside = inTransaction(desk.db, () => office.try(id));
    await expect(inside).rejects.toMatchObject({ code: 'network-in-transaction' });
    expect(office.slack.calls).toHaveLength(0);
  });

  it('remembers where it stands and which version of the request it shows', async () => {
    const id = await record();
    await office.try(id);
    const { version } = await desk.db.prisma.request.findUniqueOrThrow({ where: { id: requestId } });
    const reference = await desk.db.prisma.messageRef.findUniqueOrThrow({ where: { deliveryId: id } });
    const { channel, ts } = office.slack.posts[0] ?? {};
    expect(reference).toMatchObject({ channel, ts, kind: 'approval-card', shownVersion: version });
  });
});

describe('a message whose outcome is unknown', () => {
  it('is found and not repeated when Slack had posted it (C4)', async () => {
    const id = await record();
    office.slack.trouble('drop-answer');
    await office.try(id);
    expect(await office.row(id)).toMatchObject({ state: 'unknown' });
    expect(await office.until(id)).toBe('sent');
    expect(office.slack.posts).toHaveLength(1);
    expect(await office.row(id)).toMatchObject({ state: 'sent', maybeRepeated: false });
    expect(await desk.db.prisma.messageRef.count({ where: { deliveryId: id } })).toBe(1);
  });

  it('is drawn again as soon as it is found, since it shows what was true when it was posted (K4)', async () => {
    const id = await record();
    const { version } = await desk.db.prisma.request.findUniqueOrThrow({ where: { id: requestId } });
    office.slack.draw = async () => 'old';
    office.slack.trouble('drop-answer');
    await office.try(id);
    await inTransaction(desk.db, (tx) => redrawCards(tx, requestId));
    office.slack.draw = async () => 'new';
    expect(await office.until(id)).toBe('sent');
    expect(office.slack.posts.map(({ shown }) => shown)).toEqual([['old', 'new']]);
    expect(await desk.db.prisma.messageRef.findUnique({ where: { deliveryId: id } })).toMatchObject({
      shownVersion: version + 1,
    });
  });

  it('is repeated when Slack does not have it', async () => {
    const id = await record();
    office.slack.trouble('drop-request');
    expect(await office.until(id)).toBe('sent');
    expect(office.slack.calls).toEqual(['send', 'find', 'send']);
    expect(await office.row(id)).toMatchObject({ maybeRepeated: false, attempts: 2 });
  });

  it('is repeated and marked as possibly standing twice where looking is not allowed', async () => {
    const id = await record();
    office.slack.trouble('drop-answer', 'no-scope');
    expect(await office.until(id)).toBe('sent');
    expect(office.slack.posts).toHaveLength(2);
    expect(await office.row(id)).toMatchObject({ state: 'sent', maybeRepeated: true });
  });

  it('is not repeated while Slack cannot be asked', async () => {
    const id = await record();
    office.slack.trouble('drop-answer', 'rate-limited', 'unreachable');
    expect(await office.until(id)).toBe('sent');
    expect(office.slack.calls).toEqual(['send', 'find', 'find', 'find', 'update']);
    expect(office.slack.posts).toHaveLength(1);
  });

  it('is looked for by the next worker when the one that posted it is gone, and that one changes nothing later (C3, C4)', async () => {
    const id = await record();
    const post = office.slack.send.bind(office.slack);
    let wake = (): void => undefined;
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    office.slack.send = async (message) => {
      const outcome = await post(message);
      await asleep;
      return outcome;
    };
    const lost = office.try(id);
    await waitFor(() => office.slack.posts.length === 1);
    office.pass(office.work.options.leaseMs);
    expect(await office.try(id)).toEqual({ done: 'sent' });
    const row = await office.row(id);
    wake();
    await lost;
    expect(office.slack.calls).toEqual(['send', 'find', 'update']);
    expect(await office.row(id)).toEqual(row);
    expect(await desk.db.prisma.messageRef.count({ where: { deliveryId: id } })).toBe(1);
  });

  it('counts as unknown when the sender itself breaks', async () => {
    const id = await record();
    office.slack.trouble('throw');
    await office.try(id);
    expect(await office.row(id)).toMatchObject({ state: 'unknown', lastError: 'a mistake in a card' });
    expect(await office.until(id)).toBe('sent');
  });
});

describe('a message that does not go out', () => {
  it('waits as long as Slack asks, with everything else for that channel, and it counts as no try', async () => {
    const [id, next] = [await record(), await record()];
    const other = await record(card, { to: 'channel', purpose: 'order-approvals' });
    office.slack.trouble('rate-limited');
    await office.try(id);
    const until = new Date(office.now().getTime() + 30_000);
    expect(await office.row(id)).toMatchObject({ state: 'pending', attempts: 0, nextAttemptAt: until });
    expect(await office.row(next)).toMatchObject({ nextAttemptAt: until });
    expect((await office.row(other)).nextAttemptAt).toEqual(office.now());
    expect(await office.try(next)).toEqual({ again: until });
    expect(await office.until(id)).toBe('sent');
  });

  it('is tried again with growing pauses, fails after the last try, and says so in the operations channel', async () => {
    office = openPostOffice(desk.db, { options: { mostTries: 3 } });
    const id = await record(card, { to: 'channel', purpose: 'order-approvals' });
    office.slack.trouble('unreachable', 'unreachable', 'unreachable');
    const start = office.now().getTime();
    expect(await office.until(id)).toBe('failed');
    expect(office.now().getTime() - start).toBe(1_000 + 3_000);
    expect(await office.row(id)).toMatchObject({ state: 'failed', attempts: 3, lastError: 'ECONNREFUSED' });
    const notices = (await office.of(requestId)).filter(({ kind }) => kind === 'ops-delivery');
    expect(notices.filter(({ payload }) => JSON.stringify(payload).includes(id))).toHaveLength(1);
  });

  it('fails at once when Slack refuses the person, and is never sent again', async () => {
    const id = await record(
      { kind: 'decision-request', payload: { position: 1 } },
      { to: 'member', memberId: 'x' },
    );
    office.slack.send = async () => ({ outcome: 'refused', code: 'user_not_found' });
    expect(await office.try(id)).toMatchObject({ done: 'failed' });
    expect(await office.until(id)).toBe('nothing-owed');
  });

  it('is tried again when the channel is missing, since somebody can invite the bot', async () => {
    const id = await record();
    office.slack.channels.delete('order-ops');
    await desk.db.prisma.channelSetting.deleteMany();
    expect(await office.try(id)).toHaveProperty('again');
    expect(await office.row(id)).toMatchObject({ state: 'pending', lastError: 'channel_not_found' });
    office.slack.channels.set('order-ops', 'C2');
    expect(await office.until(id)).toBe('sent');
  });
});

describe('how late messages are', () => {
  const MINUTE_MS = 60_000;
  const late = async (): Promise<number> => (await readWaitingMessages(desk.db)).lateSeconds;
  /** Puts the making of a message into the past. */
  const made = (id: string, msAgo: number) =>
    desk.db.prisma.delivery.update({
      where: { id },
      data: { createdAt: new Date(Date.now() - msAgo) },
    });

  beforeEach(() =>
    desk.db.prisma.delivery.updateMany({
      where: { state: { in: ['pending', 'unknown'] } },
      data: { state: 'superseded' },
    }),
  );

  it('is counted from when they were wanted, although each try that fails puts the next one off', async () => {
    const id = await record();
    await made(id, 10 * MINUTE_MS);
    office.slack.trouble('unreachable');
    await office.try(id);
    expect((await office.row(id)).nextAttemptAt.getTime()).toBeGreaterThan(Date.now());
    expect(await late()).toBeGreaterThan(9 * 60);
  });

  it('is counted while Slack asks to wait', async () => {
    const id = await record();
    await made(id, 10 * MINUTE_MS);
    office.slack.trouble('rate-limited');
    await office.try(id);
    expect(await late()).toBeGreaterThan(9 * 60);
  });

  it('does not count what is to be sent later', async () => {
    const id = await record();
    await made(id, 10 * MINUTE_MS);
    await desk.db.prisma.delivery.update({
      where: { id },
      data: { nextAttemptAt: new Date(Date.now() + MINUTE_MS) },
    });
    expect(await late()).toBe(0);
  });
});

describe('a letter without a mail server', () => {
  it('is kept and shown in the operations channel', async () => {
    const orderId = (await desk.db.prisma.order.findUniqueOrThrow({ where: { number: 'BIG-1' } })).id;
    const id = await record({ kind: 'customer-mail', payload: { orderId } }, { to: 'mail', orderId });
    expect(await office.try(id)).toMatchObject({ done: 'kept' });
    expect(await office.row(id)).toMatchObject({ state: 'kept' });
    const [notice] = (await office.of(requestId)).filter(({ payload }) =>
      JSON.stringify(payload).includes(id),
    );
    expect(notice).toMatchObject({ kind: 'ops-delivery', payload: { what: 'kept' } });
  });
});

describe('a letter that the mail server refuses for good', () => {
  it('is told to whoever asked, who has to tell the customer another way, and to nobody else in person', async () => {
    const asker = await desk.db.prisma.request.findUniqueOrThrow({ where: { id: requestId } });
    const orderId = (await desk.db.prisma.order.findUniqueOrThrow({ where: { number: 'BIG-1' } })).id;
    office = openPostOffice(desk.db, {
      mail: { send: async () => ({ outcome: 'refused', code: '550' }) },
    });
    const id = await record({ kind: 'customer-mail', payload: { orderId } }, { to: 'mail', orderId });
    expect(await office.try(id)).toMatchObject({ done: 'failed' });
    const told = (await office.of(requestId)).filter(({ kind }) => kind === 'requester-outcome');
    expect(told).toMatchObject([
      { payload: { what: 'letter-failed' }, recipient: { memberId: asker.requestedById } },
    ]);
  });
});

describe('channels', () => {
  it('are posted to by name until the first post answers with the id, then by the id', async () => {
    await desk.db.prisma.channelSetting.deleteMany();
    for (const id of [await record(), await record()]) await office.try(id);
    expect(office.slack.posts.map(({ message }) => message.recipient)).toEqual([
      { to: 'channel', purpose: 'order-ops', target: 'order-ops' },
      { to: 'channel', purpose: 'order-ops', target: 'C2' },
    ]);
  });
});

describe('a message for the thread of a request', () => {
  it('waits until the thread is opened, and is posted under it', async () => {
    const asked = await desk.request('BIG-2', at('sam'));
    if (!asked.ok) throw new Error(JSON.stringify(asked.refusals));
    requestId = asked.value.requestId;
    const root = await record({ kind: 'ops-thread', payload: {} });
    const step = await record({ kind: 'ops-attention', payload: { executionId: requestId, step: 'stock' } });
    expect(await office.try(step)).toHaveProperty('again');
    expect(office.slack.posts).toHaveLength(0);
    await office.try(root);
    expect(await office.until(step)).toBe('sent');
    const [first, second] = office.slack.posts;
    expect(second?.message.thread).toEqual({ channel: first?.channel, ts: first?.ts });
  });

  it('is posted under it also when the thread was opened just while it was looked for', async () => {
    const asked = await desk.request('BIG-3', at('sam'));
    if (!asked.ok) throw new Error(JSON.stringify(asked.refusals));
    requestId = asked.value.requestId;
    const root = await record({ kind: 'ops-thread', payload: {} });
    const reply = await record({ kind: 'ops-step', payload: { executionId: requestId, steps: ['stock'] } });
    // The root arrives after the reply has looked where it stands, and before it looks whether it is on its way.
    const prisma = desk.db.prisma.$extends({
      query: {
        delivery: {
          findMany: async ({ args, query }) => {
            await office.until(root);
            return query(args);
          },
        },
      },
    });
    // Safe: the extended client has all that the store calls; only its type is another.
    const db = { ...desk.db, prisma } as unknown as Desk['db'];
    expect(await deliver(db, reply, office.work)).toEqual({ done: 'sent' });
    const [first, second] = office.slack.posts;
    expect(second?.message.thread).toEqual({ channel: first?.channel, ts: first?.ts });
  });
});
