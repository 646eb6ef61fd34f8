import { insertEntry } from '../../../src/features/finance/finance-store.js';
import { postings } from '../../../src/features/finance/posting-rules.js';
import type { Database } from '../../../src/platform/db/client.js';
import { inTransaction } from '../../../src/platform/db/in-transaction.js';

/** Somebody corrects the freight of an order: one minor unit more. */
export const correctFreight = async (db: Database, number: string): Promise<void> => {
  await db.prisma.order.update({ where: { number }, data: { freight: { increment: 1n } } });
};

/** The customer pays something more, booked as the import books deposits. */
export const payMore = (db: Database, number: string, amount: bigint): Promise<unknown> =>
  inTransaction(db, async (tx) => {
    const { id: orderId, currency } = await tx.order.findUniqueOrThrow({ where: { number } });
    const payment = await tx.payment.create({
      data: {
        orderId,
        method: 'card',
        amount,
        currency,
        paidOn: new Date('2026-03-02'),
        reference: `LATER-${number}`,
      },
    });
    return insertEntry(tx, {
      rule: 'customer-deposit',
      source: 'payment',
      sourceId: payment.id,
      bookedOn: payment.paidOn,
      reason: null,
      lines: postings.customerDeposit({ amount, currency }),
    });
  });
