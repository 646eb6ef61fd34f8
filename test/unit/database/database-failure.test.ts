import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/kernel/errors.js';
import { openDatabase } from '../../../src/platform/db/client.js';
import {
  asDatabaseFailure,
  isConflict,
  recogniseDatabaseFailure,
} from '../../../src/platform/db/database-failure.js';

const withCode = (code: string): Error => Object.assign(new Error(`it said ${code}`), { code });

/** As Prisma hands on what the adapter met in raw SQL. */
const fromRawSql = (originalCode: string): Error =>
  Object.assign(new Error('Raw query failed'), {
    code: 'P2010',
    meta: { driverAdapterError: { cause: { originalCode, kind: 'postgres' } } },
  });

describe('A failure of the database', () => {
  const outages = [
    'P1001',
    'P1017',
    'P2024',
    'ECONNREFUSED',
    'ECONNRESET',
    '57P01',
    '57P03',
    '08006',
    '53300',
  ];
  // No room on the disk, no memory: no step is to be set aside for it, since Retry mends nothing while it lasts.
  it.each([...outages, '53100', '53200', '58030'])('with code %s is one to try again later', (code) => {
    expect(asDatabaseFailure(withCode(code))).toMatchObject({
      code: 'database-unavailable',
      retryable: true,
    });
  });

  it('is found out also when raw SQL met it', () => {
    expect(asDatabaseFailure(fromRawSql('57P01'))).toMatchObject({ code: 'database-unavailable' });
  });

  it('is one to try again later when raw SQL finds nobody there, as at a start just after the database went', async () => {
    const nowhere = 'postgres://nobody@127.0.0.1:1/nothing';
    const db = openDatabase({ url: nowhere, poolSize: 1, onError: () => undefined });
    const met = await db.prisma.$queryRaw`SELECT 1`.catch((error: unknown) => error);
    await db.close();
    expect(recogniseDatabaseFailure(met)).toMatchObject({ code: 'database-unavailable', retryable: true });
  });

  it.each(['ConnectionClosed', 'DatabaseNotReachable', 'SocketTimeout'])(
    'is found out also when it came in the middle of a COMMIT, of which the adapter says only %s',
    (kind) => {
      const lost = Object.assign(new Error(kind, { cause: { kind } }), { name: 'DriverAdapterError' });
      expect(asDatabaseFailure(lost)).toMatchObject({ code: 'database-unavailable', retryable: true });
    },
  );

  it('keeps the reason as its cause', () => {
    const reason = withCode('ECONNREFUSED');
    expect(asDatabaseFailure(reason)).toHaveProperty('cause', reason);
  });

  it.each(['23505', '23514', 'P2002', '42601'])(
    'with code %s is left as it is: trying again would not help',
    (code) => {
      const error = withCode(code);
      expect(asDatabaseFailure(error)).toBe(error);
    },
  );

  it('is not seen in the error of a bare socket by whoever does not know whose socket that was', () => {
    const redisMailOrSlack = withCode('ECONNREFUSED');
    expect(recogniseDatabaseFailure(redisMailOrSlack)).toBe(redisMailOrSlack);
    for (const error of [withCode('P1001'), fromRawSql('57P01')])
      expect(recogniseDatabaseFailure(error)).toMatchObject({ code: 'database-unavailable' });
  });

  it('that already says what it is, is left as it is', () => {
    const failure = new Failure('anything', 'said before', { retryable: false, cause: withCode('57P01') });
    expect(asDatabaseFailure(failure)).toBe(failure);
  });
});

describe('A conflict between transactions', () => {
  it.each(['40001', '40P01'])('is known by %s, whether a model or raw SQL met it', (code) => {
    expect(isConflict(withCode(code))).toBe(true);
    expect(isConflict(fromRawSql(code))).toBe(true);
  });

  it('is not a broken rule, an outage or a plain error', () => {
    for (const code of ['23505', 'P2002', '57P01']) expect(isConflict(withCode(code))).toBe(false);
    expect(isConflict(new Error('no'))).toBe(false);
    expect(isConflict(undefined)).toBe(false);
  });
});
