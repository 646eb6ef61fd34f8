import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDeliveries } from '../../../src/features/notifications/create-deliveries.js';
import type { Message, Recipient } from '../../../src/features/notifications/messages.js';
import { dueDeliveries, staleMessages } from '../../../src/features/notifications/owed-messages.js';
import { redrawCards } from '../../../src/features/notifications/redraw-cards.js';
import { refreshMessages } from '../../../src/features/notifications/refresh-messages.js';
import { inTransaction } from '../../../src/platform/db/in-transaction.js';
import type { Desk } from '../../support/desk.js';
import { at, openCompany } from '../../support/notifications/company.js';
import type { Trouble } from '../../support/notifications/fake-slack.js';
import { openPostOffice, type PostOffice } from '../../support/notifications/post-office.js';
import { waitFor } from '../../support/wait-for.js';

let desk: Desk;
let office: PostOffice;
let requestId: string;
let order = 0;

const everywhere: [Message, Recipient][] = [
  [
    { kind: 'approval-card', payload: {} },
    { to: 'channel', purpose: 'order-approvals' },
  ],
  [
    { kind: 'decision-request', payload: { position: 1 } },
    { to: 'member', memberId: 'one' },
  ],
  [
    { kind: 'ops-thread', payload: {} },
    { to: 'channel', purpose: 'order-ops' },
  ],
];

const change = (): Promise<void> => inTransaction(desk.db, (tx) => redrawCards(tx, requestId));
const refresh = () => refreshMessages(desk.db, requestId, office.work);
const version = async (): Promise<string> =>
  `version ${(await desk.db.prisma.request.findUniqueOrThrow({ where: { id: requestId } })).version}`;
/** Records something to be told in the thread; answers its id. */
const reply = async (): Promise<string> => {
  const [made] = await inTransaction(desk.db, (tx) =>
    createDeliveries(
      tx,
      [
        {
          kind: 'ops-attention',
          payload: { executionId: requestId, step: 'stock' },
          recipient: { to: 'channel', purpose: 'order-ops' },
          fact: 'stuck',
          requestId,
        },
      ],
      office.now(),
    ),
  );
  return made?.id ?? '';
};
/** Works off what is due, as the sweep has it done; answers the ids. */
const deliverDue = async (): Promise<string[]> => {
  const about = await office.of(requestId);
  const due = await dueDeliveries(desk.db, { clock: office.work.clock, dueForMs: 0 });
  const ours = due.filter((id) =>
    about.some((delivery) => delivery.id === id && delivery.kind !== 'ops-attention'),
  );
  for (const id of ours) await office.until(id);
  return ours;
};
/** Leaves one of the three messages. */
const only = async (index: number): Promise<void> => {
  const ts = office.slack.posts[index]?.ts ?? '';
  await desk.db.prisma.messageRef.deleteMany({ where: { requestId, ts: { not: ts } } });
};
/** How long it is waited after each of these troubles, ms. */
const pauses = async (...troubles: Trouble[]): Promise<number[]> => {
  const waited: number[] = [];
  for (const trouble of troubles) {
    office.slack.trouble(trouble);
    const result = await refresh();
    const pause = result.done ? 0 : result.again.getTime() - office.now().getTime();
    waited.push(pause);
    office.pass(pause);
  }
  return waited;
};
const onScreen = (): (string | undefined)[] => office.slack.posts.map(({ shown }) => shown.at(-1));

beforeAll(async () => {
  desk = await openCompany();
});
beforeEach(async () => {
  office = openPostOffice(desk.db);
  office.slack.draw = version;
  order += 1;
  const asked = await desk.request(order > 8 ? `PAID-${order - 8}` : `BIG-${order}`, at('sam'));
  if (!asked.ok) throw new Error(JSON.stringify(asked.refusals));
  requestId = asked.value.requestId;
  const made = await inTransaction(desk.db, (tx) =>
    createDeliveries(
      tx,
      everywhere.map(([message, recipient]) => ({ ...message, recipient, fact: 'asked', requestId })),
      office.now(),
    ),
  );
  for (const { id } of made) await office.try(id);
});
afterAll(() => desk.close());

