import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sayCheckFailure } from '../../../src/edges/cli/check-words.js';
import type { VerifyReport } from '../../../src/features/verify/check.js';
import { verify } from '../../../src/features/verify/verify.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { translator } from '../../../src/words/translator.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { BREAKS } from './breaks.js';
import { liveInCompany } from './lived-in-company.js';

/** Gaps that nothing filled, and states and roles that were left in English. */
const UNSAID = /\{\{|undefined|“[a-z]|\b(manager|finance|sales|channel|refund|receipt|none)\b/;

/** Ends the transaction in which something was broken. */
class Undo extends Error {}

describe('verify', () => {
  let own: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    own = await createTestDatabase();
    db = openDatabase({ url: own.url, poolSize: 3, onError: () => undefined });
    await liveInCompany(db);
  });
  afterAll(async () => {
    await db.close();
    await own.drop();
  });

  /** Breaks rows with every trigger off, verifies, and takes it all back. */
  const verifyBroken = async (sql: readonly string[]): Promise<VerifyReport> => {
    let report: VerifyReport | undefined;
    await db.prisma
      .$transaction(
        async (tx) => {
          await tx.$executeRawUnsafe(`SET LOCAL session_replication_role = 'replica'`);
          for (const statement of sql) await tx.$executeRawUnsafe(statement);
          // Safe: verify uses nothing of the database but a transaction, and is given this one.
          const inHere = { prisma: { $transaction: (work: (t: typeof tx) => unknown) => work(tx) } };
          report = await verify(inHere as unknown as Database);
          throw new Undo();
        },
        { timeout: 30_000 },
      )
      .catch((thrown: unknown) => {
        if (!(thrown instanceof Undo)) throw thrown;
      });
    if (report === undefined) throw new Error('nothing was verified');
    return report;
  };

  it('finds nothing wrong where orders were cancelled, rejected and paid out as they should', async () => {
    const report = await verify(db);
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.ok).toBe(true);
    for (const name of [
      'step-receipts',
      'money-complete',
      'cancelled-orders',
      'approvals-legal',
      'refund-attempts',
    ]) {
      expect(report.checks.find((check) => check.name === name)?.checked).toBeGreaterThan(0);
    }
  });

  it.each(BREAKS.map((one) => [one.what, one] as const))(
    'notices that %s',
    async (_what, { check, says, sql }) => {
      const report = await verifyBroken(sql);
      expect(report.ok).toBe(false);
      const result = report.checks.find(({ name }) => name === check);
      expect(result?.ok).toBe(false);
      const said = (locale: string) =>
        (result?.failures ?? []).map((failure) => sayCheckFailure(failure, translator(locale)));
      expect(said('en').join('\n')).toMatch(says);
      for (const line of said('zh-CN')) {
        expect(line).toMatch(/\p{Script=Han}/u);
        expect(line).not.toMatch(UNSAID);
      }
      for (const line of said('en')) expect(line).not.toMatch(/\{\{|undefined/);
      expect(result?.failures.every(({ id }) => id !== '')).toBe(true);
    },
  );

  it('says how many rows are wrong where it does not list them all', async () => {
    const report = await verifyBroken([
      `INSERT INTO delivery (id, key, kind, recipient, payload, next_attempt_at)
       SELECT gen_random_uuid(), 'k' || n, 'outcome', 'member:x', '{}', now() - interval '1 hour' FROM generate_series(1, 80) n`,
    ]);
    expect(report.checks.find(({ name }) => name === 'deliveries')).toMatchObject({ failed: 80 });
    expect(report.checks.find(({ name }) => name === 'deliveries')?.failures).toHaveLength(50);
  });
});
