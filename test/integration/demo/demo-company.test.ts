import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemoCompany } from '../../../src/compose/load-demo-company.js';
import { joinWorkspace } from '../../../src/features/access/join-workspace.js';
import { demoStory } from '../../../src/features/demo/demo-story.js';
import { generateDemo } from '../../../src/features/demo/generate-demo.js';
import { DEMO_TOUR } from '../../../src/features/demo/tour.js';
import { verify } from '../../../src/features/verify/verify.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { keptLog } from '../../support/log-scan/kept-log.js';

const DAY_MS = 86_400_000;
const loading = { admins: [], baseCurrency: 'USD', log: keptLog() };

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase({ url: database.url, poolSize: 4, onError: () => undefined });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

describe('the demo company', () => {
  it('is the same for everybody on the same day', () => {
    const day = new Date('2026-03-01T10:00:00Z');
    expect(generateDemo(day)).toEqual(generateDemo(day));
    expect(demoStory(day)).toEqual(demoStory(day));
  });

  it('is loaded anew when the process ended over its story', async () => {
    const ending = keptLog(({ msg }) => {
      if (String(msg).includes('demo company was refused')) throw new Error('the process ends');
    });
    await expect(loadDemoCompany(db, { ...loading, log: ending })).rejects.toThrow('the process ends');
    const half = await db.prisma.request.count();
    expect(half).toBeGreaterThan(0);
    expect(await loadDemoCompany(db, loading)).toBe(true);
    expect(await db.prisma.request.count()).toBeGreaterThan(half);
    await joinWorkspace(db, { teamId: 'TSANDBOX', sandbox: true });
  });

  it('loads once, and holds every invariant', async () => {
    expect(await loadDemoCompany(db, loading)).toBe(false);
    expect(await db.prisma.order.count()).toBe(80);
    expect(await db.prisma.product.count()).toBe(40);
    expect((await db.prisma.workspace.findFirstOrThrow()).demo).toBe(true);
    const verified = await verify(db);
    expect(verified.checks.filter((check) => !check.ok).map(({ name }) => name)).toEqual([]);
  });

  it('has orders in every state, in several currencies, with and without money, some short of stock', async () => {
    const sales = await db.prisma.order.findMany({
      where: { kind: 'sales' },
      include: { lines: { include: { reservations: true } }, payments: true },
    });
    const states = new Set(sales.map(({ status }) => status));
    expect([...states].sort()).toEqual(['cancelled', 'closed', 'completed', 'new', 'processing', 'shipped']);
    const open = sales.filter(({ status }) => status === 'new' || status === 'processing');
    const shares = new Set(
      open.map(({ lines }) => lines.filter(({ fulfilled }) => fulfilled > 0).length > 0),
    );
    expect(shares).toEqual(new Set([true, false]));
    expect(new Set(sales.map(({ currency }) => currency))).toEqual(new Set(['USD', 'EUR', 'CNY', 'JPY']));
    expect(new Set(open.map(({ payments }) => payments.length))).toEqual(new Set([0, 1]));
    const short = open.flatMap(({ lines }) =>
      lines.filter(({ quantity, fulfilled, cancelled, reservations }) => {
        const held = reservations.reduce((sum, one) => sum + one.quantity, 0);
        return held < quantity - fulfilled - cancelled;
      }),
    );
    expect(short.length).toBeGreaterThan(0);
  });

  it('remembers a request in every lasting state, asked, decided and carried out when it was', async () => {
    const requests = await db.prisma.request.findMany({ include: { decisions: true, execution: true } });
    expect(new Set(requests.map(({ state }) => state))).toEqual(
      new Set(['pending', 'rejected', 'withdrawn', 'stale', 'attention', 'done']),
    );
    const openForDays = requests.filter(
      ({ state, createdAt }) => state === 'pending' && Date.now() - createdAt.getTime() > 2 * DAY_MS,
    );
    expect(openForDays.length).toBeGreaterThan(1);
    for (const { createdAt, decisions, closedAt } of requests) {
      for (const { decidedAt } of decisions) expect(decidedAt.getTime()).toBeGreaterThan(createdAt.getTime());
      if (closedAt !== null) expect(Date.now() - closedAt.getTime()).toBeGreaterThan(DAY_MS / 4);
    }
    const tries = await db.prisma.refundAttempt.groupBy({ by: ['state'], _count: true });
    expect(tries.map(({ state }) => state).sort()).toEqual(['failed', 'pending', 'succeeded']);
    const [oldest] = await db.prisma.auditEvent.findMany({ orderBy: { at: 'asc' }, take: 1 });
    expect(Date.now() - (oldest?.at.getTime() ?? 0)).toBeGreaterThan(11 * DAY_MS);
  });

  it('leaves the order of the tour to whoever tries it', async () => {
    const number = DEMO_TOUR.about;
    expect(DEMO_TOUR.steps[0].type).toContain(number);
    const order = await db.prisma.order.findUniqueOrThrow({ where: { number }, include: { payments: true } });
    expect(order).toMatchObject({ status: 'new', cancelledAt: null });
    expect(order.payments).toHaveLength(1);
    expect(await db.prisma.request.count({ where: { subjectId: order.id } })).toBe(0);
  });
});
