import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One migration as it lies in the repository. */
export interface MigrationFile {
  /** Folder name, `<timestamp>_<name>`: their order is the order of application. */
  readonly name: string;
  readonly sql: string;
  /** sha256 of the SQL, as Prisma's bookkeeping keeps it. */
  readonly checksum: string;
}

/** The folder of the program's own migrations: beside package.json, from the sources as from the built file. */
export const migrationsFolder = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, 'prisma/migrations');
};

/** All migrations in `folder`, oldest first; none when there is no such folder. */
export const readMigrations = async (folder: string): Promise<readonly MigrationFile[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const names = entries
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'migration.sql')))
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
};
