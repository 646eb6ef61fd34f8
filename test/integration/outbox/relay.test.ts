import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AppEvent, EventType } from '../../../src/kernel/events.js';
import { newId } from '../../../src/kernel/ids.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { inTransaction, type Transaction } from '../../../src/platform/db/in-transaction.js';
import { armFaultPoint } from '../../../src/platform/fault-points.js';
import { appendEvent } from '../../../src/platform/outbox/append-event.js';
import { createRelay, type Relay, type RelayOptions } from '../../../src/platform/outbox/relay.js';
import type { Flow, Flows } from '../../../src/platform/outbox/relay-next-event.js';
import type { Job } from '../../../src/platform/queue/jobs.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { keptLog, type LogLine } from '../../support/log-scan/kept-log.js';
import { waitFor } from '../../support/wait-for.js';

const log = keptLog();
let own: TestDatabase;
let db: Database;
let relays: Relay[] = [];
let enqueued: Job[] = [];

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase({ url: own.url, poolSize: 10, onError: () => {} });
});
beforeEach(async () => {
  relays = [];
  enqueued = [];
  await db.prisma.outboxEvent.deleteMany();
  await db.prisma.delivery.deleteMany();
});
afterEach(async () => {
  await Promise.all(relays.map((relay) => relay.stop()));
});
afterAll(async () => {
  await db.close();
  await own.drop();
});

/** A flow that leaves one row for each time it ran, and asks for one job. */
const leaveTrace = async (
  tx: Transaction,
  payload: AppEvent['payload'],
  { eventId }: { eventId: string },
) => {
  await tx.delivery.create({
    data: { key: newId(), kind: eventId, recipient: payload.requestId, payload: {} },
  });
  return [{ kind: 'refresh', requestId: payload.requestId } as const];
};
const flowsWith = (special: Partial<Record<EventType, Flow<EventType>>> = {}): Flows => {
  const types: readonly EventType[] = [
    'request.created',
    'request.step-approved',
    'execution.started',
    'request.rejected',
    'request.withdrawn',
    'request.stale',
    'step.done',
    'step.needs-attention',
    'step.retried',
    'execution.settled',
    'refund.paid',
    'refund.failed',
    'refund.reopened',
  ];
  // Safe: the list above names every type of event.
  return Object.fromEntries(types.map((type) => [type, special[type] ?? leaveTrace])) as unknown as Flows;
};
const relayWith = (options: Partial<RelayOptions> = {}): Relay => {
  const relay = createRelay({
    db,
    flows: flowsWith(),
    addJobs: async (jobs) => void enqueued.push(...jobs),
    log,
    pollMs: 60_000,
    backOffMs: 5,
    ...options,
  });
  relays.push(relay);
  return relay;
};
const append = (type: 'request.created' | 'request.rejected' = 'request.created') =>
  inTransaction(db, (tx) => appendEvent(tx, type, { requestId: newId(), orderId: newId() }));
const unrelayed = () => db.prisma.outboxEvent.count({ where: { relayedAt: null } });
const drained = () => waitFor(async () => (await unrelayed()) === 0, { what: 'an empty outbox' });
const traces = () => db.prisma.delivery.findMany({ select: { kind: true }, orderBy: { id: 'asc' } });

