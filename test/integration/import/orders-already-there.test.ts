import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importFolder } from '../../../src/features/import/import-folder.js';
import { type Desk, openDesk } from '../../support/desk.js';
import { withFolder } from '../../support/import-folder-files.js';
import { placeOrder, seedCompany } from '../../support/small-company.js';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
  await seedCompany(desk.db);
});
afterEach(() => desk.close());

const ORDERS = 'number,kind,party_code,owner_email,placed_on,required_on,currency,freight,status,warehouse\n';
const order = (number: string): string =>
  `${ORDERS}${number},sales,ACME,sam@example.com,2026-03-01,,USD,0,new,MAIN\n`;

const importFiles = (files: Record<string, string>) =>
  withFolder(files, (folder) => importFolder(desk.db, { folder }));

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
