import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeOrder, seedCompany } from '../../support/small-company.js';
import { waitFor } from '../../support/wait-for.js';
import { openWorkingDesk, type WorkingDesk } from '../../support/working-desk.js';

let desk: WorkingDesk;
beforeAll(async () => {
  desk = await openWorkingDesk({ seed: seedCompany });
});
afterAll(() => desk.close());

const levels = () =>
  desk.db.prisma.stockLevel.findMany({
    orderBy: { id: 'asc' },
    select: { id: true, onHand: true, reserved: true },
  });

const cancel = async (number: string): Promise<void> => {
  const requested = await desk.request(number, 'sam@example.com');
  if (!requested.ok) throw new Error(JSON.stringify(requested.refusals));
  const { requestId } = requested.value;
  const decided = await desk.decide(requestId, 'mia@example.com');
  if (!decided.ok) throw new Error(JSON.stringify(decided.refusals));
  await waitFor(async () => (await desk.view(requestId))?.state === 'done', {
    what: `${number} to be cancelled`,
    timeoutMs: 45_000,
  });
};

describe('stock, after an order was placed and cancelled', () => {
  it('is on every level as before, in the ledger too (S1, S8)', async () => {
    const before = await levels();
    const number = await placeOrder(desk.db, { quantity: 30 });
    expect(await levels()).not.toEqual(before);
    await cancel(number);
    expect(await levels()).toEqual(before);
  });

  it('was released for what was held, the rest dropped from backorder, together what was ordered (S4, S5)', async () => {
    const before = await levels();
    const number = await placeOrder(desk.db, { quantity: 30 });
    await desk.db.prisma.orderLine.updateMany({ where: { order: { number } }, data: { quantity: 50 } });
    await cancel(number);
    const line = await desk.db.prisma.orderLine.findFirstOrThrow({
      where: { order: { number } },
      include: { movements: true, reservations: true },
    });
    const released = line.movements
      .filter(({ cause }) => cause === 'release')
      .reduce((sum, { reservedDelta }) => sum - reservedDelta, 0);
    expect({ released, cancelled: line.cancelled, ordered: line.quantity }).toEqual({
      released: 30,
      cancelled: 50,
      ordered: 50,
    });
    expect(line.reservations.map(({ quantity }) => quantity)).toEqual([0]);
    expect(await levels()).toEqual(before);
    await desk.quiet();
    expect(await desk.broken()).toEqual([]);
  });
});
