import { spawn } from 'node:child_process';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openEmbedded } from '../../src/platform/db/embedded/open-embedded.js';
import { migrate } from '../../src/platform/db/migrate.js';
import { makeLogFolder } from './log-scan/log-folder.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the test server's database `postgres`. */
    databaseAdminUrl: string;
  }
}

/** The migrated database that `createTestDatabase` clones. */
const TEMPLATE = 'countermand_template';

// Its standard input ends with this process, however that ends: Ctrl-C, SIGKILL or a plain exit. As root the files
// may live elsewhere, which place.json then says.
const CLEAN_UP = `trap '' INT TERM HUP
cat > /dev/null
base=$(cut -d '"' -f 4 "$1/postgres/place.json" 2> /dev/null)
lock="\${base:-$1/postgres}/cluster/data/postmaster.pid"
if [ -e "$lock" ]; then
  pid=$(head -n 1 "$lock")
  kill -QUIT "$pid" 2> /dev/null
  while [ -e "$lock" ] && kill -0 "$pid" 2> /dev/null; do sleep 0.05; done
fi
for try in 1 2 3 4 5; do rm -rf "$1" \${base:+"$base"} 2> /dev/null && break; sleep 0.2; done`;

const atDatabase = (url: string, name: string): string => {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.toString();
};

/**
 * One PostgreSQL for the whole run, nothing flushed to disk, gone without a trace afterwards; and a folder for what the
 * product logs.
 */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  makeLogFolder();
  const home = await mkdtemp(join(tmpdir(), 'countermand-test-'));
  // As root, PostgreSQL runs as another user, who has to get in.
  if (process.getuid?.() === 0) await chmod(home, 0o711);
  const cleaner = spawn('/bin/sh', ['-c', CLEAN_UP, 'clean-up', home], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  });
  const cleaned = new Promise<void>((resolve) => cleaner.once('exit', () => resolve()));
  const embedded = await openEmbedded({ home, mode: 'instance', onProgress: () => {}, durable: false });

  const adminUrl = atDatabase(embedded.url, 'postgres');
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  await migrate(atDatabase(embedded.url, TEMPLATE));
  await admin.query(`ALTER DATABASE ${TEMPLATE} IS_TEMPLATE true ALLOW_CONNECTIONS false`);
  await admin.end();

  project.provide('databaseAdminUrl', adminUrl);
  return async () => {
    cleaner.stdin?.end();
    await cleaned;
  };
};
