import { describe, expect, it } from 'vitest';
import { CALLED_METHODS } from '../../src/edges/slack/connection/slack-clients.js';
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

  it('can rely on a number for every method of Slack that is called', () => {
    const called = repositoryFiles()
      .filter((path) => path.startsWith('src/edges/slack/'))
      .flatMap((path) => all(textOf(path), /\.((?:auth|chat|conversations|users|views)\.\w+)\(/g));
    expect([...new Set(called)].toSorted()).toEqual([...CALLED_METHODS].toSorted());
  });

  it('are each explained there, with what to do first', () => {
    expect(all(operations, /^\| `(Countermand\w+)` \|/gm).toSorted()).toEqual(alerts.toSorted());
  });

  it('have the limits and the patience that the page tells', () => {
    const conditions = [...rules.matchAll(/expr: (.+)\n(?: +for: (\d+)m\n)?/g)].flatMap(
      ([, expression = '', minutes = '0']) =>
        expression.split(' or ').map((condition) => `${condition} for ${minutes}`),
    );
    const told = [...operations.matchAll(/^\| `(countermand_\w+)` \|.*\|(.+)\|$/gm)].map(
      ([, name = '', alert = '']) => {
        const [, limit, minutes] =
          /(?:over|percentile.* over) ([\d,]+)(?: s| a second)? for (\d+) minutes/.exec(alert) ?? [];
        const [, more, within] = /more than (\d+) in (\d+) minutes/.exec(alert) ?? [];
        const [, increasing] = /increasing for (\d+) minutes/.exec(alert) ?? [];
        if (limit !== undefined) return { name, ends: `> ${limit.replace(',', '')} for ${minutes}` };
        if (more !== undefined) return { name, ends: `[${within}m])) > ${more} for 0` };
        if (increasing !== undefined) return { name, ends: `])) > 0 for ${increasing}` };
        return { name, ends: `])) > 0 for 0` };
      },
    );
    expect(told.length).toBeGreaterThan(10);
    expect(
      told.filter(
        ({ name, ends }) =>
          !conditions.some((condition) => condition.includes(name) && condition.endsWith(ends)),
      ),
    ).toEqual([]);
  });
});
