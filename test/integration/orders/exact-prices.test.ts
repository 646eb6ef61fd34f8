import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orderById } from '../../../src/features/orders/order-store.js';
import { type Desk, openDesk } from '../../support/desk.js';
import { placeOrder, seedCompany } from '../../support/small-company.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await seedCompany(desk.db);
});
afterAll(() => desk.close());

const LONG = '1234567890123.123456';

describe('an order that is read whole', () => {
  it('has its prices to the last digit, and every column as the database has it', async () => {
    const number = await placeOrder(desk.db, { quantity: 30 });
    const { order, orderLine, shipment } = desk.db.prisma;
    const { id } = await order.update({
      where: { number },
      data: { requiredOn: new Date('2026-02-28'), freight: 9_007_199_254_740_993n },
    });
    await orderLine.updateMany({
      where: { orderId: id },
      data: { unitPrice: LONG, discountBasisPoints: 250 },
    });
    const post = { orderId: id, carrier: 'Post' };
    await shipment.createMany({
      data: [
        { ...post, tracking: 'later', shippedOn: new Date('2026-02-02') },
        {
          ...post,
          tracking: 'first',
          shippedOn: new Date('2026-02-01'),
          deliveredOn: new Date('2026-02-03'),
        },
      ],
    });

    const read = await orderById(desk.db.prisma, id);
    expect(read?.lines.map(({ unitPrice }) => unitPrice)).toEqual([LONG]);
    expect(read?.shipments.map(({ tracking }) => tracking)).toEqual(['first', 'later']);
    const kept = await order.findUniqueOrThrow({
      where: { id },
      include: {
        owner: true,
        customer: true,
        supplier: true,
        lines: { include: { product: true } },
        shipments: { orderBy: { shippedOn: 'asc' } },
      },
    });
    expect(kept).toMatchObject({
      ...read,
      lines: read?.lines.map(({ unitPrice: _text, ...line }) => line),
    });
  });

  it('is nothing where there is none', async () => {
    expect(await orderById(desk.db.prisma, '01900000-0000-7000-8000-000000000000')).toBeNull();
  });
});
