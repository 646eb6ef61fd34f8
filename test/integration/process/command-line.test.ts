import { existsSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../../support/database.js';
import { type FreshClone, freshClone } from './fresh-clone.js';
import { processesOf } from './processes.js';
import { type Program, runProgram } from './program.js';

describe('npx countermand', { timeout: 180_000 }, () => {
  let clone: FreshClone;
  beforeAll(() => {
    clone = freshClone();
  });
  afterAll(() => clone.remove());

  const countermand = (...words: string[]): Program => countermandWith({}, ...words);
  const countermandWith = (env: Record<string, string>, ...words: string[]): Program =>
    runProgram('npx', ['countermand', ...words], { cwd: clone.folder, env });

  it('works on a clone where nothing was ever started: prepares, sets up the database, answers, leaves nothing running', async () => {
    const program = countermand('migrate', '--json');
    expect(await program.ended).toBe(0);
    // The answer alone is on stdout, whatever was said on the way.
    const answer = JSON.parse(program.out());
    expect(answer.ok).toBe(true);
    expect(answer.applied.length).toBeGreaterThan(0);
    expect(program.err()).toContain('Building: done');
    expect(processesOf(clone.folder)).toEqual([]);
  });

  it('answers the same beside a running server, which goes on', async () => {
    const server = runProgram('npm', ['start'], { cwd: clone.folder });
    const [, url = ''] = await server.seen(/^Countermand is ready: (\S+)$/m);
    const program = countermand('migrate', '--json');
    expect(await program.ended).toBe(0);
    expect(JSON.parse(program.out())).toEqual({ ok: true, applied: [] });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    server.signal('SIGTERM');
    expect(await server.ended).toBe(0);
    expect(processesOf(clone.folder)).toEqual([]);
  });

  it('prints the manifest of the Slack app', async () => {
    const plain = countermand('manifest');
    expect(await plain.ended).toBe(0);
    expect(plain.out()).toContain('command: /order');
    const json = countermand('manifest', '--json');
    expect(await json.ended).toBe(0);
    expect(JSON.parse(json.out()).manifest.trim()).toBe(plain.out().trim());
  });

  it.each([
    ['an unknown command', ['strat'], 'Did you mean start?'],
    ['an unknown option', ['migrate', '--fast'], "unknown option '--fast'"],
    ['a role that does not exist', ['start', '--role', 'boss'], 'all, bot, worker'],
    ['no command at all', [], 'Usage: countermand'],
  ])('answers %s with code 2 and a hint', async (_what, words, hint) => {
    const program = countermand(...words);
    expect(await program.ended).toBe(2);
    expect(program.err()).toContain(hint);
    expect(program.out()).toBe('');
  });

  it('answers wrong usage in JSON too when asked for JSON', async () => {
    const program = countermand('start', '--role', 'boss', '--json');
    expect(await program.ended).toBe(2);
    expect(JSON.parse(program.out())).toMatchObject({ ok: false, error: 'usage' });
  });

  it('lists its commands and exit codes in its help, with code 0', async () => {
    const program = countermand('--help');
    expect(await program.ended).toBe(0);
    expect(program.out()).toMatch(/start.*\n.*\n?.*migrate/);
    expect(program.out()).toContain('75 try again');
  });

  it('makes no database for who only wants to look: it may have been run without the server’s environment', async () => {
    const nowhere = `${clone.folder}-data`;
    const program = countermandWith({ COUNTERMAND_HOME: nowhere }, 'verify');
    expect(await program.ended).toBe(78);
    expect(program.err()).toContain(`there is no database in ${nowhere}, and DATABASE_URL is not set`);
    expect(program.out()).toBe('');
    expect(existsSync(nowhere)).toBe(false);
  });

  it('leaves a database on which an older version may be at work as it is, and names the command that changes it', async () => {
    const older = await createTestDatabase();
    const client = new pg.Client({ connectionString: older.url });
    await client.connect();
    await client.query(
      'DELETE FROM _prisma_migrations WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)',
    );
    const program = countermandWith({ DATABASE_URL: older.url }, 'import', '.', '--dry-run');
    expect(await program.ended).toBe(78);
    const { pathname, host } = new URL(older.url);
    expect(program.err()).toContain(`Database: ${pathname.slice(1)} at ${host}`);
    expect(program.err()).toContain('this database needs 1 migration: run `npx countermand migrate`');
    await client.end();
    await older.drop();
  });
});
