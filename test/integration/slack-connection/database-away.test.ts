import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSlackDeps } from '../../../src/edges/slack/deps.js';
import { asMember, type Heard } from '../../../src/edges/slack/people/as-member.js';
import { registerSlack } from '../../../src/edges/slack/register.js';
import { ensureAdmins } from '../../../src/features/access/ensure-admins.js';
import { systemClock } from '../../../src/kernel/clock.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { inTransaction } from '../../../src/platform/db/in-transaction.js';
import { createTestDatabase } from '../../support/database.js';
import { keptLog } from '../../support/log-scan/kept-log.js';
import { read, said } from '../../support/slack-desk.js';
import { openTcpProxy } from '../../support/tcp-proxy/tcp-proxy.js';
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

it('a database that goes away later leaves no doubt, unless something was about to be kept', async () => {
  const own = await createTestDatabase();
  const address = new URL(own.url);
  const line = await openTcpProxy({ port: Number(address.port) });
  address.port = String(line.port);
  const reached = openDatabase({ url: address.toString(), poolSize: 2, onError: () => undefined });
  await ensureAdmins(reached, ['anna@example.com']);
  const later = await slackWorld({ transport: 'socket' });
  const deps = createSlackDeps({
    db: reached,
    clock: systemClock,
    baseCurrency: 'USD',
    clients: later.clients,
    guard,
    team: () => later.sandbox.credentials.teamId,
    log: keptLog(),
  });
  const rename = (when: string) =>
    inTransaction(reached, async (tx) => {
      if (when === 'before the first statement') await line.refuse();
      await tx.$executeRaw`UPDATE member SET name = 'Renamed'`;
      if (when === 'after a statement') {
        await line.refuse();
        await tx.$queryRaw`SELECT 1`;
      }
      if (when === 'at the end') await line.refuse();
    });
  const handled = asMember(deps, {}, async (acting, { body }: Heard) => {
    const when = body instanceof Object && 'text' in body ? String(body.text) : '';
    if (when === 'before it begins') await line.refuse();
    if (when === 'at a plain reading') {
      await line.refuse();
      await reached.prisma.member.findMany();
    }
    await rename(when);
    await acting.answer('Renamed.');
  });
  later.slack.app.command('/order', handled);
  await later.slack.start();
  const anna = later.sandbox.as('anna@example.com');
  const told = async (when: string): Promise<string> => {
    const text = read(await said(anna, () => anna.command(`/order ${when}`, 'general')));
    await line.heal();
    await waitFor(() => reached.ping().then(() => true));
    return text;
  };
  for (const when of [
    'before it begins',
    'before the first statement',
    'after a statement',
    'at a plain reading',
  ]) {
    expect([when, await told(when)]).toEqual([when, expect.stringContaining('Nothing was changed.')]);
    expect(await reached.prisma.member.count({ where: { name: 'Renamed' } })).toBe(0);
  }
  expect(await told('at the end')).toContain('we cannot say whether this was done');
  expect(await told('never')).toBe('Renamed.');
  await later.close();
  await reached.close();
  await line.close();
  await own.drop();
});
