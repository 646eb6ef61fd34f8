import { describe, expect, it } from 'vitest';
import { API_METHODS } from '../../src/sandbox/api/methods.js';
import { OPERATIONS } from '../../src/sandbox/control/serve-control.js';
import { textOf } from './repository.js';

const document = textOf('docs/sandbox.md');

/** The rows of the table under a heading, without its head. */
const rowsUnder = (heading: string): string[] => {
  const [, part = ''] = document.split(`\n${heading}\n`);
  const [own = ''] = part.split(/\n#+ /);
  return own
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
};

const limit = (tier: (typeof API_METHODS)[number]['tier']): string =>
  tier === 'special' ? 'one a second for each channel' : `tier ${tier}`;

describe('docs/sandbox.md', () => {
  it('lists the Web API methods that the sandbox knows, with their scopes and limits, and no others', () => {
    const expected = API_METHODS.map(
      ({ name, token, scopes, tier }) =>
        `| \`${name}\` | ${[token, ...scopes.map((scope) => `\`${scope}\``)].join(', ')} | ${limit(tier)} |`,
    );
    expect(rowsUnder('## Web API methods')).toEqual(expected);
  });

  it('lists the operations of the control interface with what each does, and no others', () => {
    const expected = Object.entries(OPERATIONS).map(([name, { summary }]) => `| \`${name}\` | ${summary} |`);
    expect(rowsUnder('### Operations')).toEqual(expected);
  });
});
