import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listPending } from '../../../src/features/orders/list-pending.js';
import { type Desk, openDesk } from '../../support/desk.js';
import { placeOrder, seedCompany } from '../../support/small-company.js';

let desk: Desk;
const asked: string[] = [];
beforeAll(async () => {
  desk = await openDesk();
  await seedCompany(desk.db);
  for (let place = 0; place < 4; place += 1) asked.push(await placeOrder(desk.db, { quantity: 30 }));
  const eve = await desk.person('eve@example.com');
  const elsewhere = await desk.db.prisma.order.updateMany({
    where: { number: { in: asked.slice(0, 2) } },
    data: { ownerId: eve.memberId },
  });
  expect(elsewhere.count).toBe(2);
  for (const [place, email] of ['eve', 'eve', 'sam', 'mia'].entries())
    expect(await desk.request(asked[place] ?? '', `${email}@example.com`)).toMatchObject({ ok: true });
});
afterAll(() => desk.close());

/** Numbers that somebody reads as pending, when a list takes no more than `most` of each sort. */
const read = async (email: string, most: number): Promise<string[]> =>
  (await listPending(desk.db, await desk.person(email), { most })).map(({ order }) => order.number);

describe('the list of what is pending', () => {
  it('shows somebody their own request, however many older ones of other departments there are', async () => {
    expect(await read('sam@example.com', 2)).toEqual([asked[2], asked[3]]);
    expect(await read('sue@example.com', 1)).toEqual([asked[2]]);
    expect(await read('eve@example.com', 1)).toEqual([asked[0]]);
  });

  it('shows a manager who asked for something their own beside the oldest that wait for them', async () => {
    expect(await read('mia@example.com', 1)).toEqual([asked[0], asked[3]]);
  });

  it('shows finance what waits for them, however many older ones still wait for a manager', async () => {
    const paid = { quantity: 30, paid: 5_000n };
    const numbers = [await placeOrder(desk.db, paid), await placeOrder(desk.db, paid)];
    const requests = [];
    for (const number of numbers) requests.push(await desk.request(number, 'sam@example.com'));
    const last = requests.at(-1);
    if (last?.ok) await desk.decide(last.value.requestId, 'mia@example.com');
    expect((await read('fay@example.com', 1))[0]).toBe(numbers[1]);
    expect((await read('mia@example.com', 1))[0]).toBe(asked[0]);
    for (const [at, request] of requests.entries())
      if (request.ok)
        await desk.decide(
          request.value.requestId,
          at === 0 ? 'mia@example.com' : 'fay@example.com',
          'rejected',
          {
            reason: 'Out of the way',
          },
        );
  });

  it('puts what one may decide first', async () => {
    expect(await read('max@example.com', 10)).toEqual(asked);
    expect(await read('mia@example.com', 10)).toEqual(asked);
    expect(await read('fay@example.com', 10)).toEqual(asked);
  });
});
