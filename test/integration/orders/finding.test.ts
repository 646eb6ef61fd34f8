import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberByEmail, writeMember } from '../../../src/features/access/member-store.js';
import { importFolder } from '../../../src/features/import/import-folder.js';
import { listMentioned } from '../../../src/features/orders/find/list-mentioned.js';
import { MOST_FOUND } from '../../../src/features/orders/find/ranked-orders-store.js';
import { searchOrders } from '../../../src/features/orders/find/search-orders.js';
import { namesLike } from '../../../src/features/orders/find/similar-names-store.js';
import { orderTotal } from '../../../src/features/orders/order-amounts.js';
import { newId } from '../../../src/kernel/ids.js';
import { toMajor } from '../../../src/kernel/money.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { SECOND_DATA_SET } from '../../support/second-data-set/second-data-set.js';

let own: TestDatabase;
let db: Database;
const ids = new Map<string, string>();

const PEOPLE = [
  ['sam@x.example', 'Sam Sales', 'Sales', 'sales'],
  ['eve@x.example', 'Eve Elsewhere', 'Export', 'sales'],
  ['mia@x.example', 'Mia Manager', 'Sales', 'manager'],
  ['ada@x.example', 'Ada Admin', 'Sales', 'admin'],
] as const;
const CUSTOMERS = [
  ['ACME', 'Acme Tools Ltd', 'Jörg Weiß'],
  ['ACMX', 'Grand Acme Holding', null],
  ['SOEHN', 'Söhne & Père', null],
  ['PCT', '100% Cotton_Works', null],
  ['MD', '上海明德贸易有限公司', '王伟'],
  ['XD', '北京信达科技有限公司', '李娜'],
] as const;

const place = async (
  number: string,
  customer: string,
  more: Partial<{ owner: string; placed: string; sku: string; price: string }> = {},
) => {
  const { owner = 'sam@x.example', placed = '2026-01-05', sku = 'P-1', price = '10' } = more;
  await db.prisma.order.create({
    data: {
      number,
      kind: 'sales',
      customer: { connect: { code: customer } },
      owner: { connect: { email: owner } },
      placedOn: new Date(placed),
      currency: 'USD',
      status: 'new',
      warehouse: 'MAIN',
      lines: { create: [{ line: 1, product: { connect: { sku } }, quantity: 1, unitPrice: price }] },
    },
  });
};

const placeMany = async (
  count: number,
  prefix: string,
  more: {
    readonly customer: string;
    readonly product: string;
    readonly placed: string;
    readonly owner?: string;
  },
) => {
  const { id: productId } =
    (await db.prisma.product.findFirst({ where: { name: more.product } })) ??
    (await db.prisma.product.create({
      data: { sku: `${prefix}-SKU`, name: more.product, unitPrice: '1', currency: 'USD' },
    }));
  const { id: customerId } = await db.prisma.customer.findUniqueOrThrow({ where: { code: more.customer } });
  const orders = Array.from({ length: count }, (_, at) => ({ id: newId(), number: `${prefix}-${500 + at}` }));
  await db.prisma.order.createMany({
    data: orders.map((order) => ({
      ...order,
      kind: 'sales',
      customerId,
      ownerId: ids.get(more.owner ?? 'sam@x.example') ?? '',
      placedOn: new Date(more.placed),
      currency: 'USD',
      status: 'new',
      warehouse: 'MAIN',
    })),
  });
  await db.prisma.orderLine.createMany({
    data: orders.map(({ id }) => ({ orderId: id, line: 1, productId, quantity: 1, unitPrice: '1' })),
  });
};

