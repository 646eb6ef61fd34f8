import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { flows } from '../../../src/flows/index.js';
import { createWork } from '../../../src/flows/work.js';
import { systemClock } from '../../../src/kernel/clock.js';
import { databaseClock } from '../../../src/platform/db/database-clock.js';
import { relayNextEvent } from '../../../src/platform/outbox/relay-next-event.js';
import { keptLog, type LogLine } from '../../support/log-scan/kept-log.js';
import { type FlowsWorld, openFlowsWorld } from '../../support/notifications/flows-world.js';
import { waitFor } from '../../support/wait-for.js';

let world: FlowsWorld;
beforeAll(async () => {
  world = await openFlowsWorld();
});
afterAll(() => world.close());

describe('the work on messages', () => {
  it('is put off as long as Slack asks, in a job that the queue does not take for a repeat', async () => {
    const { requestId } = await world.ask('BIG-1', 'sam');
    await world.relay();
    const [card] = (await world.office.of(requestId)).filter(({ kind }) => kind === 'approval-card');
    const deliveryId = card?.id ?? '';
    world.office.slack.trouble('rate-limited');
    expect(await world.worker.deliver({ kind: 'deliver', deliveryId })).toEqual([
      { kind: 'deliver', deliveryId, attempt: 1, delayMs: 30_000 },
    ]);
    world.office.pass(30_000);
    expect(await world.worker.deliver({ kind: 'deliver', deliveryId, attempt: 1 })).toEqual([]);
    expect(world.office.slack.posts).toHaveLength(1);
  });

  it('is found by the sweep when every job was lost: to be sent, and to be drawn again (K4)', async () => {
    const { requestId } = await world.ask('BIG-2', 'sam');
    await world.relay();
    const [card] = await world.office.of(requestId);
    const deliver = { kind: 'deliver', deliveryId: card?.id };
    expect(await world.worker.owedMessages()).toContainEqual(deliver);
    await world.deliverAll(requestId);
    expect(await world.worker.owedMessages()).not.toContainEqual(deliver);

    await world.desk.decide(requestId, 'mia@desk.example', 'rejected');
    const refresh = { kind: 'refresh', requestId } as const;
    expect(await world.worker.owedMessages()).toContainEqual(refresh);
    await world.worker.refresh(refresh);
    expect(await world.worker.owedMessages()).not.toContainEqual(refresh);
  });

  it('is put off when a card could not be drawn again', async () => {
    const { requestId } = await world.ask('BIG-3', 'sam');
    await world.relay();
    await world.deliverAll(requestId);
    await world.desk.decide(requestId, 'mia@desk.example', 'rejected');
    world.office.slack.trouble('rate-limited');
    expect(await world.worker.refresh({ kind: 'refresh', requestId })).toEqual([
      { kind: 'refresh', requestId, delayMs: 30_000 },
    ]);
  });
});

describe('what operators hear of messages that do not go out', () => {
  it('comes to the operations channel at once, by a job of its own', async () => {
    const { requestId } = await world.ask('BIG-6', 'sam');
    await world.relay();
    const [question] = (await world.office.of(requestId)).filter(({ kind }) => kind === 'decision-request');
    const { slack } = world.office;
    const send = slack.send.bind(slack);
    slack.send = async () => ({ outcome: 'refused', code: 'user_not_found' });
    const jobs = await world.worker.deliver({ kind: 'deliver', deliveryId: question?.id ?? '' });
    slack.send = send;
    const [notice] = (await world.office.of(requestId)).filter(({ kind }) => kind === 'ops-delivery');
    expect(jobs).toEqual([{ kind: 'deliver', deliveryId: notice?.id }]);
  });

  it('stands in the log when a try failed and another follows: to whom, and what the other side said', async () => {
    const lines: LogLine[] = [];
    const { db } = world.desk;
    const worker = createWork(
      db,
      { ...world.office.work, log: keptLog((line) => lines.push(line)) },
      { clock: world.office.work.clock, sharedClock: async () => world.office.work.clock, dueForMs: 0 },
    );
    const { requestId } = await world.ask('BIG-7', 'sam');
    await world.relay();
    const waiting = (await world.office.of(requestId)).filter(({ state }) => state === 'pending');
    world.office.slack.trouble(...waiting.map(() => 'unreachable' as const));
    for (const { id } of waiting) await worker.deliver({ kind: 'deliver', deliveryId: id });
    expect(lines.filter(({ msg }) => msg === 'a message did not go out and is tried again')).toMatchObject([
      { to: 'channel', kind: 'approval-card', code: 'ECONNREFUSED', tries: 1, leftOut: 0 },
      { to: 'member', kind: 'decision-request', code: 'ECONNREFUSED' },
    ]);
  });
});

describe('the work on messages of machines whose clocks differ', () => {
  const HOUR_MS = 3_600_000;
  /** From now on this process takes it for so much later. */
  const shiftClock = (ms: number): void => {
    vi.useRealTimers();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
  };
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    ['BIG-4', 'ahead', HOUR_MS],
    ['BIG-5', 'behind', -HOUR_MS],
  ])('is due at once and done by one alone, about %s by one whose clock is %s', async (order, _how, ms) => {
    const { db } = world.desk;
    const worker = createWork(db, world.office.work, {
      clock: systemClock,
      sharedClock: () => databaseClock(db.prisma),
      dueForMs: 0,
    });
    const { slack } = world.office;
    const before = slack.calls.length;
    const { requestId } = await world.ask(order, 'sam');
    shiftClock(ms);
    while ((await relayNextEvent(db, flows)).outcome !== 'idle');
    const [card] = (await world.office.of(requestId)).filter(({ kind }) => kind === 'approval-card');
    const job = { kind: 'deliver' as const, deliveryId: card?.id ?? '' };
    shiftClock(0);
    expect(await worker.owedMessages()).toContainEqual(job);

    const send = slack.send.bind(slack);
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    slack.send = async (message) => {
      const outcome = await send(message);
      await answered;
      return outcome;
    };
    if (ms < 0) shiftClock(ms);
    const first = worker.deliver(job);
    await waitFor(() => slack.calls.length > before);
    shiftClock(Math.abs(ms));
    expect(await worker.deliver(job)).toEqual([
      {
        ...job,
        attempt: 1,
        delayMs: expect.toSatisfy((wait) => wait > 0 && wait <= world.office.work.options.leaseMs),
      },
    ]);
    answer();
    expect(await first).toEqual([]);
    expect(slack.calls.slice(before)).toEqual(['send']);
    slack.send = send;
  });
});
