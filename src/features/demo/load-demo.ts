import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../kernel/clock.js';
import { Failure } from '../../kernel/errors.js';
import type { Database } from '../../platform/db/client.js';
import { importFolder } from '../import/import-folder.js';
import { generateDemo } from './generate-demo.js';

/**
 * Loads the demo company into a database that holds nothing at all, and marks it; leaves any other as it is. Answers
 * whether it was loaded. It goes the way of every import, so that the demo keeps the same promises. `again`: in place
 * of the demo company that is there, as it was on its first day, and of no other; then of its people only `admins` stay.
 */
export const loadDemo = async (
  db: Database,
  clock: Clock,
  { again = false, admins = [] }: { readonly again?: boolean; readonly admins?: readonly string[] } = {},
): Promise<boolean> => {
  const folder = await mkdtemp(join(tmpdir(), 'countermand-demo-'));
  try {
    for (const [name, text] of generateDemo(clock.now())) await writeFile(join(folder, name), text);
    const imported = await importFolder(db, { folder, asDemo: true, replaceDemo: again, admins });
    if (imported.ok) return true;
    if (imported.refusals.every((refusal) => refusal.kind === 'not-empty' || refusal.kind === 'no-demo-data'))
      return false;
    throw new Failure(
      'demo-broken',
      `the demo company was not accepted: ${JSON.stringify(imported.refusals)}`,
      {
        retryable: false,
      },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