describe('the messages about a request', () => {
  it('all show the change after it, in channel, direct message and thread (K4)', async () => {
    await change();
    expect(await refresh()).toEqual({ done: true });
    expect(onScreen()).toEqual([await version(), await version(), await version()]);
    expect(await refresh()).toEqual({ done: true });
    expect(office.slack.posts.map(({ shown }) => shown.length)).toEqual([2, 2, 2]);
  });

  it('are found by the sweep when a redraw was lost, and shown as they are then (K4)', async () => {
    await change();
    office.slack.trouble('unreachable', 'drop-request', 'rate-limited');
    expect(await refresh()).toMatchObject({ done: false });
    expect(await staleMessages(desk.db, office.work.clock)).not.toContain(requestId);
    office.pass(60_000);
    expect(await staleMessages(desk.db, office.work.clock)).toContain(requestId);
    expect(await refresh()).toEqual({ done: true });
    expect(new Set(onScreen())).toEqual(new Set([await version()]));
    expect(await staleMessages(desk.db, office.work.clock)).not.toContain(requestId);
  });

  it('never end with the older of two versions, when two redraws meet (K4)', async () => {
    await change();
    let held = 0;
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    // The first redraw has drawn and not yet written when the request changes again and the second one comes.
    office.slack.beforeWrite = async () => {
      held += 1;
      if (held === 1) await gate;
    };
    const slow = refresh();
    await waitFor(() => held === 1);
    await change();
    await refresh();
    release();
    await slow;
    expect(onScreen()).toEqual([await version(), await version(), await version()]);
  });

  it('end with the newest when one redraw writes late and is then gone (K4, C3)', async () => {
    await change();
    let late = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      late = resolve;
    });
    const update = office.slack.update.bind(office.slack);
    let writing = false;
    office.slack.beforeWrite = async () => {
      office.slack.beforeWrite = async () => undefined;
      writing = true;
      await gate;
    };
    office.slack.update = async (message, place) => {
      office.slack.update = update;
      await update(message, place);
      return new Promise(() => undefined);
    };
    void refresh();
    await waitFor(() => writing);
    await change();
    await refresh();
    late();
    await waitFor(() => office.slack.posts.every(({ shown }) => shown.length > 1));
    office.pass(office.work.options.leaseMs);
    expect(await refresh()).toEqual({ done: true });
    expect(onScreen()).toEqual([await version(), await version(), await version()]);
  });

  it('that somebody deleted in Slack are posted anew while the request is open, and the others are drawn', async () => {
    office.slack.posts.splice(0, 2);
    await change();
    expect(await refresh()).toEqual({ done: true });
    expect(onScreen()).toEqual([await version()]);
    await deliverDue();
    expect(onScreen()).toEqual([await version(), await version(), await version()]);
    expect(await desk.db.prisma.messageRef.count({ where: { requestId } })).toBe(3);
  });

  it('have a new thread when somebody deleted its first message, and what is told later is told there', async () => {
    office.slack.posts.splice(2, 1);
    await change();
    await refresh();
    const step = await reply();
    expect(await office.try(step)).toHaveProperty('again');
    await deliverDue();
    expect(await office.until(step)).toBe('sent');
    const [root, told] = office.slack.posts.slice(-2);
    expect(root?.message.kind).toBe('ops-thread');
    expect(told?.message.thread).toEqual({ channel: root?.channel, ts: root?.ts });
  });

  it('have a new thread also when nobody knew that its first message was deleted until something was told there', async () => {
    office.slack.posts.splice(2, 1);
    const step = await reply();
    expect(await office.try(step)).toHaveProperty('again');
    await refresh();
    await deliverDue();
    expect(await office.until(step)).toBe('sent');
    const [root, told] = office.slack.posts.slice(-2);
    expect(told?.message.thread).toEqual({ channel: root?.channel, ts: root?.ts });
  });

  it.each([
    ['the request is closed', 'rejected', 0],
    ['their question is answered', 'approved', 1],
  ] as const)('that somebody deleted in Slack are forgotten when %s', async (_, verdict, index) => {
    office.slack.posts.splice(index, 1);
    expect(await desk.decide(requestId, at('mia'), verdict)).toMatchObject({ ok: true });
    expect(await refresh()).toEqual({ done: true });
    expect(await deliverDue()).toEqual([]);
    expect(await desk.db.prisma.messageRef.count({ where: { requestId } })).toBe(2);
  });

  it('are kept and tried again when the bot was put out of the channel, since somebody can let it in', async () => {
    const { update } = office.slack;
    office.slack.update = async () => ({ outcome: 'refused', code: 'not_in_channel' });
    await change();
    expect(await refresh()).toMatchObject({ done: false });
    office.slack.update = update;
    office.pass(office.work.options.longestDelayMs);
    expect(await staleMessages(desk.db, office.work.clock)).toContain(requestId);
    expect(await refresh()).toEqual({ done: true });
    expect(new Set(onScreen())).toEqual(new Set([await version()]));
  });

  it('are drawn again with growing pauses while Slack does not answer, and without one after it did', async () => {
    await only(0);
    await change();
    expect(await pauses('unreachable', 'drop-request', 'unreachable')).toEqual([1_000, 3_000, 9_000]);
    expect(await refresh()).toEqual({ done: true });
    await change();
    expect(await pauses('unreachable')).toEqual([1_000]);
  });

  it('wait for long when one cannot be drawn at all, since the next try would be the same mistake', async () => {
    await only(0);
    await change();
    expect(await pauses('throw')).toEqual([office.work.options.longestDelayMs]);
  });

  it('that changed while they were being posted are drawn again at once (K4)', async () => {
    const [made] = await inTransaction(desk.db, (tx) =>
      createDeliveries(
        tx,
        [
          {
            kind: 'decision-request',
            payload: { position: 1 },
            recipient: { to: 'member', memberId: 'two' },
            fact: 'asked',
            requestId,
          },
        ],
        office.now(),
      ),
    );
    office.slack.beforeWrite = async () => {
      office.slack.beforeWrite = async () => undefined;
      await change();
    };
    await office.try(made?.id ?? '');
    expect(onScreen().at(-1)).toBe(await version());
  });
});

describe('the sweep', () => {
  it('finds deliveries whose job was lost, and none that are not due', async () => {
    const due = () => dueDeliveries(desk.db, { clock: office.work.clock, dueForMs: 5_000 });
    const [made] = await inTransaction(desk.db, (tx) =>
      createDeliveries(
        tx,
        [
          {
            kind: 'approval-card',
            payload: {},
            recipient: { to: 'channel', purpose: 'order-approvals' },
            fact: 'lost',
            requestId,
          },
        ],
        office.now(),
      ),
    );
    expect(await due()).not.toContain(made?.id);
    office.pass(5_000);
    expect(await due()).toContain(made?.id);
    await office.until(made?.id ?? '');
    expect(await due()).not.toContain(made?.id);
  });
});
