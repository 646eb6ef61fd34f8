import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORY, textOf } from './repository.js';

/** Licences that ask for no more than their notice, by their SPDX names. */
const FREE = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
]);

/** What else may be installed, package by package, and why that is all right. */
const KNOWN: Readonly<Record<string, string>> = {
  'axe-core': 'MPL-2.0: unchanged, in tests only',
  elkjs: 'EPL-2.0: unchanged, drawn in by the studio of the Prisma command line, which the image leaves out',
  'seq-queue': 'MIT by its LICENSE file; its package.json is silent',
};

interface Locked {
  readonly license?: string;
}

const locked = (): readonly (readonly [name: string, licence: string])[] => {
  // Safe: npm writes the lock file in this form.
  const { packages } = JSON.parse(textOf('package-lock.json')) as { packages: Record<string, Locked> };
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, { license }]) => [path.replace(/^.*node_modules\//, ''), license ?? 'none']);
};

/** Of alternatives one has to be free; of what holds together, each. */
const isFree = (licence: string): boolean =>
  licence
    .replace(/[()]/g, '')
    .split(/ or /i)
    .some((choice) => choice.split(/ and /i).every((name) => FREE.has(name.trim())));

describe('every dependency', () => {
  it('has a licence under which a company may use and pass on Countermand', () => {
    const others = locked().filter(([name, licence]) => !isFree(licence) && !(name in KNOWN));
    expect(others).toEqual([]);
  });

  it('that is excepted by name is still there, and still needs it', () => {
    const all = locked();
    const idle = Object.keys(KNOWN).filter(
      (exception) => !all.some(([name, licence]) => name === exception && !isFree(licence)),
    );
    expect(idle).toEqual([]);
  });

  it('keeps the licence that it says it has', () => {
    const text = readFileSync(join(REPOSITORY, 'node_modules/seq-queue/LICENSE'), 'utf8');
    expect(text).toContain('The MIT License');
  });
});
