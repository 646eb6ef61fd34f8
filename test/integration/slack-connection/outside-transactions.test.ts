import { afterAll, beforeAll, expect, it } from 'vitest';
import { postToResponseUrl } from '../../../src/edges/slack/connection/response-url.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { inTransaction } from '../../../src/platform/db/in-transaction.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { keptLog } from '../../support/log-scan/kept-log.js';
import { guard, type SlackWorld, slackWorld } from './slack-world.js';

let world: SlackWorld;
let test: TestDatabase;
let database: Database;

beforeAll(async () => {
  world = await slackWorld({ transport: 'socket' });
  test = await createTestDatabase();
  const log = keptLog();
  database = openDatabase({ url: test.url, poolSize: 2, onError: (error) => log.error(error) });
});

afterAll(async () => {
  await world.close();
  await database.close();
  await test.drop();
});

it('M12: nothing is said to Slack while a transaction is open', async () => {
  const { sandbox, clients } = world;
  const channel = sandbox.control.channel('general').id;
  const say = () => clients.posts.chat.postMessage({ channel, text: 'too early' });
  const respond = () => postToResponseUrl(guard, sandbox.url)(sandbox.url, { text: 'too early' });
  for (const call of [say, respond]) {
    await expect(inTransaction(database, async () => call())).rejects.toMatchObject({
      code: 'network-in-transaction',
    });
  }
  expect(sandbox.control.calls('chat.postMessage')).toEqual([]);
  await say();
  expect(sandbox.control.calls('chat.postMessage')).toHaveLength(1);
});
