import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, importSecondCompany } from '../support/cancel-journey.js';
import { peopleAtWork } from '../support/company-journey/people-at-work.js';
import {
  freePort,
  type RedisServer,
  type RedisServers,
  redisInstalled,
  redisServers,
} from '../support/redis-servers.js';
import { waitFor } from '../support/wait-for.js';
import { openWorkingDesk, type WorkingDesk } from '../support/working-desk.js';

describe.skipIf(!redisInstalled)('a Redis that is lost for good (needs redis-server)', () => {
  let servers: RedisServers;
  let redis: RedisServer;
  let desk: WorkingDesk;
  beforeAll(async () => {
    servers = await redisServers();
    redis = await servers.start(await freePort());
    desk = await openWorkingDesk({
      seed: importSecondCompany,
      ownRedisUrl: `redis://127.0.0.1:${redis.port}`,
    });
  });
  afterAll(async () => {
    await desk.close();
    await servers.close();
  });
  const statusOf = async (number: string): Promise<string> =>
    (await desk.db.prisma.order.findUniqueOrThrow({ where: { number } })).status;

  it('keeps nobody from asking and deciding, and with an empty one in its place all is done, once', async () => {
    const people = peopleAtWork(desk.sandbox);
    await people.ask(at('mei.wang'), 'S-1002');
    // The card is there before Redis goes; what is decided on it afterwards is only recorded.
    await people.reads(at('anna.holt'), 'order-approvals', 'Cancel S-1002?');
    await redis.kill();
    await people.approve(at('anna.holt'), 'S-1002', 'manager');
    // Decided by policy: the whole of it happens while there is no queue.
    await people.ask(at('sara.north'), 'S-1005');
    await waitFor(async () => (await desk.db.prisma.request.count({ where: { state: 'approved' } })) === 2);
    await waitFor(async () => (await desk.db.prisma.outboxEvent.count({ where: { relayedAt: null } })) === 0);
    expect([await statusOf('S-1002'), await statusOf('S-1005')]).not.toContain('cancelled');

    redis = await servers.start(redis.port);
    await desk.quiet();
    expect([await statusOf('S-1002'), await statusOf('S-1005')]).toEqual(['cancelled', 'cancelled']);
    expect(await desk.broken()).toEqual([]);
  });
});
