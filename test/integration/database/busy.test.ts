import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '../../../src/kernel/errors.js';
import { asDatabaseFailure } from '../../../src/platform/db/database-failure.js';
import { inTransaction } from '../../../src/platform/db/in-transaction.js';
import { parkStep } from '../../../src/platform/execution/park-step.js';
import { type Desk, openDesk } from '../../support/desk.js';
import { placeOrder, seedCompany } from '../../support/small-company.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await seedCompany(desk.db);
});
afterAll(() => desk.close());

describe('a database in which somebody else holds what is needed', () => {
  it('is an outage that passes, and no reason to set a step aside', async () => {
    const number = await placeOrder(desk.db, { quantity: 1 });
    await desk.request(number, 'sam@example.com');
    const execution = await desk.db.prisma.execution.findFirstOrThrow();
    const busy = await inTransaction(desk.db, async (holder) => {
      await holder.$queryRaw`SELECT id FROM stock_level FOR UPDATE`;
      return desk.db.prisma
        .$transaction(async (tx) => {
          await tx.$executeRaw`SET LOCAL lock_timeout = '50ms'`;
          await tx.$queryRaw`SELECT id FROM stock_level FOR UPDATE`;
        })
        .then(
          () => undefined,
          (error: unknown) => error,
        );
    });
    // inTransaction says so by itself; here one is open already, which it would refuse.
    const failure = asDatabaseFailure(busy);
    expect(failure).toMatchObject({ code: 'database-busy', retryable: true });
    expect(failure).toBeInstanceOf(Failure);
    const job = { kind: 'step' as const, executionId: execution.id, step: 'stock', generation: 1 };
    expect(await parkStep(desk.db, job, failure)).toBe(false);
    expect(await desk.db.prisma.executionStep.count({ where: { state: 'attention' } })).toBe(0);
  });
});
