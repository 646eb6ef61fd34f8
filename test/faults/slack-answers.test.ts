import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ApiFault } from '../../src/sandbox/faults/api-faults.js';
import {
  askedFor,
  type BusyDesk,
  openBusyDesk,
  toldAfter,
  toldInForm,
} from '../journeys/bad-input/busy-desk.js';
import { whatStands } from '../journeys/bad-input/what-stands.js';
import { ask } from '../support/slack-desk.js';
import { waitFor } from '../support/wait-for.js';

let desk: BusyDesk;
beforeAll(async () => {
  desk = await openBusyDesk();
}, 180_000);
afterEach(() => desk.sandbox.control.clearFaults());
afterAll(() => desk.close());

const SAM = 'sam@example.com';
const sam = () => desk.as(SAM);
const TROUBLES: readonly (readonly [string, Omit<ApiFault, 'method'>])[] = [
  ['says that it is too much (429)', { kind: 'rate-limited', retryAfterSeconds: 30 }],
  ['breaks down (500)', { kind: 'status', status: 500 }],
  ['answers an error', { kind: 'error', error: 'internal_error' }],
  ['says nothing at all', { kind: 'no-answer' }],
  ['cuts the line', { kind: 'drop' }],
];

describe.each(TROUBLES)(
  'when Slack %s, whoever waits is answered all the same, and nothing changes:',
  (_what, trouble) => {
    const add = (method: string): void => void desk.sandbox.control.addFault({ method, ...trouble });

    it('a window that was to open', async () => {
      const before = await whatStands(desk.db);
      add('views.open');
      for (const act of [
        () => sam().command(`/order cancel ${desk.untouched}`, 'general'),
        () => sam().shortcut('look-up-order'),
      ])
        await toldAfter(desk, SAM, act, /could not be opened in time\. Nothing was changed/);
      expect(await whatStands(desk.db)).toEqual(before);
    });

    it('a window that was to be filled', async () => {
      const card = await ask(sam(), `/order ${desk.untouched}`);
      const before = await whatStands(desk.db);
      add('views.update');
      await toldAfter(desk, SAM, () => sam().click(card, 'order.history'), /Incident/);
      await toldAfter(
        desk,
        SAM,
        () => sam().command(`/order cancel ${desk.untouched}`, 'general'),
        /Incident/,
      );
      expect(await whatStands(desk.db)).toEqual(before);
    });

    it('an answer under a command, by the next way', async () => {
      const before = await whatStands(desk.db);
      add('response_url');
      await toldAfter(desk, SAM, () => sam().command(`/order ${desk.untouched}`, 'general'), /Acme/);
      add('chat.postEphemeral');
      await toldAfter(desk, SAM, () => sam().command(`/order ${desk.untouched}`, 'general'), /Acme/);
      expect(await whatStands(desk.db)).toEqual(before);
    });

    it('a decision, while Slack cannot say who it is', async () => {
      const before = await whatStands(desk.db);
      add('users.info');
      const mia = desk.as('mia@example.com');
      await toldAfter(
        desk,
        'mia@example.com',
        () => mia.click(desk.asked.card, 'request.approve'),
        /Slack could not tell us right now who you are, so nothing was done/,
      );
      expect(await whatStands(desk.db)).toEqual(before);
    });
  },
);

describe('when Slack says to everything that it is too much', () => {
  const refuseOnce = (...methods: string[]): void => {
    for (const method of methods)
      desk.sandbox.control.addFault({ method, kind: 'rate-limited', retryAfterSeconds: 2, times: 1 });
  };

  it('whoever asked is answered as soon as it allows it', async () => {
    refuseOnce('response_url', 'chat.postEphemeral', 'chat.postMessage');
    await toldAfter(desk, SAM, () => sam().command(`/order ${desk.untouched}`, 'general'), /Acme/);
  });

  it('so is whoever clicked what no longer does anything', async () => {
    const text = { type: 'plain_text' as const, text: 'Old' };
    const old = await desk.deps.posts.chat.postMessage({
      channel: sam().id,
      text: 'Old',
      blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'long.gone', text }] }],
    });
    refuseOnce('response_url', 'chat.postEphemeral', 'chat.postMessage', 'views.open');
    await toldAfter(
      desk,
      SAM,
      () => sam().click({ channel: old.channel ?? '', ts: old.ts ?? '' }, 'long.gone'),
      /no longer in use/,
    );
  });
});

describe('what was decided although the window could not be drawn', () => {
  it('is told by message: the outcome, not a doubt', async () => {
    const { requestId, card } = await askedFor(desk, { quantity: 30 });
    const mia = desk.as('mia@example.com');
    await toldAfter(desk, 'mia@example.com', () => mia.click(card, 'request.reject'), /Reject SO-/);
    const before = mia.messages().length;
    desk.sandbox.control.addFault({ method: 'views.update', kind: 'status', status: 500 });
    await toldInForm(desk, 'mia@example.com', { 'request.reject-reason': 'no' }, /One moment/);
    await waitFor(() => mia.reads().slice(before).join('\n').includes('Rejected.'), {
      what: 'the outcome by message',
      timeoutMs: 30_000,
    });
    expect(mia.reads().slice(before).join('\n')).not.toContain('Incident');
    expect((await desk.view(requestId))?.state).toBe('rejected');
  });
});
