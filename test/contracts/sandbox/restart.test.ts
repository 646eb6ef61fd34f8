import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/sandbox.js';
import { startSandbox } from '../../support/sandbox/start-sandbox.js';

let folder: string;
let sandbox: Sandbox;
const start = () => startSandbox({ stateFile: join(folder, 'state.jsonl') });
const client = () => new WebClient(sandbox.credentials.botToken, { slackApiUrl: sandbox.credentials.apiUrl });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  sandbox = await start();
});
afterEach(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

test('tokens, people, channels and messages survive a restart, also after a half-written line', async () => {
  const { ts = '' } = await client().chat.postMessage({ channel: 'order-approvals', text: 'card' });
  const before = [
    sandbox.credentials.botToken,
    sandbox.as('nancy@example.com').id,
    sandbox.control.channel('order-approvals').id,
  ];
  await sandbox.close();
  appendFileSync(join(folder, 'state.jsonl'), '{"table":"messages","key":"half');

  sandbox = await start();
  expect([
    sandbox.credentials.botToken,
    sandbox.as('nancy@example.com').id,
    sandbox.control.channel('order-approvals').id,
  ]).toEqual(before);
  const channel = before[2] ?? '';
  await client().chat.update({ channel, ts, text: 'decided' });
  const next = await client().chat.postMessage({ channel, text: 'later' });
  expect(Number(next.ts)).toBeGreaterThan(Number(ts));
  // What was written after the half line must be there at the next start, too.
  await sandbox.close();
  sandbox = await start();
  expect(
    sandbox
      .as('nancy@example.com')
      .messages('order-approvals')
      .map(({ versions }) => versions.at(-1)?.text),
  ).toEqual(['decided', 'later']);
});

test('the state file, which holds the tokens, is readable by its owner alone', () => {
  expect(statSync(join(folder, 'state.jsonl')).mode & 0o077).toBe(0);
});

test('a state file that has grown is rewritten and still holds the same', async () => {
  const { channel = '', ts = '' } = await client().chat.postMessage({ channel: 'order-ops', text: '0' });
  const person = sandbox.as('nancy@example.com');
  for (let time = 0; time < 2_200; time += 1)
    sandbox.control.changePerson(person.id, { name: `Nancy ${time}` });
  await sandbox.close();
  expect(readFileSync(join(folder, 'state.jsonl'), 'utf8').split('\n').length).toBeLessThan(1_000);
  sandbox = await start();
  expect(sandbox.control.users().find(({ id }) => id === person.id)?.name).toBe('Nancy Davolio');
  expect(sandbox.control.allMessages('order-ops')).toMatchObject([{ channel, ts }]);
});

test('starting over forgets messages and added channels, but keeps ids and tokens', async () => {
  await client().chat.postMessage({ channel: 'order-ops', text: 'x' });
  sandbox.control.addChannel('extra', 'public', []);
  const { botToken } = sandbox.credentials;
  const { id } = sandbox.as('nancy@example.com');
  await sandbox.control.startOver();
  expect(sandbox.control.allMessages('order-ops')).toEqual([]);
  expect(sandbox.credentials.botToken).toBe(botToken);
  expect(sandbox.as('nancy@example.com').id).toBe(id);
  expect(sandbox.as('nancy@example.com').channels()).toHaveLength(3);
});
