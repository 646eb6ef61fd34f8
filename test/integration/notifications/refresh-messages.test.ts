import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDeliveries } from '../../../src/features/notifications/create-deliveries.js';
import type { Message, Recipient } from '../../../src/features/notifications/messages.js';
import { dueDeliveries, staleMessages } from '../../../src/features/notifications/owed-messages.js';
import { redrawCards } from '../../../src/features/notifications/redraw-cards.js';
import { refreshMessages } from '../../../src/features/notifications/refresh-messages.js';
import { inTransaction } from '../../../src/platform/db/in-transaction.js';
import type { Desk } from '../../support/desk.js';
import { at, openCompany } from '../../support/notifications/company.js';
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
const onScreen = (): (string | undefined)[] => office.slack.posts.map(({ shown }) => shown.at(-1));

beforeAll(async () => {
  desk = await openCompany();
});
beforeEach(async () => {
  office = openPostOffice(desk.db);
  office.slack.draw = version;
  order += 1;
  const asked = await desk.request(`BIG-${order}`, at('sam'));
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

  it('that somebody deleted in Slack are forgotten, and the others are drawn', async () => {
    office.slack.posts.splice(1, 1);
    await change();
    expect(await refresh()).toEqual({ done: true });
    expect(onScreen()).toEqual([await version(), await version()]);
    expect(await desk.db.prisma.messageRef.count({ where: { requestId } })).toBe(2);
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
