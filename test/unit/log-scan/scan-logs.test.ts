import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linesOf, secretsOf } from '../../support/log-scan/log-folder.js';
import { scanLogs } from '../../support/log-scan/scan-logs.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'countermand-scan-'));
  mkdirSync(linesOf(folder));
  writeFileSync(secretsOf(folder), `${JSON.stringify({ what: 'a signing secret', secret: '5ec7e7' })}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const found = (...lines: string[]) => {
  writeFileSync(join(linesOf(folder), 'a.test.log'), `${lines.join('\n')}\n`);
  return scanLogs(folder).findings.map(({ where, what }) => [where.split(':').at(-1), what]);
};

const logged = (msg: string): string => JSON.stringify({ level: 'info', msg });

describe('the scan of what was logged', () => {
  it.each([
    ['a token', 'with xoxb-12-abcdef'],
    ['a token', 'with xapp-1-abcdef'],
    ['a signature', `v0=${'0f'.repeat(32)}`],
    ['a signing secret', 'signed with 5ec7e7'],
    ['a password in a URL', 'to postgresql://me:hunter2@db/x'],
    ['a password', 'host=db password=hunter2'],
    ['a trigger', `views.open 1732290000000.123456789012.${'0f'.repeat(16)}`],
    ['a response_url', `to /response/T0ABCDEF/${'0f'.repeat(12)}`],
    ['a response_url', 'to https://hooks.slack.com/actions/T1/2/3'],
    ['an e-mail address', 'to hunter2@example.com'],
    ['a telephone number', 'call +49 30 1234567'],
    ['contact data of the second data set', 'ask Joan Pine'],
  ])('finds %s, with the line', (what, msg) => {
    expect(found(logged('fine'), logged(msg))).toContainEqual(['2', what]);
  });

  it('leaves alone what was struck out, ids, and what a command answers', () => {
    expect(
      found(
        logged('postgresql://me:[redacted]@db/x of U0123456789, S-1001, 2026-11-22T10:00:00.000Z'),
        'member hunter2@example.com set',
      ),
    ).toEqual([]);
  });

  it('finds a secret also in what is no log line', () => {
    expect(found('ready with xoxb-12-abcdef')).toEqual([['1', 'a token']]);
  });
});
