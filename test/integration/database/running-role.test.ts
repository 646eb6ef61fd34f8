import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { verify } from '../../../src/features/verify/verify.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { migrate } from '../../../src/platform/db/migrate.js';
import { openPostgresBackend } from '../../../src/platform/queue/postgres-backend.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { liveInCompany } from '../verify/lived-in-company.js';

const SECURITY = new URL('../../../docs/security.md', import.meta.url);

describe('a role that owns nothing, made as docs/security.md says', () => {
  const role = `run_${randomBytes(6).toString('hex')}`;
  let own: TestDatabase;
  let db: Database;
  let url: string;

  const asOwner = async (...statements: string[]): Promise<void> => {
    const client = new pg.Client({ connectionString: own.url });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    own = await createTestDatabase();
    const at = new URL(own.url);
    const [, block = ''] = /```sql\n(.*?)```/s.exec(await readFile(SECURITY, 'utf8')) ?? [];
    const named = block
      .replaceAll('countermand_run', role)
      .replaceAll('DATABASE countermand', `DATABASE ${at.pathname.slice(1)}`);
    await asOwner(named);
    at.username = role;
    at.password = 'a long secret';
    url = at.toString();
    db = openDatabase({ url, poolSize: 3, onError: () => undefined });
  });
  afterAll(async () => {
    await db.close();
    await asOwner(`DROP OWNED BY ${role} CASCADE`);
    await own.drop();
    const admin = new pg.Client({ connectionString: inject('databaseAdminUrl') });
    await admin.connect();
    await admin.query(`DROP ROLE ${role}`);
    await admin.end();
  });

  it('can do all of the product’s work, from the import to the payout, and keep its queue', async () => {
    expect(await migrate(url)).toEqual([]);
    await liveInCompany(db);
    expect((await verify(db)).ok).toBe(true);
    const queue = await openPostgresBackend({ databaseUrl: url, poolSize: 2, onError: () => undefined });
    await queue.close();
  });

  it.each([
    ['switch off what keeps the books', 'ALTER TABLE journal_line DISABLE TRIGGER USER', /must be owner/],
    ['pass over it', `SET session_replication_role = 'replica'`, /permission denied/],
    ['empty a ledger, though it named its data a demo', 'TRUNCATE audit_event', /permission denied/],
    ['drop a table', 'DROP TABLE audit_event', /must be owner/],
    ['change what was written', 'UPDATE journal_line SET debit = 1', /append-only/],
  ])('cannot %s (M13, C5)', async (_what, statement, says) => {
    await expect(db.prisma.$executeRawUnsafe(statement)).rejects.toThrow(says);
  });
});
