import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { memberByEmail, writeMember } from '../../../src/features/access/member-store.js';
import { MOST_FOUND } from '../../../src/features/orders/find/ranked-orders-store.js';
import { searchOrders } from '../../../src/features/orders/find/search-orders.js';
import type { MemberActor } from '../../../src/kernel/actor.js';
import { newId } from '../../../src/kernel/ids.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

interface Name {
  readonly id: string;
  /** What means it alone, in lower case. */
  readonly names: readonly string[];
  readonly member: boolean;
}

interface Order {
  readonly number: string;
  readonly placedOn: string;
  readonly names: readonly Name[];
}

let own: TestDatabase;
let db: Database;
let manager: MemberActor;
const orders: Order[] = [];

const named = (member: boolean, ...names: string[]): Name => ({
  id: newId(),
  names: names.map((name) => name.toLowerCase()),
  member,
});
// So many have a word of the first ones that the search does not list them.
const CUSTOMERS = [
  ...Array.from({ length: 1_100 }, (_, at) => ['Broad', 'Abroad'][at % 11 === 0 ? 1 : 0] ?? '').map(
    (word, at) => named(false, `B${at}`, `${word} ${at} ${at % 2 === 0 ? 'North' : 'South'}`),
  ),
  ...['Broad', 'Tea', 'Green Tea House', 'Steam Tools', 'Northern Green'].map((name, at) =>
    named(false, `C${at}`, name),
  ),
];
const PRODUCTS = ['Tea', 'Green tea', 'Steamer', 'North Star', 'Item 1042', 'Broad bean'].map((name, at) =>
  named(false, `P${at}`, name),
);
const PEOPLE = ['Ann North', 'Bob Green', 'Teadora Broad'].map((name, at) =>
  named(true, name, `p${at}@x.example`),
);

const one = <T>(from: readonly T[], at: number): T => {
  const found = from[at % from.length];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
};

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase({ url: own.url, poolSize: 3, onError: () => undefined });
  await writeMember(db.prisma, { email: 'mia@x.example', name: 'Mia', roles: ['manager'] });
  const member = await memberByEmail(db.prisma, 'mia@x.example');
  if (member === null) throw new Error('nobody');
  manager = member;
  const codeAndName = ({ names: [code = '', name = ''] }: Name) => ({ code: code.toUpperCase(), name });
  await db.prisma.customer.createMany({ data: CUSTOMERS.map((it) => ({ id: it.id, ...codeAndName(it) })) });
  await db.prisma.product.createMany({
    data: PRODUCTS.map(({ id, names: [sku = '', name = ''] }) => ({
      id,
      sku,
      name,
      unitPrice: '1',
      currency: 'USD',
    })),
  });
  await db.prisma.member.createMany({
    data: PEOPLE.map(({ id, names: [name = '', email = ''] }) => ({ id, email, name, department: 'Sales' })),
  });
  const rows = Array.from({ length: 700 }, (_, at) => {
    // Every third of those that few names have, else of the many.
    const customer = at % 3 === 0 ? one(CUSTOMERS.slice(-5), at / 3) : one(CUSTOMERS, at * 7);
    const products = [one(PRODUCTS, at * 5 + (at >> 3)), one(PRODUCTS, at * 5 + (at >> 3) + 1 + (at % 4))];
    const owner = one(PEOPLE, at >> 2);
    const placedOn = new Date(Date.UTC(2026, 0, 1 + ((at * 37) % 300))).toISOString().slice(0, 10);
    const number = `${one(['SO', 'X', 'NORTH'], at >> 1)}-${1_000 + at}${at % 50 === 42 ? '1042' : ''}`;
    orders.push({ number, placedOn, names: [customer, ...products, owner] });
    return { id: newId(), number, customerId: customer.id, ownerId: owner.id, placedOn, products };
  });
  await db.prisma.order.createMany({
    data: rows.map(({ products: _, placedOn, ...row }) => ({
      ...row,
      placedOn: new Date(placedOn),
      kind: 'sales',
      currency: 'USD',
      status: 'new',
      warehouse: 'MAIN',
    })),
  });
  await db.prisma.orderLine.createMany({
    data: rows.flatMap(({ id, products }) =>
      products.map((product, line) => ({
        orderId: id,
        line: line + 1,
        productId: product.id,
        quantity: 1,
        unitPrice: '1',
      })),
    ),
  });
});
afterAll(async () => {
  await db.close();
  await own.drop();
});

/** As docs/finding.md ranks them; undefined where the order does not have the word. */
const rankOf = (word: string, { number, names }: Order): number | undefined => {
  const whole = number.toLowerCase();
  const bare = /^\d+$/.test(word);
  if (whole === word || (bare && new RegExp(`(^|[^0-9])${word}$`).test(whole))) return 0;
  if (bare ? new RegExp(`(^|[^0-9])${word}`).test(whole) : whole.startsWith(word)) return 1;
  if (names.some((name) => !name.member && name.names.includes(word))) return 2;
  if (names.some((name) => ` ${name.names.join(' ')}`.includes(` ${word}`))) return 3;
  return whole.includes(word) || names.some((name) => name.names.some((text) => text.includes(word)))
    ? 4
    : undefined;
};

const expected = (words: readonly string[]): readonly string[] =>
  orders
    .flatMap((order) => {
      const ranks = words.map((word) => rankOf(word, order));
      return ranks.includes(undefined)
        ? []
        : [{ ...order, rank: ranks.reduce<number>((sum, rank) => sum + (rank ?? 0), 0) }];
    })
    .sort(
      (a, b) => a.rank - b.rank || b.placedOn.localeCompare(a.placedOn) || (a.number < b.number ? 1 : -1), // As it is ASCII.
    )
    .map(({ number }) => number);

it('what is found by a word or by several is all there is, the best sixty of it first, however many names have a word', async () => {
  const word = fc.constantFrom(
    ...['broad', 'road', 'north', 'south', 'tea', 'green', 'steam', 'tools', 'ann', 'so-', 'so-1042', 'x-10'],
    ...['1042', '104', '042', '1699', 'item', 'star', 'bob', 'b7', 'house', 'bean'],
  );
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(word, { minLength: 1, maxLength: 3 }), async (words) => {
      const result = await searchOrders(db, manager, {
        text: words.join(' '),
        page: 0,
        pageSize: MOST_FOUND,
      });
      if (!result.ok) throw new Error(JSON.stringify(result.refusals));
      const { similar, more, orders: found } = result.value;
      const whole = expected(words);
      if (whole.length === 0) {
        expect(similar || found.length === 0).toBe(true);
        return;
      }
      expect({ similar, more }).toEqual({ similar: false, more: whole.length > MOST_FOUND });
      // Of three words with many meanings each not every mixture is looked for among the newest alone.
      if (words.length < 3 || !more)
        expect(found.map(({ number }) => number)).toEqual(whole.slice(0, MOST_FOUND));
    }),
    { numRuns: 80 },
  );
});
