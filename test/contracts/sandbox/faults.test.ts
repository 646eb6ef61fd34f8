import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { WebAPIHTTPError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { codeOf } from '../../support/sandbox/slack-code.js';
import { useSandbox } from '../../support/sandbox/use-sandbox.js';
import { waitFor } from '../../support/wait-for.js';

const slack = useSandbox({ acknowledgeWithinMs: 200 });
const post = () => slack.client().chat.postMessage({ channel: 'order-ops', text: 'x' });
const posted = () => slack.sandbox.control.allMessages('order-ops').length;
const { addFault } = {
  addFault: (kind: Parameters<typeof slack.sandbox.control.addFault>[0]['kind'], more: object = {}) =>
    slack.sandbox.control.addFault({ method: 'chat.postMessage', kind, times: 1, ...more }),
};

test('429, 500 and an error of Slack’s are answered and nothing is posted', async () => {
  addFault('rate-limited', { retryAfterSeconds: 7 });
  await expect(post()).rejects.toMatchObject({ retryAfter: 7 });
  addFault('rate-limited');
  await expect(post()).rejects.toBeInstanceOf(WebAPIRateLimitedError);
  addFault('status', { status: 503 });
  await expect(post()).rejects.toBeInstanceOf(WebAPIHTTPError);
  addFault('error', { error: 'fatal_error' });
  expect(await codeOf(post())).toBe('fatal_error');
  expect(posted()).toBe(0);
  await post();
  expect(posted()).toBe(1);
});

test('a call can be cut or left in silence before it is done, or after', async () => {
  for (const kind of ['drop', 'no-answer', 'drop-after', 'silent-after'] as const) {
    addFault(kind);
    await expect(post()).rejects.toBeInstanceOf(WebAPIRequestError);
  }
  expect(posted()).toBe(2);
  expect(
    slack.sandbox.control.calls('chat.postMessage').map(({ fault, executed }) => [fault, executed]),
  ).toEqual([
    ['drop', false],
    ['no-answer', false],
    ['drop-after', true],
    ['silent-after', true],
  ]);
});

test('a slow call is answered late, and only calls to the named channel are hit', async () => {
  addFault('slow', { delayMs: 100 });
  const before = Date.now();
  await post();
  expect(Date.now() - before).toBeGreaterThanOrEqual(95);
  addFault('error', { channel: 'general', error: 'fatal_error' });
  await expect(post()).resolves.toMatchObject({ ok: true });
});

test('an acknowledgement that is lost on the way shows a time-out although the app has worked', async () => {
  let worked = 0;
  await slack.connect((app) => {
    app.command('/order', async ({ ack }) => {
      worked += 1;
      await ack();
    });
  });
  slack.sandbox.control.setDeliveryFaults({ loseAcknowledgements: true });
  const seen = await slack.sandbox.as('nancy@example.com').command('/order help');
  expect([seen.outcome, worked]).toEqual(['timed-out', 1]);
});

test('payloads can be delivered twice', async () => {
  let heard = 0;
  await slack.connect((app) => {
    app.command('/order', async ({ ack }) => {
      heard += 1;
      await ack();
    });
  });
  slack.sandbox.control.setDeliveryFaults({ repeats: 1 });
  await slack.sandbox.as('nancy@example.com').command('/order help');
  expect(heard).toBe(2);
});

test('each payload goes to one of several connections, and after a disconnect a real client comes back', async () => {
  const heard: string[] = [];
  for (const name of ['one', 'two'])
    await slack.connect((app) => {
      app.command('/order', async ({ ack }) => {
        heard.push(name);
        await ack();
      });
    });
  const { control } = slack.sandbox;
  const nancy = slack.sandbox.as('nancy@example.com');
  for (let time = 0; time < 20; time += 1) await nancy.command('/order help');
  expect(heard).toHaveLength(20);
  expect(new Set(heard).size).toBe(2);
  for (const leave of [
    () => control.requestDisconnect('refresh_requested'),
    () => control.cutConnections(),
  ]) {
    leave();
    await waitFor(() => control.connections < 2, { what: 'the disconnect' });
    await waitFor(() => control.connections === 2, { what: 'the new connections' });
  }
  expect((await nancy.command('/order help')).outcome).toBe('acknowledged');
});

test('who has said goodbye is given nothing more, however long the connection takes to end', async () => {
  const { url = '' } = await slack.client(slack.sandbox.credentials.appToken).apps.connections.open({});
  const leaving = new WebSocket(url);
  const upgraded = once(leaving, 'upgrade');
  await once(leaving, 'message');
  await slack.connect((app) => {
    app.command('/order', async ({ ack }) => ack());
  });
  // Cast: what ws gives with the event.
  const [{ socket }] = (await upgraded) as [IncomingMessage];
  leaving.close();
  // The answer to the goodbye is not read, and so the connection stays.
  socket.pause();
  const nancy = slack.sandbox.as('nancy@example.com');
  const seen = await Promise.all(Array.from({ length: 10 }, () => nancy.command('/order help')));
  expect(new Set(seen.map(({ outcome }) => outcome))).toEqual(new Set(['acknowledged']));
  expect(slack.sandbox.control.connections).toBe(2);
  leaving.terminate();
});
