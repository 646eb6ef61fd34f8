import { isDeepStrictEqual } from 'node:util';
import { openDatabase } from '../../../src/platform/db/client.js';
import { expectedLedgers } from '../../support/company-journey/expected-ledgers.js';
import { readLedgers } from '../../support/company-journey/read-ledgers.js';
import type { Company } from '../company.js';
import type { Ledger } from '../ledger.js';
import type { Finding } from './finding.js';

const differences = (
  place: string,
  expected: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
): Finding[] =>
  [...new Set([...Object.keys(expected), ...Object.keys(actual)])]
    .filter((name) => !isDeepStrictEqual(expected[name], actual[name]))
    .map((name) => ({
      kind: 'books',
      what: `${place} ${name} is ${written(actual[name])} instead of ${written(expected[name])}`,
      ids: {},
    }));

const written = (value: unknown): string =>
  JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? inner.toString() : inner)) ?? 'absent';

/** Each settled order has its stock and books exactly once: by an independent calculation from the import folder. */
export const booksAsCalculated = async (
  url: string,
  company: Company,
  ledger: Ledger,
): Promise<Finding[]> => {
  const done = ledger.requests.filter(({ state }) => state === 'done');
  const paid = new Set(
    ledger.attempts.filter(({ state }) => state === 'succeeded').map(({ number }) => number),
  );
  const numbers = done.map(({ number }) => number);
  const expected = expectedLedgers(company.folder, {
    cancelled: new Set(numbers),
    kept: new Set(done.filter(({ keeps }) => keeps).map(({ number }) => number)),
    notPaidOut: new Set(numbers.filter((number) => !paid.has(number))),
  });
  const db = openDatabase({ url, poolSize: 2, onError: () => undefined });
  try {
    const actual = await readLedgers(db);
    return [
      ...differences('shelf', expected.levels, actual.levels),
      ...differences('reservation', expected.reservations, actual.reservations),
      ...differences('account', expected.accounts, actual.accounts),
      ...ledger.steps
        .filter(({ state, receipts }) => state !== 'done' || receipts !== 1)
        .map(
          ({ executionId, number, step, state, receipts, error }): Finding => ({
            kind: receipts > 1 ? 'doubled' : 'lost',
            what: `the step ${step} is ${state} with ${receipts} receipts`,
            ids: { execution: executionId, number, error },
          }),
        ),
    ];
  } finally {
    await db.close();
  }
};
