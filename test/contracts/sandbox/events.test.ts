import { expect, test } from 'vitest';
import { useSandbox } from '../../support/sandbox/use-sandbox.js';
import { waitFor } from '../../support/wait-for.js';

const slack = useSandbox({
  acknowledgeWithinMs: 300,
  eventRetriesMs: [10, 20],
  app: { events: ['message.im', 'app_mention'] },
});
const nancy = () => slack.sandbox.as('nancy@example.com');

test('a message typed to the app arrives as an event with escaped text', async () => {
  const texts: unknown[] = [];
  await slack.connect((app) => {
    app.message(async ({ message }) => {
      texts.push(message);
    });
  });
  await nancy().say('a < b & <!channel>');
  await waitFor(() => texts.length > 0, { what: 'the event' });
  expect(texts).toMatchObject([
    { channel_type: 'im', user: nancy().id, text: 'a &lt; b &amp; &lt;!channel&gt;' },
  ]);
});

test('a message in a channel arrives only when the app is mentioned and subscribed to it', async () => {
  const heard: string[] = [];
  await slack.connect((app) => {
    app.event('app_mention', async ({ event }) => {
      heard.push(event.text);
    });
    app.message(async () => {
      heard.push('a message event that nobody subscribed to');
    });
  });
  await nancy().say('just talking', { channel: 'general' });
  await nancy().say('hello @Countermand', { channel: 'general' });
  await waitFor(() => heard.length > 0, { what: 'the mention' });
  expect(heard).toEqual([`hello <@${slack.sandbox.credentials.botUserId}>`]);
});

test('an event that nobody takes is sent again, and counted', async () => {
  await nancy().say('anybody?');
  const attempts = () =>
    slack.sandbox.control
      .deliveries()
      .at(-1)
      ?.receipts.map(({ kind }) => kind);
  await waitFor(() => attempts()?.length === 3, { what: 'the retries' });
  expect(attempts()).toEqual(['unreachable', 'unreachable', 'unreachable']);
});
