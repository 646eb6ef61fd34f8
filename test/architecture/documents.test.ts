import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VARIABLES } from '../../src/config.js';
import { wordsFor } from '../../src/sandbox/page/words/words.js';
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

  it('give a reason for every package that is depended on, and for none that is not', () => {
    const { dependencies, devDependencies } = JSON.parse(textOf('package.json'));
    const used = Object.keys({ ...dependencies, ...devDependencies }).filter(
      (name) => !name.startsWith('@types/'),
    );
    const [, said = ''] = textOf('docs/adr/README.md').split('## Dependencies');
    const rows = [...said.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(
      ([, cell = '']) => cell.match(/[^`, ]+/g) ?? [],
    );
    expect(used.filter((name) => !said.includes(`\`${name}\``))).toEqual([]);
    expect(rows.filter((name) => !used.includes(name))).toEqual([]);
  });

  it('name in the README the buttons of the tour as the page does', () => {
    const pressed = [...textOf('README.md').matchAll(/\*(Be [^*]+)\*/g)].map(([, name]) => name);
    expect(pressed).toEqual(Object.values(wordsFor('en').tour.steps).map(({ title }) => title));
  });

  it('describe in the README every variable that the configuration reads', () => {
    const readme = textOf('README.md');
    expect(Object.keys(VARIABLES).filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });
});
