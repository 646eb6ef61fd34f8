import { describe, expect, it } from 'vitest';
import { repositoryFiles, textOf } from './repository.js';

const rules = textOf('deploy/alerts.yaml');
const operations = textOf('docs/operations.md');

const all = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, found = '']) => found)),
];

/** What the product counts, by the names that stand in its source. */
const metrics = new Set(
  repositoryFiles()
    .filter((path) => path.startsWith('src/') && path.endsWith('.ts') && !path.includes('/generated/'))
    .flatMap((path) => all(textOf(path), /'(countermand_[a-z_]+)'/g)),
);
const asked = all(rules, /\b(countermand_[a-z_]+)/g).map((name) => name.replace(/_bucket$/, ''));
const alerts = all(rules, /- alert: (\w+)/g);

describe('the alerts', () => {
  it('ask only for numbers that there are', () => {
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((name) => !metrics.has(name))).toEqual([]);
  });

  it('leave out no number that the operations page tells of', () => {
    expect(
      all(operations, /^\| `(countermand_[a-z_]+)` \|/gm).filter((name) => !asked.includes(name)),
    ).toEqual([]);
  });

  it('are each explained there, with what to do first', () => {
    expect(all(operations, /^\| `(Countermand\w+)` \|/gm).toSorted()).toEqual(alerts.toSorted());
  });
});
