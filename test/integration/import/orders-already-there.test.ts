import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importFolder } from '../../../src/features/import/import-folder.js';
import { type Desk, openDesk } from '../../support/desk.js';
import { withFolder } from '../../support/import-folder-files.js';
import { placeOrder, seedCompany } from '../../support/small-company.js';
import { waitFor } from '../../support/wait-for.js';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
  await seedCompany(desk.db);
});
afterEach(() => desk.close());

const ORDERS = 'number,kind,party_code,owner_email,placed_on,required_on,currency,freight,status,warehouse\n';
const order = (number: string): string =>
  `${ORDERS}${number},sales,ACME,sam@example.com,2026-03-01,,USD,0,new,MAIN\n`;
const payment = (number: string): string =>
  `order_number,method,amount,currency,paid_on,reference\n${number},card,5.00,USD,2026-03-01,LATE-1\n`;

const importFiles = (files: Record<string, string>) =>
  withFolder(files, (folder) => importFolder(desk.db, { folder }));

/** How many connections to this database wait for a lock. */
const waiting = async (): Promise<number> => {
  const [row] = await desk.db.prisma.$queryRaw<{ waiting: number }[]>`
    SELECT count(*)::int AS waiting FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return row?.waiting ?? 0;
};

describe('importing a new order', () => {
  it('is refused when its number differs from one that is there in case alone', async () => {
    const number = await placeOrder(desk.db, { quantity: 1 });
    expect(await importFiles({ 'orders.csv': order(number.toLowerCase()) })).toEqual({
      ok: false,
      refusals: [
        {
          kind: 'wrong-rows',
          rows: [
            {
              file: 'orders.csv',
              line: 2,
              column: 'number',
              reason: 'other-case',
              values: { value: number.toLowerCase(), expected: number },
            },
          ],
        },
      ],
    });
    expect(await desk.db.prisma.order.count()).toBe(1);
  });
});

describe('importing a payment', () => {
  it('is refused for an order that was cancelled here: nothing could give the money back', async () => {
    const number = await placeOrder(desk.db, { quantity: 1 });
    await desk.db.prisma.order.update({
      where: { number },
      data: { status: 'cancelled', cancelledAt: new Date('2026-02-01T09:30:00Z') },
    });
    expect(await importFiles({ 'payments.csv': payment(number) })).toMatchObject({
      ok: false,
      refusals: [
        {
          rows: [
            {
              file: 'payments.csv',
              line: 2,
              column: 'order_number',
              reason: 'order-cancelled',
              values: { value: number, expected: '2026-02-01' },
            },
          ],
        },
      ],
    });
    expect(await desk.db.prisma.payment.count()).toBe(0);
  });

  it('is taken, with a note, for an order that came in as cancelled', async () => {
    const files = {
      'orders.csv': order('OLD-1').replace('new', 'cancelled'),
      'payments.csv': payment('OLD-1'),
    };
    const warnings = [{ kind: 'cancelled-order-with-payment', subject: 'OLD-1' }];
    expect(await importFiles({ 'orders.csv': files['orders.csv'] })).toMatchObject({ ok: true });
    expect(await importFiles(files)).toMatchObject({ ok: true, value: { warnings } });
    expect(await desk.db.prisma.payment.count()).toBe(1);
  });

  it('waits for a cancellation that begins at the same moment and then names the order and since when (C2)', async () => {
    const number = await placeOrder(desk.db, { quantity: 1 });
    const begun = await desk.db.prisma.$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT id FROM "order" WHERE number = ${number} FOR UPDATE`;
        // Both wait for the order: first the cancellation, which nobody has to decide, then the import.
        const cancellation = desk.request(number, 'sam@example.com');
        await waitFor(async () => (await waiting()) === 1);
        const imported = importFiles({ 'payments.csv': payment(number) });
        await waitFor(async () => (await waiting()) === 2);
        return { answers: Promise.allSettled([cancellation, imported]) };
      },
      { timeout: 30_000 },
    );
    const [cancellation, imported] = await begun.answers;
    expect(cancellation).toMatchObject({ status: 'fulfilled', value: { ok: true } });
    const execution = await desk.db.prisma.execution.findFirstOrThrow();
    expect(imported).toMatchObject({
      status: 'fulfilled',
      value: {
        ok: false,
        refusals: [
          {
            rows: [
              {
                column: 'order_number',
                reason: 'order-in-execution',
                values: {
                  value: number,
                  expected: `${execution.createdAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
                },
              },
            ],
          },
        ],
      },
    });
    expect(await desk.db.prisma.payment.count()).toBe(0);
  });
});
