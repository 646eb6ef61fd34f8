import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Every file below a folder, sorted; folders for which `enter` says no are left out. */
export const filesUnder = (folder, enter = () => true) =>
  readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return enter(path) ? filesUnder(path, enter) : [];
      return entry.name.startsWith('.') ? [] : [path];
    })
    .sort();

/** One hash over names and contents, so that a renamed or removed file counts as a change too. */
export const hashOf = (root, files) => {
  const hash = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(file);
    hash.update(`${relative(root, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
};
