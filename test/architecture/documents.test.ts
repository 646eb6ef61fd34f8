import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VARIABLES } from '../../src/config.js';
import { REPOSITORY, repositoryFiles, textOf } from './repository.js';

const documents = repositoryFiles().filter((path) => path.endsWith('.md'));

/** Paths that a document names in backticks: with a folder of ours in front and no placeholder in them. */
const citedPaths = (text: string): string[] =>
  [...text.matchAll(/`((?:src|test|bin|docs|prisma|\.ci)\/[\w./-]+)`/g)].map(([, path = '']) => path);

const links = (document: string): string[] =>
  [...textOf(document).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target = '']) =>
    normalize(join(dirname(document), target)),
  );

describe('documents', () => {
  it('name only paths that exist', () => {
    const missing = documents.flatMap((document) =>
      citedPaths(textOf(document))
        .filter((path) => !existsSync(join(REPOSITORY, path)))
        .map((path) => `${document}: ${path}`),
    );
    expect(missing).toEqual([]);
  });

  it('link only to what is there', () => {
    const broken = documents.flatMap((document) =>
      links(document)
        .filter((path) => !existsSync(join(REPOSITORY, path)))
        .map((path) => `${document}: ${path}`),
    );
    expect(broken).toEqual([]);
  });

  it('describe in the README every variable that the configuration reads', () => {
    const readme = textOf('README.md');
    expect(Object.keys(VARIABLES).filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });
});
