import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FlowsWorld, openFlowsWorld } from '../../support/notifications/flows-world.js';

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
