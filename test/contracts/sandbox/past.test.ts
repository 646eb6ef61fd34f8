import { expect, test } from 'vitest';
import type { ScreenNews } from '../../../src/sandbox/page/page-screen.js';
import { operate } from '../../support/sandbox/operate.js';
import { useSandbox } from '../../support/sandbox/use-sandbox.js';

const MONDAY = new Date('2026-03-02T08:12:00Z');
const TUESDAY = new Date('2026-03-03T09:40:00Z');
/** What the app's messages tell of, by the id of their first block. */
const happened: Record<string, Date> = { monday: MONDAY, 'monday-too': MONDAY, tuesday: TUESDAY };

const slack = useSandbox({ happened: async (blockId) => happened[blockId] });

const post = (text: string, thread?: string) =>
  slack.client().chat.postMessage({
    channel: 'order-ops',
    text,
    blocks: [{ type: 'section', block_id: text, text: { type: 'plain_text', text } }],
    ...(thread === undefined ? {} : { thread_ts: thread }),
  });
const seconds = (instant: Date): string => (instant.getTime() / 1_000).toFixed(6);
const nancy = 'nancy@example.com';

test('what happened before the workspace began stands at its own time, whenever it was posted', async () => {
  const now = await post('now');
  const tuesday = await post('tuesday');
  const monday = await post('monday');
  const reply = await post('monday-too', monday.ts);
  expect(Number(now.ts)).toBeGreaterThan(TUESDAY.getTime() / 1_000 + 86_400);
  expect(tuesday.ts).toBe(seconds(TUESDAY));
  expect([monday.ts, reply.ts]).toEqual([seconds(MONDAY), seconds(MONDAY).replace(/0$/, '1')]);
  expect(slack.sandbox.as(nancy).reads('order-ops')).toEqual(['monday', 'monday-too', 'tuesday', 'now']);
  const { messages } = await slack.client().conversations.history({ channel: now.channel ?? '' });
  expect(messages?.map(({ text }) => text)).toEqual(['now', 'tuesday', 'monday']);
});

test('a window that shows a channel is told of its past too', async () => {
  await post('tuesday');
  const ask = async (known?: object): Promise<ScreenNews> => {
    const asked = { as: nancy, channel: 'order-ops', limit: 50, known, read: {} };
    return (await operate<ScreenNews>(slack.sandbox, 'page-screen', asked)).body;
  };
  const { revision, channel, messages } = await ask();
  await post('monday');
  const news = await ask({ revision, channel, from: messages[0]?.ts });
  expect(news.messages.map(({ text }) => text)).toEqual(['monday', 'tuesday']);
});

test('what happened since is stamped when it is posted, until starting over makes it the past', async () => {
  const moment = new Date();
  happened.today = moment;
  expect(Number((await post('today')).ts)).toBeGreaterThan(moment.getTime() / 1_000);
  await slack.sandbox.control.startOver();
  expect((await post('today')).ts).toBe(seconds(moment));
});
