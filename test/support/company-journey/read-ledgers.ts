import type { Database } from '../../../src/platform/db/client.js';
import { readAccounts, readLevels } from '../read-company.js';
import { type Ledgers, withoutEven } from './expected-ledgers.js';

/** Stock and books as they stand in the database. */
export const readLedgers = async (db: Database): Promise<Ledgers> => {
  const held = await db.prisma.reservation.findMany({
    where: { quantity: { not: 0 } },
    include: {
      line: { select: { line: true, order: { select: { number: true } } } },
      level: { select: { warehouse: true, location: true, product: { select: { sku: true } } } },
    },
  });
  return {
    levels: await readLevels(db),
    reservations: Object.fromEntries(
      held.map(({ quantity, line, level }) => [
        `${line.order.number}/${line.line} ${level.product.sku} ${level.warehouse} ${level.location}`,
        quantity,
      ]),
    ),
    accounts: withoutEven(await readAccounts(db)),
  };
};
