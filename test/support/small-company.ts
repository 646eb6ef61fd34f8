import { writeMember } from '../../src/features/access/member-store.js';
import { insertEntry } from '../../src/features/finance/finance-store.js';
import { postings } from '../../src/features/finance/posting-rules.js';
import type { Role } from '../../src/kernel/actor.js';
import { newId } from '../../src/kernel/ids.js';
import type { Database } from '../../src/platform/db/client.js';
import { inTransaction } from '../../src/platform/db/in-transaction.js';

const PEOPLE: ReadonlyArray<readonly [string, string, string, readonly Role[]]> = [
  ['sam@example.com', 'Sam Sales', 'Sales', ['sales']],
  ['sue@example.com', 'Sue Sales', 'Sales', ['sales']],
  ['eve@example.com', 'Eve Elsewhere', 'Export', ['sales']],
  ['mia@example.com', 'Mia Manager', 'Sales', ['manager']],
  ['max@example.com', 'Max Both', 'Sales', ['manager', 'finance']],
  ['fay@example.com', 'Fay Finance', 'Finance', ['finance']],
  ['will@example.com', 'Will Warehouse', 'Warehouse', ['warehouse']],
];

/** A company of seven, one product at 10.00 USD with plenty in stock, one customer without a mail address. */
export const seedCompany = async (db: Database): Promise<void> => {
  for (const [email, name, department, roles] of PEOPLE) {
    await writeMember(db.prisma, { email, name, department, roles });
  }
  await db.prisma.customer.create({ data: { code: 'ACME', name: 'Acme <Ltd> & Söhne', country: 'Germany' } });
  const product = await db.prisma.product.create({
    data: { sku: 'P-1', name: 'Widget', unitPrice: '10', currency: 'USD' },
  });
  const level = await db.prisma.stockLevel.create({
    data: { productId: product.id, warehouse: 'MAIN', location: 'A-01' },
  });
  await db.prisma.stockMovement.create({
    data: {
      levelId: level.id,
      cause: 'opening',
      onHandDelta: 1_000_000,
      source: 'import',
      sourceId: 'opening',
    },
  });
};

let placed = 0;

/** A new sales order of Sam's for the product, reserved in full; `paid` (cents) as one payment. Answers its number. */
export const placeOrder = async (
  db: Database,
  { quantity, paid }: { quantity: number; paid?: bigint },
): Promise<string> => {
  placed += 1;
  const number = `SO-${placed}`;
  const owner = await db.prisma.member.findUniqueOrThrow({ where: { email: 'sam@example.com' } });
  const customer = await db.prisma.customer.findUniqueOrThrow({ where: { code: 'ACME' } });
  const product = await db.prisma.product.findUniqueOrThrow({
    where: { sku: 'P-1' },
    include: { levels: true },
  });
  const lineId = newId();
  await db.prisma.order.create({
    data: {
      number,
      kind: 'sales',
      customerId: customer.id,
      ownerId: owner.id,
      placedOn: new Date('2026-01-05'),
      currency: 'USD',
      status: 'new',
      warehouse: 'MAIN',
      lines: { create: [{ id: lineId, line: 1, productId: product.id, quantity, unitPrice: '10' }] },
    },
  });
  await db.prisma.stockMovement.create({
    data: {
      levelId: product.levels[0]?.id ?? '',
      orderLineId: lineId,
      cause: 'reserve',
      reservedDelta: quantity,
      source: 'import',
      sourceId: number,
    },
  });
  if (paid !== undefined) {
    const payment = await db.prisma.payment.create({
      data: {
        order: { connect: { number } },
        method: 'card',
        amount: paid,
        currency: 'USD',
        paidOn: new Date('2026-01-06'),
        reference: `PAY-${number}`,
      },
    });
    await inTransaction(db, (tx) =>
      insertEntry(tx, {
        rule: 'customer-deposit',
        source: 'payment',
        sourceId: payment.id,
        bookedOn: payment.paidOn,
        reason: null,
        lines: postings.customerDeposit({ amount: paid, currency: 'USD' }),
      }),
    );
  }
  return number;
};
