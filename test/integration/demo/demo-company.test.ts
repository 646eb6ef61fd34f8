import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateDemo } from '../../../src/features/demo/generate-demo.js';
import { loadDemo } from '../../../src/features/demo/load-demo.js';
import { verify } from '../../../src/features/verify/verify.js';
import { systemClock } from '../../../src/kernel/clock.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

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
  });

  it('loads into an empty database alone, once, and holds every invariant', async () => {
    expect(await loadDemo(db, systemClock)).toBe(true);
    expect(await loadDemo(db, systemClock)).toBe(false);
    expect(await db.prisma.order.count()).toBe(80);
    expect(await db.prisma.product.count()).toBe(40);
    expect((await db.prisma.workspace.findFirstOrThrow()).demo).toBe(true);
    const verified = await verify(db);
    expect(verified.checks.filter((check) => !check.ok)).toEqual([]);
  });

  it('has orders in several states, with and without money, some short of stock', async () => {
    const states = await db.prisma.order.groupBy({ by: ['status'], where: { kind: 'sales' }, _count: true });
    expect(states.map((row) => row.status).sort()).toEqual([
      'closed',
      'completed',
      'new',
      'processing',
      'shipped',
    ]);
    expect(
      await db.prisma.payment.count({ where: { order: { status: { in: ['new', 'processing'] } } } }),
    ).toBeGreaterThan(2);
  });
});
