import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeMember } from '../../../src/features/access/member-store.js';
import { isVisible, mayRequestFor, visibleOrders } from '../../../src/features/access/visible-orders.js';
import { searchOrders } from '../../../src/features/orders/find/search-orders.js';
import { orderHeads } from '../../../src/features/orders/order-store.js';
import { type MemberActor, ROLES } from '../../../src/kernel/actor.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

const DEPARTMENTS = ['', 'Sales', 'Export'];

describe('whose orders a person sees', () => {
  let own: TestDatabase;
  let db: Database;
  const owners: { id: string; department: string; orderId: string }[] = [];

  beforeAll(async () => {
    own = await createTestDatabase();
    db = openDatabase({ url: own.url, poolSize: 2, onError: () => undefined });
    const customer = await db.prisma.customer.create({ data: { code: 'ACME', name: 'Acme' } });
    for (const [index, department] of [...DEPARTMENTS, ...DEPARTMENTS].entries()) {
      const { memberId: id } = await writeMember(db.prisma, { email: `p${index}@x.example`, department });
      const { id: orderId } = await db.prisma.order.create({
        data: {
          number: `SO-${index}`,
          kind: 'sales',
          customerId: customer.id,
          ownerId: id,
          placedOn: new Date('2026-01-05'),
          currency: 'USD',
          status: 'new',
          warehouse: 'MAIN',
        },
      });
      owners.push({ id, department, orderId });
    }
  });
  afterAll(async () => {
    await db.close();
    await own.drop();
  });

  const actorOf = (index: number, roles: MemberActor['roles'], active = true): MemberActor => {
    const { id, department } = owners[index] ?? { id: '', department: '' };
    return { kind: 'member', memberId: id, name: 'Somebody', department, roles, active };
  };
  const seenInDatabase = async (actor: MemberActor): Promise<string[]> => {
    const heads = await orderHeads(
      db.prisma,
      visibleOrders(actor),
      owners.map(({ orderId }) => orderId),
    );
    const found = await searchOrders(db, actor, { text: 'so-', page: 0, pageSize: 60 });
    const [listed, searched] = [heads, found.ok ? found.value.orders : []].map((orders) =>
      orders.map(({ id }) => id).sort(),
    );
    // The rule as Prisma's condition and as SQL.
    expect(searched).toEqual(listed);
    return listed ?? [];
  };

  it('is the same in the database and for one order at hand, and whoever may ask for a change sees the order', async () => {
    const actors = fc.record({
      index: fc.nat({ max: DEPARTMENTS.length * 2 - 1 }),
      roles: fc.subarray([...ROLES]),
      active: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(actors, async ({ index, roles, active }) => {
        const actor = actorOf(index, roles, active);
        const scope = visibleOrders(actor);
        const seen = owners.filter((owner) => isVisible(scope, owner));
        expect(await seenInDatabase(actor)).toEqual(seen.map(({ orderId }) => orderId).sort());
        const theirs = owners.filter((owner) => mayRequestFor(actor, owner));
        expect(seen).toEqual(expect.arrayContaining(theirs));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['of nobody else, without a department', 0, [0]],
    ['of their department', 1, [1, 4]],
  ])('is for a salesperson their own and those %s', async (_, index, expected) => {
    const actor = actorOf(index, ['sales']);
    const orders = expected.map((place) => owners[place]?.orderId).sort();
    expect(await seenInDatabase(actor)).toEqual(orders);
    expect(
      owners
        .filter((owner) => mayRequestFor(actor, owner))
        .map(({ orderId }) => orderId)
        .sort(),
    ).toEqual(orders);
  });

  it('is none for an admin without another role, nor for one who is switched off', async () => {
    expect(await seenInDatabase(actorOf(1, ['admin']))).toEqual([]);
    expect(await seenInDatabase(actorOf(1, ['sales'], false))).toEqual([]);
  });
});
