import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryFiles, textOf } from './repository.js';

const LONGEST = 400;
const DRAWERS = /^(utils?|helpers?|common|shared|misc|manager)$|-(utils?|helpers?|manager)$/;

/** Longer than the rule allows, each with its reason. */
const ALLOWED_LENGTH: Readonly<Record<string, string>> = {};

const code = repositoryFiles().filter((path) => /^(src|bin|test)\/.*\.(tsx?|mjs)$/.test(path));

const offenders = (wrong: (path: string, text: string) => boolean, files = code): string[] =>
  files.filter((path) => wrong(path, textOf(path)));

describe('house rules', () => {
  it(`has no file longer than ${LONGEST} lines`, () => {
    expect(offenders((path, text) => text.split('\n').length > LONGEST && !(path in ALLOWED_LENGTH))).toEqual(
      [],
    );
  });

  it('has no folder and no file that is a drawer for anything', () => {
    const drawer = (path: string): boolean =>
      path.split('/').some((segment) => DRAWERS.test(segment.replace(/(\.test)?\.[a-z]+$/, '')));
    expect(offenders(drawer)).toEqual([]);
  });

  it('names files in kebab-case', () => {
    expect(
      offenders(
        (path) =>
          !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)+$/i.test(basename(path)) ||
          /[A-Z]/.test(basename(path).replace(/^zh-CN/, '')),
      ),
    ).toEqual([]);
  });

  it('imports its own files with their .js, as Node needs it', () => {
    const bare = /^\s*(?:import|export)[^'"]*from ['"]\.{1,2}\/[^'"]*(?<!\.js|\.mjs|\.json)['"]/m;
    expect(offenders((_path, text) => bare.test(text))).toEqual([]);
  });

  it('leaves nothing to be done later', () => {
    const later = new RegExp(
      `\\b(${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')}|${['XX', 'X'].join('')})\\b`,
    );
    expect(offenders((_path, text) => later.test(text))).toEqual([]);
  });

  it('throws nothing away silently: no empty catch without the reason beside it', () => {
    expect(offenders((_path, text) => /catch\s*(\([^)]*\))?\s*\{\s*\}/.test(text))).toEqual([]);
  });

  it('speaks of the product alone: no path of one machine, no registry of one network', () => {
    const files = repositoryFiles().filter((path) =>
      /\.(ts|mjs|cjs|json|md|yaml|sql|prisma)$|^\.ci\//.test(path),
    );
    const machine = new RegExp(['/wo', 'rk/|/ho', 'me/[a-z]+/|/ro', 'ot/'].join(''));
    expect(offenders((path, text) => machine.test(text) && path !== 'package-lock.json', files)).toEqual([]);
  });

  it('locks packages without saying which registry they came from', () => {
    expect(textOf('package-lock.json')).not.toMatch(/"resolved": "http/);
  });
});