const actor = async (email: string) => {
  const member = await memberByEmail(db.prisma, email);
  if (member === null) throw new Error(`nobody is ${email}`);
  return member;
};
const search = async (text: string, who = 'mia@x.example', page = 0) => {
  const found = await searchOrders(db, await actor(who), { text, page, pageSize: 6 });
  if (!found.ok) throw new Error(JSON.stringify(found.refusals));
  return found.value;
};
const numbers = async (text: string, who?: string) =>
  (await search(text, who)).orders.map(({ number }) => number);

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase({ url: own.url, poolSize: 3, onError: () => undefined });
  for (const [email, name, department, role] of PEOPLE)
    ids.set(email, (await writeMember(db.prisma, { email, name, department, roles: [role] })).memberId);
  for (const [code, name, contact] of CUSTOMERS)
    await db.prisma.customer.create({ data: { code, name, contact } });
  for (const [sku, name] of [
    ['P-1', 'Widget'],
    ['TEA-9', 'Earl Grey 茶叶'],
    ['SO-77', 'Odd SKU'],
  ] as const)
    await db.prisma.product.create({ data: { sku, name, unitPrice: '10', currency: 'USD' } });
  await place('SO-1042', 'ACME');
  await place('SO-10421', 'ACMX', { placed: '2026-03-01' });
  await place('BB-31042', 'ACMX', { placed: '2026-04-01' });
  await place('SO-2000', 'SOEHN', { sku: 'TEA-9', price: '99.95' });
  await place('SO-2001', 'PCT', { placed: '2026-02-01' });
  await place('SO-2002', 'MD', { owner: 'eve@x.example', price: '5000' });
  await place('SO-2003', 'XD', { owner: 'eve@x.example', placed: '2026-06-30' });
});
afterAll(async () => {
  await db.close();
  await own.drop();
});

