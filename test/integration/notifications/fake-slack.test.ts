import { afterAll, beforeAll } from 'vitest';
import { newId } from '../../../src/kernel/ids.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { inTransaction } from '../../../src/platform/db/in-transaction.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { FakeSlack } from '../../support/notifications/fake-slack.js';
import {
  describeSlackSender,
  type SlackUnderTest,
} from '../../support/notifications/slack-sender-contract.js';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase({ url: database.url, poolSize: 2, onError: () => undefined });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const open = async (): Promise<SlackUnderTest> => {
  const slack = new FakeSlack();
  const at = (place: { channel: string; ts: string }) =>
    slack.posts.findIndex(({ channel, ts }) => channel === place.channel && ts === place.ts);
  return {
    sender: slack,
    channelName: 'order-ops',
    message: async ({ thread, channel } = {}) => ({
      kind: 'approval-card',
      payload: {},
      deliveryId: newId(),
      requestId: null,
      recipient: { to: 'channel', purpose: 'order-ops', target: channel ?? 'C2' },
      thread: thread ?? null,
      maybeRepeated: false,
      since: new Date(),
    }),
    standing: async (deliveryId) =>
      slack.posts
        .filter(({ message }) => message.deliveryId === deliveryId)
        .map(({ channel, ts, message }) => ({ channel, ts, thread: message.thread?.ts ?? null })),
    redrawn: async (place) => (slack.posts[at(place)]?.shown.length ?? 1) - 1,
    remove: async (place) => {
      slack.posts.splice(at(place), 1);
    },
    trouble: async (kind) => slack.trouble(kind),
    insideTransaction: (work) => inTransaction(db, work),
  };
};

describeSlackSender('the Slack in memory', open);
