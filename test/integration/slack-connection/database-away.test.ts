import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSlackDeps } from '../../../src/edges/slack/deps.js';
import { registerSlack } from '../../../src/edges/slack/register.js';
import { systemClock } from '../../../src/kernel/clock.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { keptLog } from '../../support/log-scan/kept-log.js';
import { read, said } from '../../support/slack-desk.js';
import { waitFor } from '../../support/wait-for.js';
import { guard, type SlackWorld, slackWorld } from './slack-world.js';

let db: Database;
let world: SlackWorld;

beforeAll(async () => {
  // Nobody listens there.
  db = openDatabase({ url: 'postgresql://nobody@127.0.0.1:1/gone', poolSize: 2, onError: () => undefined });
  world = await slackWorld({
    transport: 'socket',
    sandbox: {
      people: async () => [
        { email: 'anna@example.com', name: 'Anna' },
        { email: 'wei@example.com', name: '王伟', locale: 'zh-CN' },
      ],
    },
  });
  const { teamId } = world.sandbox.credentials;
  registerSlack(
    world.slack.app,
    createSlackDeps({
      db,
      clock: systemClock,
      baseCurrency: 'USD',
      clients: world.clients,
      guard,
      team: () => teamId,
      log: keptLog(),
    }),
  );
  await world.slack.start();
});
afterAll(async () => {
  await world.close();
  await db.close();
});

it('whoever asks while the database is away reads in their language that nothing was changed', async () => {
  const { sandbox } = world;
  const anna = sandbox.as('anna@example.com');
  for (const command of ['/order SO-1', '/order pending'])
    expect(read(await said(anna, () => anna.command(command, 'general')))).toBe(
      'The order desk is not reachable right now. Nothing was changed. Please try again in a few minutes.',
    );
  const wei = sandbox.as('wei@example.com');
  expect(read(await said(wei, () => wei.command('/order SO-1', 'general')))).toContain('没有做任何更改');
});

it('a window that was opened while the database is away says so too', async () => {
  const anna = world.sandbox.as('anna@example.com');
  await anna.command('/order cancel SO-1', 'general');
  await waitFor(() => read(anna.modal()).includes('Nothing was changed'), { what: 'the window to say so' });
});

it('a Home that is opened while the database is away says so too', async () => {
  const anna = world.sandbox.as('anna@example.com');
  await anna.openHome();
  await waitFor(() => read(anna.home()).includes('not reachable right now'), { what: 'the Home to say so' });
});
