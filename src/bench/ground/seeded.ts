import { addCustomers, customersOf, foundCompany, placeOrders } from './company.js';
import type { Ground } from './ground.js';
import { onConnection } from './sql.js';

/** A database with the company and so many orders that can be cancelled. */
export const seededDatabase = async (ground: Ground, orders: number): Promise<string> => {
  const url = await ground.create();
  await onConnection(url, async (client) => {
    await foundCompany(client);
    await addCustomers(client, 0, customersOf(orders));
    await placeOrders(client, { from: 0, to: orders });
    await client.query('VACUUM (ANALYZE)');
  });
  return url;
};
