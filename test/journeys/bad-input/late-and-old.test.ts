import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MessageRecord } from '../../../src/sandbox/workspace/records.js';
import { ask } from '../../support/slack-desk.js';
import {
  askedFor,
  type BusyDesk,
  cancelledWithRefund,
  openBusyDesk,
  toldAfter,
  toldInForm,
} from './busy-desk.js';
import { whatStands } from './what-stands.js';

let desk: BusyDesk;
beforeAll(async () => {
  desk = await openBusyDesk();
}, 180_000);
afterEach(() => desk.sandbox.control.clearFaults());
afterAll(() => desk.close());

const [SAM, MIA, FAY] = ['sam@example.com', 'mia@example.com', 'fay@example.com'];

/** Clicks on a message as it was when it was new. */
const clickOld = (email: string, { channel, ts }: MessageRecord, actionId: string): Promise<unknown> =>
  desk.as(email).act({ where: { message: { channel, ts, version: 0 } }, actionId, confirm: true });

describe('a window that opens too late', () => {
  it('is told to whoever waits for it, whatever it was to show, and nothing changes', async () => {
    const card = await ask(desk.as(SAM), `/order ${desk.untouched}`);
    const { asked, owed } = desk;
    desk.sandbox.control.ageTriggers(4_000);
    const before = await whatStands(desk.db);
    for (const [email, act] of [
      [SAM, () => desk.as(SAM).command(`/order cancel ${desk.untouched}`, 'general')],
      [SAM, () => desk.as(SAM).shortcut('look-up-order')],
      [SAM, () => desk.as(SAM).click(card, 'order.cancel')],
      [SAM, () => desk.as(SAM).click(card, 'order.history')],
      [MIA, () => desk.as(MIA).click(asked.card, 'request.reject')],
      [FAY, () => desk.as(FAY).click(owed.payout, 'payout.paid')],
      [FAY, () => desk.as(FAY).click(owed.payout, 'payout.unpaid')],
    ] as const) {
      await toldAfter(desk, email, act, /could not be opened in time\. Nothing was changed/);
      expect(desk.as(email).modal()).toBeUndefined();
    }
    expect(await whatStands(desk.db)).toEqual(before);
  }, 120_000);
});

const MAX = 'max@example.com';

describe('a button on a card that is out of date', () => {
  it('says what has been decided, and decides nothing (K2)', async () => {
    const { requestId, card } = await askedFor(desk, { quantity: 30 });
    // Open before it is decided, and sent afterwards.
    await toldAfter(desk, MAX, () => desk.as(MAX).click(card, 'request.reject'), /Reason/);
    await toldAfter(desk, MIA, () => desk.as(MIA).click(card, 'request.approve'), /Approved\./);
    await desk.quiet();
    expect((await desk.view(requestId))?.state).toBe('done');
    const before = await whatStands(desk.db);
    const already = /Already approved by Mia Manager/;
    await toldInForm(desk, MAX, { 'request.reject-reason': 'too late' }, already);
    for (const email of [MIA, MAX])
      for (const button of ['request.approve', 'request.reject'])
        await toldAfter(desk, email, () => clickOld(email, card, button), already);
    expect(await whatStands(desk.db)).toEqual(before);
  });

  it('of a step that is approved does not approve the next one (K2, A2)', async () => {
    const { requestId, card } = await askedFor(desk, { quantity: 30, paid: 4_000n });
    await toldAfter(desk, MIA, () => desk.as(MIA).click(card, 'request.approve'), /next step/);
    await desk.quiet();
    const before = await whatStands(desk.db);
    await toldAfter(
      desk,
      FAY,
      () => clickOld(FAY, card, 'request.approve'),
      /Already approved by Mia Manager/,
    );
    expect(await whatStands(desk.db)).toEqual(before);
    expect((await desk.view(requestId))?.state).toBe('pending');
  });

  it('does not withdraw what is decided, nor ask again for what is cancelled', async () => {
    const { number, requestId, card } = await askedFor(desk, { quantity: 30 });
    const pending = await ask(desk.as(SAM), `/order ${number}`);
    await toldAfter(desk, MIA, () => desk.as(MIA).click(card, 'request.approve'), /Approved\./);
    await desk.quiet();
    const before = await whatStands(desk.db);
    await toldAfter(desk, SAM, () => clickOld(SAM, pending, 'request.withdraw'), /decided already/);
    expect(await whatStands(desk.db)).toEqual(before);
    expect((await desk.view(requestId))?.state).toBe('done');
    await toldAfter(
      desk,
      SAM,
      () => desk.as(SAM).command(`/order cancel ${number}`, 'general'),
      /cancelled already/,
    );
    expect(await whatStands(desk.db)).toEqual(before);
  });

  it('pays nothing out a second time, and reopens nothing that is paid (M4)', async () => {
    const { payout } = await cancelledWithRefund(desk);
    await toldAfter(desk, FAY, () => desk.as(FAY).click(payout, 'payout.paid'), /Reference/);
    await toldInForm(desk, FAY, { 'payout.text': 'SEPA-1' }, /Recorded as paid/);
    await desk.quiet();
    const before = await whatStands(desk.db);
    const already = /Already recorded as paid, reference SEPA-1/;
    for (const button of ['payout.paid', 'payout.unpaid'])
      await toldAfter(desk, FAY, () => clickOld(FAY, payout, button), already);
    expect(await whatStands(desk.db)).toEqual(before);
    expect(await desk.broken()).toEqual([]);
  });

  it('that this version no longer knows is answered, and not silent', async () => {
    const before = await whatStands(desk.db);
    const { channel, ts } = desk.asked.card;
    const posted = desk.sandbox.control.deliveries().length;
    const { interactive } = desk.deps;
    const old = await interactive.chat.postMessage({
      channel: desk.sandbox.control.channel('order-approvals').id,
      text: 'old',
      blocks: [
        {
          type: 'actions',
          elements: [
            { type: 'button', action_id: 'gone.for-ever', text: { type: 'plain_text', text: 'Old' } },
          ],
        },
      ],
    });
    await toldAfter(
      desk,
      MIA,
      () => desk.as(MIA).click({ channel, ts: old.ts ?? ts }, 'gone.for-ever'),
      /no longer in use\. Nothing was changed/,
    );
    expect(desk.sandbox.control.deliveries()).toHaveLength(posted + 1);
    expect(await whatStands(desk.db)).toEqual(before);
  });
});
