import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

/** The same folder seen from src/ and from dist/. */
const FOLDER = new URL('../../../dist/sandbox/page/app/', import.meta.url);
const TYPES: Readonly<Record<string, string>> = {
  'main.js': 'text/javascript; charset=utf-8',
  'main.css': 'text/css; charset=utf-8',
};

/** A file of the built page, or undefined when there is none such. */
export const pageFile = (name: string): { readonly type: string; readonly content: Buffer } | undefined => {
  const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  const file = new URL(name, FOLDER);
  return type === undefined || !existsSync(file) ? undefined : { type, content: readFileSync(file) };
};

/** A short name for the page as it is built now, for browsers that keep files; undefined when it is not built. */
export const builtPage = (): string | undefined => {
  const files = Object.keys(TYPES).map(pageFile);
  const hash = createHash('sha256');
  for (const file of files) {
    if (file === undefined) return undefined;
    hash.update(file.content);
  }
  return hash.digest('hex').slice(0, 12);
};
