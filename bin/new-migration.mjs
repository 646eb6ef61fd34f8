#!/usr/bin/env node
// Developer tool: `node bin/new-migration.mjs NAME [--sql FILE]` writes prisma/migrations/<timestamp>_<NAME>/migration.sql,
// the difference from the schema that the migrations so far add up to (kept in prisma/migrations/datamodel.prisma) to
// prisma/schema. Constraints and triggers that Prisma cannot say are appended by hand, or from FILE.
// To write one anew that nobody has applied yet: remove its folder and `git checkout` datamodel.prisma first.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({ allowPositionals: true, options: { sql: { type: 'string' } } });
const [name] = positionals;
if (positionals.length !== 1 || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Usage: node bin/new-migration.mjs NAME [--sql FILE]   (NAME in lower case, digits and _)');
  process.exit(2);
}

// Node 20 runs no TypeScript: the one module is bundled, beside node_modules so that its packages resolve.
const bundle = await mkdtemp(join(root, 'node_modules', '.new-migration-'));
try {
  const outfile = join(bundle, 'write-migration.mjs');
  await build({
    entryPoints: [join(root, 'src/platform/db/write-migration.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  const { writeMigration } = await import(pathToFileURL(outfile).href);
  const written = await writeMigration({ root, name, handWritten: values.sql, now: new Date() });
  console.log(written === undefined ? 'The schema has not changed: nothing written.' : `Written: ${written}`);
} finally {
  await rm(bundle, { recursive: true, force: true });
}
