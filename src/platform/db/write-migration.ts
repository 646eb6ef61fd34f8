import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type SchemaText, schemaDifference } from './schema-engine.js';

/** The schema that all migrations add up to, kept beside them: the next one is the difference from it. */
const SNAPSHOT = 'datamodel.prisma';
const EXTENSIONS = '-- Substring search over names and numbers.\nCREATE EXTENSION IF NOT EXISTS "pg_trgm";\n';
const HAND_WRITTEN = '-- Hand-written: what the Prisma schema cannot say.\n';

/** All files of prisma/schema as one text, in the order of their names. */
export const currentSchema = async (root: string): Promise<string> => {
  const folder = join(root, 'prisma/schema');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.prisma')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return `${texts.map((text) => text.trim()).join('\n\n')}\n`;
};

/** What the migrations so far add up to; undefined before the first. */
export const migratedSchema = (root: string): Promise<string | undefined> =>
  readFile(join(root, 'prisma/migrations', SNAPSHOT), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });

const asSchema = (content: string): SchemaText => ({ files: [{ path: SNAPSHOT, content }] });

/**
 * Writes the next migration and the snapshot it leads to; answers the path of the migration, or undefined when there
 * is nothing to write. `handWritten` names a file of SQL to append. Throws what the engine says of a faulty schema.
 */
export const writeMigration = async (options: {
  readonly root: string;
  readonly name: string;
  readonly handWritten?: string | undefined;
  readonly now: Date;
}): Promise<string | undefined> => {
  const { root, name, handWritten, now } = options;
  const [before, after] = await Promise.all([migratedSchema(root), currentSchema(root)]);
  const difference = await schemaDifference(
    before === undefined ? undefined : asSchema(before),
    asSchema(after),
  );
  const appended = handWritten === undefined ? '' : await readFile(handWritten, 'utf8');
  if (difference === '' && appended.trim() === '') return undefined;

  const parts = [
    before === undefined ? EXTENSIONS : '',
    difference,
    appended.trim() === '' ? '' : `${HAND_WRITTEN}${appended}`,
  ].filter((part) => part !== '');
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(root, 'prisma/migrations', `${stamp}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'migration.sql'), parts.map((part) => `${part.trim()}\n`).join('\n'));
  await writeFile(join(root, 'prisma/migrations', SNAPSHOT), after);
  return join(folder, 'migration.sql');
};
