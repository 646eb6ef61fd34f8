#!/usr/bin/env node
// Plays a company under disturbances; see docs/operations.md. Bundled first, since it is written in TypeScript.
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { prepare } from './prepare.mjs';

const repository = dirname(dirname(fileURLToPath(import.meta.url)));
// Inside the repository, so that the bundle finds the installed packages.
const folder = join(repository, 'node_modules', '.cache', 'countermand-chaos');
const bundle = join(folder, `${process.pid}.mjs`);

await prepare();
// Installed by now, also in a fresh clone.
const { build } = await import('esbuild');
mkdirSync(folder, { recursive: true });
await build({
  entryPoints: [join(repository, 'test/chaos/main.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
let code = 1;
try {
  const { main } = await import(pathToFileURL(bundle).href);
  code = await main(process.argv.slice(2), repository);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
} finally {
  rmSync(bundle, { force: true });
}
// What was printed must have left before the process does; people who still wait for an answer do not keep it.
process.stdout.write('', () => process.exit(code));
