import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createTestDatabase } from '../../support/database.js';

const names = async (url: string, sql: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
};

describe('The database of a test suite', () => {
  it('is its own: what one suite writes, no other sees', async () => {
    const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    await names(one.url, 'CREATE TABLE only_here (id int)');
    const tables = `SELECT table_name FROM information_schema.tables WHERE table_name = 'only_here'`;
    expect(await names(one.url, tables)).toEqual(['only_here']);
    expect(await names(other.url, tables)).toEqual([]);
    await Promise.all([one.drop(), other.drop()]);
  });

  it('knows the trigrams of Chinese names', async () => {
    const database = await createTestDatabase();
    await names(database.url, 'CREATE EXTENSION IF NOT EXISTS pg_trgm');
    expect((await names(database.url, `SELECT unnest(show_trgm('王伟'))`)).length).toBeGreaterThan(0);
    await database.drop();
  });
});
