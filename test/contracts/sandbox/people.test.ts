import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/sandbox.js';
import type { Person } from '../../../src/sandbox/workspace/users.js';
import { sandboxAt } from '../../support/sandbox/sandbox-client.js';
import { startSandbox } from '../../support/sandbox/start-sandbox.js';

let company: Person[];
let sandbox: Sandbox;
beforeEach(async () => {
  company = [{ email: 'Ann@Example.com', name: 'Ann' }];
  sandbox = await startSandbox({ people: async () => company });
});
afterEach(() => sandbox.close());

test('the people of the company are in the workspace and in its channels, once, whatever the case of their address', async () => {
  await sandbox.control.readPeople();
  expect(sandbox.control.users().filter(({ isBot }) => !isBot)).toMatchObject([{ name: 'Ann' }]);
  expect(
    sandbox
      .as('ann@example.com')
      .channels()
      .map(({ name }) => name),
  ).toEqual(['general', 'order-approvals', 'order-ops']);
});

test('who joins the company later is known when asked for, and a changed name is taken over', async () => {
  const { id } = sandbox.as('ann@example.com');
  company = [
    { email: 'ann@example.com', name: 'Ann Lee', active: false },
    { email: 'ben@example.com', name: 'Ben' },
  ];
  expect(await sandboxAt(sandbox.url).as('ben@example.com').screen('general')).toMatchObject({
    user: { name: 'Ben' },
  });
  expect(sandbox.as('ann@example.com').user).toMatchObject({ id, name: 'Ann Lee', deleted: true });
});

test('a guest and a stranger are in no channel', () => {
  const guest = sandbox.control.addPerson({ email: 'g@example.com', name: 'G', isRestricted: true });
  const stranger = sandbox.control.addPerson({ email: 's@else.example', name: 'S', teamId: 'T0ELSE' });
  for (const { id } of [guest, stranger])
    expect(sandbox.control.channels().filter(({ members }) => members.includes(id))).toEqual([]);
});
