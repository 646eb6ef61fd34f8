import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate, pendingMigrations } from '../../../src/platform/db/migrate.js';
import { migrationsFolder } from '../../../src/platform/db/migration-files.js';
import { schemaDifference } from '../../../src/platform/db/schema-engine.js';
import { currentSchema, migratedSchema, writeMigration } from '../../../src/platform/db/write-migration.js';
import { exitCodeOf } from '../../../src/platform/process/exit-code.js';
import { createBlankDatabase, createTestDatabase, type TestDatabase } from '../../support/database.js';

const ROOT = join(migrationsFolder(), '../..');

const rows = async (url: string, sql: string): Promise<string[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const answer = await client.query({ text: sql, rowMode: 'array' });
    // Several statements at once answer several results.
    return Array.isArray(answer) ? [] : answer.rows.map((row) => row.join(' ')).sort();
  } finally {
    await client.end();
  }
};

const TABLES = `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'`;

describe('Migrations', () => {
  let database: TestDatabase;
  let folder: string;

  const add = async (name: string, sql: string): Promise<void> => {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, 'migration.sql'), sql);
  };

  beforeEach(async () => {
    database = await createBlankDatabase();
    folder = await mkdtemp(join(tmpdir(), 'countermand-migrations-'));
    await add('20260101000000_first', 'CREATE TABLE first (id int PRIMARY KEY);');
  });

  afterEach(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  it('bring an empty database up to date once, and a second time change nothing', async () => {
    expect(await pendingMigrations(database.url)).toEqual(await migrate(database.url));
    expect(await pendingMigrations(database.url)).toEqual([]);
    expect(await migrate(database.url)).toEqual([]);
  });

  it('change no database where the process may not, and only an empty one where it may set one up', async () => {
    await expect(migrate(database.url, folder, 'as-is')).rejects.toMatchObject({ code: 'database-older' });
    expect(await rows(database.url, TABLES)).toEqual([]);
    expect(await migrate(database.url, folder, 'set-up')).toEqual(['20260101000000_first']);
    expect(await migrate(database.url, folder, 'as-is')).toEqual([]);
    await add('20260102000000_second', 'CREATE TABLE second (id int PRIMARY KEY);');
    for (const preparation of ['set-up', 'as-is'] as const) {
      await expect(migrate(database.url, folder, preparation)).rejects.toMatchObject({
        code: 'database-older',
        retryable: false,
        message: expect.stringContaining('this database needs 1 migration: run'),
        details: { count: 1 },
      });
    }
    expect(await rows(database.url, TABLES)).toEqual(['_prisma_migrations', 'first']);
  });

  it('are applied once when several processes start at the same time', async () => {
    await add('20260102000000_second', 'CREATE TABLE second (id int PRIMARY KEY);');
    const answers = await Promise.all([1, 2, 3].map(() => migrate(database.url, folder)));
    expect(answers.flat()).toEqual(['20260101000000_first', '20260102000000_second']);
    expect(
      await rows(database.url, 'SELECT migration_name, applied_steps_count FROM _prisma_migrations'),
    ).toEqual(['20260101000000_first 1', '20260102000000_second 1']);
  });

  it('may hold functions and triggers, whose bodies are full of semicolons', async () => {
    await add(
      '20260102000000_trigger',
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'append-only; really'; END; $$;
       CREATE TRIGGER refuse BEFORE UPDATE ON first FOR EACH ROW EXECUTE FUNCTION refuse();`,
    );
    await migrate(database.url, folder);
    await rows(database.url, 'INSERT INTO first VALUES (1)');
    await expect(rows(database.url, 'UPDATE first SET id = 2')).rejects.toThrow('append-only; really');
  });

  it('leave nothing of one that fails, say why, and go on once it is repaired', async () => {
    await add('20260102000000_broken', 'CREATE TABLE half (id int); SELECT nonsense;');
    await expect(migrate(database.url, folder)).rejects.toMatchObject({
      code: 'migration-failed',
      retryable: false,
      message: expect.stringMatching(/20260102000000_broken.*"nonsense" does not exist/),
    });
    expect(await rows(database.url, TABLES)).toEqual(['_prisma_migrations', 'first']);
    await add('20260102000000_broken', 'CREATE TABLE half (id int);');
    expect(await migrate(database.url, folder)).toEqual(['20260102000000_broken']);
  });

  it('refuse a database that is newer than the program', async () => {
    await add('20260102000000_future', 'CREATE TABLE future (id int);');
    await migrate(database.url, folder);
    await rm(join(folder, '20260102000000_future'), { recursive: true });
    for (const ask of [migrate, pendingMigrations]) {
      await expect(ask(database.url, folder)).rejects.toMatchObject({
        code: 'database-newer',
        message: expect.stringContaining('20260102000000_future'),
      });
    }
  });

  it('refuse to go on when one that was applied reads otherwise now', async () => {
    await migrate(database.url, folder);
    await add('20260101000000_first', 'CREATE TABLE other (id int);');
    await expect(migrate(database.url, folder)).rejects.toMatchObject({ code: 'migration-edited' });
  });

  it('refuse a database that cannot hold every name, and one in which the user may make nothing, before anything is made', async () => {
    const name = new URL(database.url).pathname.slice(1);
    const other = (change: (url: URL) => void): string => {
      const url = new URL(database.url);
      change(url);
      return url.toString();
    };
    const ascii = other((url) => {
      url.pathname = `/${name}_ascii`;
    });
    const guest = other((url) => Object.assign(url, { username: `${name}_guest`, password: 'guest' }));
    await rows(
      database.url,
      `CREATE DATABASE ${name}_ascii TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'`,
    );
    await rows(database.url, `CREATE ROLE ${name}_guest LOGIN PASSWORD 'guest'`);
    await rows(database.url, 'REVOKE CREATE ON SCHEMA public FROM PUBLIC');
    for (const [url, code, why] of [
      [ascii, 'database-not-utf8', 'SQL_ASCII'],
      [guest, 'database-closed', `${name}_guest may not create tables`],
    ] as const) {
      const failure = await migrate(url, folder).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code, message: expect.stringContaining(why) });
      expect(exitCodeOf(failure)).toBe(78);
      expect(await rows(url, TABLES)).toEqual([]);
    }
    await rows(database.url, `DROP DATABASE ${name}_ascii`);
    await rows(database.url, `DROP ROLE ${name}_guest`);
  });

  it('answer a retryable failure when the database is not there', async () => {
    const failing = migrate('postgresql://x:y@127.0.0.1:1/none', folder);
    await expect(failing).rejects.toMatchObject({ code: 'database-unavailable', retryable: true });
  });
});

