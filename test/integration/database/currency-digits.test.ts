import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currencyDigits } from '../../../src/kernel/currencies.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { formatMoney } from '../../../src/words/formats.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let own: TestDatabase;
let db: Database;

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase({ url: own.url, poolSize: 2, onError: () => undefined });
});
afterAll(async () => {
  await db.close();
  await own.drop();
});

describe('the decimals of a currency', () => {
  it('are the same in the product and in the database, for every currency', async () => {
    const codes = [...new Set([...Intl.supportedValuesOf('currency'), 'CLF', 'UYW', 'UYI'])];
    const rows = await db.prisma.$queryRaw<{ code: string; digits: number }[]>`
      SELECT code, countermand_currency_digits(code) AS digits FROM unnest(${codes}::text[]) AS code`;
    expect(rows).toHaveLength(codes.length);
    expect(rows.filter(({ code, digits }) => digits !== currencyDigits(code))).toEqual([]);
  });

  it('do not follow what is usual where Node was built: 1,250.00 HUF stay 125,000 minor units', () => {
    expect(currencyDigits('HUF')).toBe(2);
    expect(formatMoney({ amount: 125_000n, currency: 'HUF' }, 'en-US')).toMatch(/1,250\.00/);
  });
});