describe('finding orders', () => {
  it('puts the number itself first, then numbers that begin so, then a name that is it, then the newest', async () => {
    expect(await numbers('1042')).toEqual(['SO-1042', 'SO-10421', 'BB-31042']);
    expect(await numbers('acme')).toEqual(['SO-1042', 'BB-31042', 'SO-10421']);
    expect(await numbers('acme tools ltd')).toEqual(['SO-1042']);
    expect(await numbers('so 1042')).toEqual(['SO-1042', 'SO-10421']);
    expect(await numbers('so1042')).toEqual(['SO-1042']);
  });

  it('goes by names of customers, contacts, products, SKUs and owners, without regard to case, accents or width', async () => {
    for (const [typed, found] of [
      ['GRAND HOLD', ['BB-31042', 'SO-10421']],
      ['jorg', ['SO-1042']],
      ['weiss', ['SO-1042']],
      ['sohne pere', ['SO-2000']],
      ['ｔｅａ－９', ['SO-2000']],
      ['elsewhere', ['SO-2003', 'SO-2002']],
      ['earl acme', []],
    ] as const)
      expect(await numbers(typed), typed).toEqual(found);
  });

  it('finds Chinese names by one character, by two, by a part, and with quotes of any kind', async () => {
    for (const [typed, found] of [
      ['德', ['SO-2002']],
      ['明德', ['SO-2002']],
      ['王伟', ['SO-2002']],
      ['有限公司', ['SO-2003', 'SO-2002']],
      ['「上海明德」', ['SO-2002']],
      ['贸易　上海', ['SO-2002']],
      ['茶', ['SO-2000']],
      ['德明', []],
    ] as const)
      expect(await numbers(typed), typed).toEqual(found);
  });

  it('forgives a typing mistake where nothing has the words as typed, and says so', async () => {
    for (const [typed, found] of [
      ['wigdet tols', ['SO-1042']],
      ['acmee hoding', ['BB-31042', 'SO-10421']],
      ['上海民德', ['SO-2002']],
      ['SO-1024', ['SO-1042']],
      ['10422', ['SO-10421', 'SO-1042']],
    ] as const) {
      const result = await search(typed);
      expect(
        result.orders.map(({ number }) => number),
        typed,
      ).toEqual(expect.arrayContaining([...found]));
      expect(result.similar, typed).toBe(true);
    }
    expect(await search('widget')).toMatchObject({ similar: false });
    expect((await search('wodka')).total).toBe(0);
  });

  it('takes wildcards and quotes as what they are', async () => {
    expect(await numbers('100%')).toEqual(['SO-2001']);
    expect(await numbers('cotton_')).toEqual(['SO-2001']);
    for (const typed of ['%', '_', '100%%', '\\', '%%%', 'c_tton', "' OR 1=1 --", '🧵'])
      expect(
        (await numbers(typed)).filter((number) => number !== 'SO-2001'),
        typed,
      ).toEqual([]);
    expect(await numbers('"acme tools"')).toEqual(['SO-1042']);
    expect(await numbers('"tools acme"')).toEqual([]);
  });

  it('narrows by every filter, in either language', async () => {
    for (const [typed, found] of [
      ['customer:acme', ['BB-31042', 'SO-10421', 'SO-1042']],
      ['customer:"tools acme"', ['SO-1042']],
      ['客户：明德', ['SO-2002']],
      ['owner:eve from:2026-02', ['SO-2003']],
      ['部门：Export 到：2026-05', ['SO-2002']],
      ['amount>=99.95 acme', []],
      ['amount>99 amount<100', ['SO-2000']],
      ['金额：1000..1万', ['SO-2002']],
      ['amount>100 JPY', []],
      ['number:1042,SO-2000', ['SO-2000', 'SO-1042']],
      ['kind:purchase', []],
      ['status:shipped', []],
      ['acme status:new to:2026-01-31', ['SO-1042']],
    ] as const)
      expect(await numbers(typed), typed).toEqual(found);
    expect(await numbers('owner:me', 'sam@x.example')).toContain('SO-1042');
    expect(await numbers('owner:me', 'mia@x.example')).toEqual([]);
  });

  it('follows a customer who is renamed and a price that is changed', async () => {
    await place('SO-3000', 'SOEHN', { price: '7' });
    await db.prisma.customer.update({ where: { code: 'SOEHN' }, data: { name: 'Renamed Co' } });
    expect(await numbers('renamed')).toEqual(['SO-3000', 'SO-2000']);
    expect(await numbers('pere')).toEqual([]);
    await db.prisma.orderLine.updateMany({
      where: { order: { number: 'SO-3000' } },
      data: { unitPrice: '123456' },
    });
    expect(await numbers('amount>100000')).toEqual(['SO-3000']);
    const { id: orderId } = await db.prisma.order.findUniqueOrThrow({ where: { number: 'SO-2001' } });
    await db.prisma.orderLine.updateMany({
      where: { order: { number: 'SO-3000' } },
      data: { orderId, line: 2 },
    });
    expect(await numbers('amount>100000')).toEqual(['SO-2001']);
    await db.prisma.orderLine.updateMany({ where: { orderId, line: 2 }, data: { unitPrice: '1' } });
  });

  it('counts and pages up to a limit, says that there are more, and stops at the last page', async () => {
    await placeMany(MOST_FOUND + 5, 'CC', {
      customer: 'ACME',
      product: 'Common Thing',
      placed: '2026-05-01',
    });
    const first = await search('common thing');
    expect(first).toMatchObject({ total: MOST_FOUND, more: true, page: 0 });
    expect(first.orders[0]?.number).toBe('CC-564');
    const last = await search('common thing', 'mia@x.example', 999);
    expect(last).toMatchObject({ page: MOST_FOUND / 6 - 1 });
    expect(last.orders).toHaveLength(6);
    // What fits best is not crowded out by many newer that fit less well.
    expect((await numbers('1042'))[0]).toBe('SO-1042');
    await db.prisma.product.create({
      data: { sku: 'T-1', name: 'Thing', unitPrice: '1', currency: 'USD' },
    });
    await place('SO-4000', 'XD', { sku: 'T-1', placed: '2020-01-01' });
    expect((await numbers('thing'))[0]).toBe('SO-4000');
    expect(await search('common thing', 'eve@x.example')).toMatchObject({ total: 0, more: false });
  });

  it('shows to each person of what they may see alone, and counts nothing else', async () => {
    const all = await db.prisma.order.findMany({ include: { owner: true } });
    const emails = PEOPLE.map(([email]) => email);
    const words = fc.constantFrom(
      'acme',
      'so',
      '1042',
      '明德',
      '有限公司',
      'widget',
      'wigdet',
      'SO-1024',
      'status:new',
      'customer:acme',
      '客户：信达',
      'amount>50',
      'sam',
      'common',
      '德',
      'colour',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...emails),
        fc.array(words, { minLength: 1, maxLength: 2 }),
        async (email, typed) => {
          const text = typed.join(' ');
          const member = await actor(email);
          const result = await searchOrders(db, member, { text, page: 0, pageSize: MOST_FOUND });
          if (!result.ok) return;
          const visible = new Set(
            all
              .filter(
                ({ owner }) =>
                  member.roles.includes('manager') ||
                  (member.roles.includes('sales') && owner.department === member.department),
              )
              .map(({ number }) => number),
          );
          for (const { number } of result.value.orders) expect(visible).toContain(number);
          expect(result.value.total).toBe(result.value.orders.length);
          // Whoever sees fewer finds of what a manager finds exactly those, unless they were crowded out or forgiven.
          const whole = await search(text);
          if (whole.more || whole.similar || result.value.similar) return;
          const wholePage = await searchOrders(db, await actor('mia@x.example'), {
            text,
            page: 0,
            pageSize: MOST_FOUND,
          });
          const expected = wholePage.ok
            ? wholePage.value.orders.map(({ number }) => number).filter((number) => visible.has(number))
            : [];
          expect(result.value.orders.map(({ number }) => number).sort()).toEqual(expected.sort());
        },
      ),
      { numRuns: 40 },
    );
  });

  it('lists what a message means: whole numbers, and parts where there is none, of what one may see', async () => {
    const mentioned = async (email: string, ...numbers: string[]) =>
      (await listMentioned(db, await actor(email), { numbers, limit: 4 })).orders.map(({ number }) => number);
    expect(await mentioned('mia@x.example', '1042', 'so 2002')).toEqual(['SO-2002', 'SO-1042']);
    expect(await mentioned('mia@x.example', '042')).toEqual(['BB-31042', 'SO-10421', 'SO-1042']);
    expect(await mentioned('eve@x.example', '1042', 'SO-2002')).toEqual(['SO-2002']);
    expect(await mentioned('ada@x.example', '1042')).toEqual([]);
  });

  it('puts what fits all the words best first, however many are newer, and whatever others have', async () => {
    for (const [code, name] of [
      ['Z-1', 'zork'],
      ['Z-2', 'Grand zorkers'],
    ] as const)
      await db.prisma.customer.create({ data: { code, name } });
    await placeMany(70, 'OLD', { customer: 'Z-1', product: 'Blip pro', placed: '2026-01-01' });
    await placeMany(70, 'NEW', { customer: 'Z-2', product: 'xblipx', placed: '2026-02-01' });
    const best = await search('zork blip', 'sam@x.example');
    expect(best.orders[0]?.number).toBe('OLD-569');
    expect(await numbers('blip zork', 'sam@x.example')).toEqual(best.orders.map(({ number }) => number));
    await placeMany(100, 'EVE', {
      customer: 'XD',
      product: 'Blip pro',
      placed: '2026-03-01',
      owner: 'eve@x.example',
    });
    expect(await search('zork blip', 'sam@x.example')).toEqual(best);
    // More than are all compared.
    await placeMany(2_100, 'MANY', { customer: 'Z-2', product: 'xblipx', placed: '2026-04-01' });
    expect(await search('zork blip', 'sam@x.example')).toEqual(best);
    expect(await search('blip zork', 'sam@x.example')).toEqual(best);
  });

  it('forgives a mistake in what names no order that one may see, by the nearest names of a long list alone', async () => {
    await db.prisma.customer.create({ data: { code: 'SOEHM', name: 'Grant Care' } });
    await place('SO-5000', 'SOEHM', { owner: 'eve@x.example' });
    expect(await numbers('grant', 'eve@x.example')).toEqual(['SO-5000']);
    expect(await search('grant holding', 'sam@x.example')).toMatchObject({ similar: true });
    expect(await numbers('grant holding', 'mia@x.example')).toEqual([]);
    await db.prisma.product.createMany({
      data: Array.from({ length: 250 }, (_, at) => ({
        sku: `GM-${at}`,
        name: `Gadget model ${at}`,
        unitPrice: '1',
        currency: 'USD',
      })),
    });
    const [near] = await namesLike(db, ['gagdet']);
    expect(near?.[1].names).toHaveLength(200);
  });
});

describe('what the database keeps to find orders by', () => {
  it('is for every order of three currencies exactly its total', async () => {
    const second = await createTestDatabase();
    const other = openDatabase({ url: second.url, poolSize: 2, onError: () => undefined });
    expect(await importFolder(other, { folder: SECOND_DATA_SET })).toMatchObject({ ok: true });
    const kept = new Map(
      (await other.prisma.orderAmount.findMany()).map(({ orderId, amount }) => [orderId, amount.toString()]),
    );
    const orders = await other.prisma.order.findMany({ include: { lines: true } });
    expect(kept.size).toBe(orders.length);
    for (const order of orders)
      expect(
        new Decimal(kept.get(order.id) ?? NaN).eq(
          toMajor({ amount: orderTotal(order), currency: order.currency }),
        ),
        order.number,
      ).toBe(true);
    await other.close();
    await second.drop();
  });
});