describe('A new migration', () => {
  it('holds what changed since the last one, then what was written by hand, and nothing if nothing changed', async () => {
    const root = await mkdtemp(join(tmpdir(), 'countermand-schema-'));
    const write = (name: string, day: number, handWritten?: string): Promise<string | undefined> =>
      writeMigration({ root, name, handWritten, now: new Date(Date.UTC(2026, 0, day)) });
    await mkdir(join(root, 'prisma/schema'), { recursive: true });
    const main = 'datasource db {\n  provider = "postgresql"\n}\n';
    const model = (more: string): string => `${main}model Jar {\n  id Int @id\n  ${more}\n}\n`;
    await writeFile(join(root, 'prisma/schema/main.prisma'), model(''));
    expect(await write('first', 1)).toBe(join(root, 'prisma/migrations/20260101000000_first/migration.sql'));
    expect(await write('nothing', 2)).toBeUndefined();

    await writeFile(join(root, 'prisma/schema/main.prisma'), model('coins Int @default(0)'));
    await writeFile(join(root, 'more.sql'), 'ALTER TABLE "Jar" ADD CHECK (coins >= 0);');
    const second = await write('coins', 3, join(root, 'more.sql'));
    expect(second).toContain('20260103000000_coins');

    const blank = await createBlankDatabase();
    await migrate(blank.url, join(root, 'prisma/migrations'));
    await expect(rows(blank.url, 'INSERT INTO "Jar" VALUES (1, -1)')).rejects.toThrow('check constraint');
    await blank.drop();
    await rm(root, { recursive: true });
  });
});

describe('The migrated database', () => {
  // What the Prisma schema says of a database: in each of them the same, or the migrations lag behind.
  const SHAPE = {
    columns: `SELECT table_name, column_name, udt_name, is_nullable, column_default, numeric_precision, numeric_scale,
                datetime_precision FROM information_schema.columns
              WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`,
    enums: `SELECT typname, enumsortorder, enumlabel FROM pg_enum JOIN pg_type t ON t.oid = enumtypid`,
  };
  // Here there may be more: checks, partial indexes and deferred triggers are written by hand.
  const AT_LEAST = {
    indexes: `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'`,
    keys: `SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype IN ('p', 'f')`,
  };

  it('is what prisma/schema says', async () => {
    const [migrated, described] = await Promise.all([createTestDatabase(), createBlankDatabase()]);
    const schema = await currentSchema(ROOT);
    const sql = await schemaDifference(undefined, { files: [{ path: 'schema.prisma', content: schema }] });
    await rows(described.url, `CREATE EXTENSION IF NOT EXISTS pg_trgm; ${sql}`);
    for (const query of Object.values(SHAPE)) {
      expect(await rows(migrated.url, query)).toEqual(await rows(described.url, query));
    }
    for (const query of Object.values(AT_LEAST)) {
      const there = await rows(migrated.url, query);
      const missing = (await rows(described.url, query)).filter((row) => !there.includes(row));
      expect(missing).toEqual([]);
    }
    await Promise.all([migrated.drop(), described.drop()]);
  });

  it('is the one from which the next migration will be written', async () => {
    expect(await migratedSchema(ROOT)).toBe(await currentSchema(ROOT));
  });
});