/** The server process of its connection, once that has nothing more to do than to listen. */
const listening = async (): Promise<number | undefined> => {
  const rows = await db.prisma.$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE 'LISTEN %' AND state = 'idle'`;
  return rows[0]?.pid;
};

describe('the relay', () => {
  it('follows up a fact as soon as it is committed, long before it would look by itself', async () => {
    relayWith({ listenUrl: own.url }).start();
    await waitFor(listening, { what: 'the relay to listen' });
    // Several in a row: the first may be found by a look that was still under way.
    const appended: string[] = [];
    for (let round = 1; round <= 5; round += 1) {
      appended.push(await append());
      await drained();
    }
    expect(await traces()).toEqual(appended.map((kind) => ({ kind })));
    await waitFor(() => enqueued.length === 5);
  });

  it('is woken again after its connection was cut', async () => {
    relayWith({ listenUrl: own.url }).start();
    const cut = await waitFor(listening);
    await db.prisma.$queryRaw`SELECT pg_terminate_backend(${cut}::int)`;
    await waitFor(async () => ![undefined, cut].includes(await listening()), { what: 'a new connection' });
    for (let round = 1; round <= 5; round += 1) {
      await append();
      await drained();
    }
  });

  it('follows up what was committed while no relay ran', async () => {
    await append();
    relayWith().start();
    await drained();
  });

  it('finds what it was not told of by looking', async () => {
    relayWith({ pollMs: 20 }).start();
    await append();
    await drained();
  });

  it('never hears of what was rolled back', async () => {
    const relay = relayWith();
    const rolledBack = inTransaction(db, async (tx) => {
      await appendEvent(tx, 'request.created', { requestId: newId(), orderId: newId() });
      throw new Error('the use case failed');
    });
    await expect(rolledBack).rejects.toThrow('the use case failed');
    expect(await relay.runOnce()).toBe(0);
    expect(await traces()).toEqual([]);
  });

  it('follows up each fact once when several run at the same time', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, () => append()));
    const others = openDatabase({ url: own.url, poolSize: 4, onError: () => {} });
    relayWith({ lanes: 3 }).start();
    relayWith({ lanes: 3, db: others }).start();
    await drained();
    await Promise.all(relays.map((relay) => relay.stop()));
    await others.close();
    expect((await traces()).map(({ kind }) => kind).sort()).toEqual([...ids].sort());
    expect(enqueued).toHaveLength(40);
  });

  it('says once, and not with every look, that the database is away', async () => {
    let looks = 0;
    const server = createServer((socket) => {
      looks += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const away = openDatabase({
      url: `postgresql://nobody@127.0.0.1:${port}/gone`,
      poolSize: 2,
      onError: () => {},
    });
    const lines: LogLine[] = [];
    relayWith({ db: away, pollMs: 5, log: keptLog((line) => lines.push(line)) }).start();
    await waitFor(() => looks >= 10);
    await Promise.all(relays.map((relay) => relay.stop()));
    await away.close();
    server.close();
    expect(lines.map(({ msg }) => msg)).toEqual(['the outbox could not be read']);
  });

  it('is not held up by a flow that throws, which is tried again with growing pauses until it works', async () => {
    let healed = false;
    let tries = 0;
    const flaky: Flow<EventType> = async (tx, payload, context) => {
      tries += 1;
      const jobs = await leaveTrace(tx, payload, context);
      if (!healed) throw new Error('no such channel, xoxb-1-secret');
      return jobs;
    };
    const bad = await append('request.rejected');
    const good = await append();
    relayWith({ flows: flowsWith({ 'request.rejected': flaky }), pollMs: 20 }).start();
    await waitFor(async () => (await traces()).some(({ kind }) => kind === good));
    await waitFor(() => tries >= 3);
    const row = await db.prisma.outboxEvent.findUniqueOrThrow({ where: { id: bad } });
    expect(row).toMatchObject({ relayedAt: null });
    expect(row.attempts).toBeGreaterThanOrEqual(2);
    expect(row.lastError).toContain('no such channel');
    expect(row.lastError).not.toContain('secret');
    healed = true;
    await drained();
    expect((await traces()).filter(({ kind }) => kind === bad)).toHaveLength(1);
  });

  it('keeps a fact of a kind that it does not know, and says so', async () => {
    await db.prisma.outboxEvent.create({ data: { type: 'order.archived', payload: {} } });
    const relay = relayWith();
    await relay.runOnce();
    const [row] = await db.prisma.outboxEvent.findMany();
    expect(row).toMatchObject({ relayedAt: null });
    expect(row?.lastError).toContain('newer version');
  });

  it('goes on when the queue does not take the jobs, since the sweep finds what is owed', async () => {
    await append();
    await append();
    const relay = relayWith({ addJobs: () => Promise.reject(new Error('Redis is away')) });
    expect(await relay.runOnce()).toBe(2);
    expect(await unrelayed()).toBe(0);
  });

  it('finishes the fact in hand before it stops, and takes no other', async () => {
    let enter = () => {};
    const entered = new Promise<void>((resolve) => {
      enter = resolve;
    });
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow: Flow<EventType> = async (tx, payload, context) => {
      enter();
      await gate;
      return leaveTrace(tx, payload, context);
    };
    await append();
    await append();
    const relay = relayWith({ flows: flowsWith({ 'request.created': slow }), lanes: 1 });
    relay.start();
    await entered;
    const stopped = relay.stop();
    release();
    await stopped;
    expect(await traces()).toHaveLength(1);
    expect(await unrelayed()).toBe(1);
    expect(enqueued).toHaveLength(1);
  });

  it.each(['relay.claimed', 'relay.before-commit'] as const)(
    'leaves nothing half-done when it dies at %s, and the next one follows up once (C3)',
    async (point) => {
      await append();
      armFaultPoint(point, 'throw');
      await relayWith({ backOffMs: 0 }).runOnce();
      await relayWith({ backOffMs: 0 }).runOnce();
      expect(await unrelayed()).toBe(0);
      expect(await traces()).toHaveLength(1);
      expect(enqueued).toHaveLength(1);
    },
  );
});
