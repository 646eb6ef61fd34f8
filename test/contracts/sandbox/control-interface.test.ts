import { request } from 'node:http';
import { expect, test } from 'vitest';
import WebSocket from 'ws';
import { sandboxAt } from '../../support/sandbox/sandbox-client.js';
import { useSandbox } from '../../support/sandbox/use-sandbox.js';
import { waitFor } from '../../support/wait-for.js';

const slack = useSandbox({ acknowledgeWithinMs: 300 });

const control = async (operation: string, input: object = {}) => {
  const response = await fetch(`${slack.sandbox.url}/sandbox/${operation}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const body: unknown = await response.json();
  return { status: response.status, body };
};

/** The status of a request with exactly these headers; fetch would not let a Host be set. */
const statusWith = (path: string, headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(`${slack.sandbox.url}${path}`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });

test('a person acts and is shown what they see, over HTTP alone', async () => {
  await slack.connect((app) => {
    app.command('/order', async ({ ack, client, command }) => {
      await client.views.open({
        trigger_id: command.trigger_id,
        view: {
          type: 'modal',
          callback_id: 'form',
          title: { type: 'plain_text', text: 'Form' },
          submit: { type: 'plain_text', text: 'Go' },
          blocks: [
            {
              type: 'input',
              block_id: 'why',
              label: { type: 'plain_text', text: 'Why' },
              element: { type: 'plain_text_input', action_id: 'text' },
            },
          ],
        },
      });
      await ack();
    });
    app.view('form', async ({ ack, view, client }) => {
      await client.chat.postMessage({ channel: 'order-ops', text: view.state.values.why?.text?.value ?? '' });
      await ack();
    });
  });
  const as = 'nancy@example.com';
  expect(await control('command', { as, text: '/order cancel' })).toMatchObject({
    status: 200,
    body: { outcome: 'acknowledged', view: { view: { callback_id: 'form' } } },
  });
  expect(await control('submit', { as })).toMatchObject({
    body: { outcome: 'not-sent', errors: { why: expect.any(String) } },
  });
  expect(await control('submit', { as, values: { text: 'a mistake' } })).toMatchObject({
    body: { outcome: 'acknowledged', view: null },
  });
  expect(await control('screen', { as, channel: 'order-ops' })).toMatchObject({
    body: { user: { email: as }, modals: [], messages: [{ versions: [{ text: 'a mistake' }] }] },
  });
});

test('a test in another process acts and reads through the same interface', async () => {
  await slack.connect((app) => {
    app.command('/order', async ({ ack }) => ack('heard'));
  });
  const nancy = sandboxAt(slack.sandbox.url).as('nancy@example.com');
  expect((await nancy.command('/order help', 'general')).outcome).toBe('acknowledged');
  const { messages, channels } = await nancy.screen('general');
  expect([messages[0]?.versions[0]?.text, channels.length]).toEqual(['heard', 3]);
});

test('what is wrong with an operation is told, and nothing is done', async () => {
  expect(await control('command', { as: 'nancy@example.com' })).toMatchObject({ status: 400 });
  expect(await control('command', { as: 'nobody@example.com', text: '/order' })).toMatchObject({
    status: 404,
    body: { error: expect.stringContaining('nobody@example.com') },
  });
  expect(await control('launch')).toMatchObject({ status: 404 });
  expect(slack.sandbox.control.deliveries()).toEqual([]);
});

test('people are invited and changed, channels opened and archived, faults switched', async () => {
  await control('add-person', { email: 'new@example.com', name: 'New', locale: 'zh-CN' });
  await control('change-person', { as: 'new@example.com', change: { isRestricted: true } });
  expect(slack.sandbox.as('new@example.com').user).toMatchObject({ locale: 'zh-CN', isRestricted: true });
  await control('add-channel', { name: 'extra', kind: 'public', members: [] });
  await control('change-channel', { channel: 'extra', change: { archived: true } });
  expect(slack.sandbox.control.channel('extra').archived).toBe(true);
  await control('add-fault', { method: 'chat.postMessage', kind: 'status', status: 500 });
  expect(slack.sandbox.control.faults()).toHaveLength(1);
  await control('clear-faults');
  expect(slack.sandbox.control.faults()).toEqual([]);
});

test('changes are streamed, without the workspace’s secrets', async () => {
  const heard: string[] = [];
  const socket = new WebSocket(`${slack.sandbox.url.replace('http', 'ws')}/sandbox/changes`);
  socket.on('message', (data) => heard.push(String(data)));
  await waitFor(() => heard.length > 0, { what: 'the hello' });
  await slack.client().chat.postMessage({ channel: 'order-ops', text: 'news' });
  await waitFor(() => heard.some((text) => text.includes('"kind":"call"')), { what: 'the call' });
  socket.terminate();
  expect(heard.some((text) => text.includes('"table":"messages"') && text.includes('news'))).toBe(true);
  expect(heard.join()).not.toContain(slack.sandbox.credentials.botToken);
});

test('pages and programs of other machines and other sites are turned away', async () => {
  const { host } = new URL(slack.sandbox.url);
  for (const path of ['/', '/sandbox/people']) {
    expect(await statusWith(path, { host: 'evil.example' })).toBe(403);
    expect(await statusWith(path, { host, origin: 'https://evil.example' })).toBe(403);
  }
  expect(await statusWith('/', { host, origin: slack.sandbox.url })).toBe(200);
  const socket = new WebSocket(`${slack.sandbox.url.replace('http', 'ws')}/sandbox/changes`, {
    origin: 'https://evil.example',
  });
  await expect(
    new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject)),
  ).rejects.toThrow();
});

test('an address that cannot be read is nobody’s, and the server goes on', async () => {
  const { host } = new URL(slack.sandbox.url);
  for (const path of ['//', '/api/%zz']) expect(await statusWith(path, { host })).toBe(404);
  const socket = new WebSocket(`${slack.sandbox.url.replace('http', 'ws')}//`);
  await expect(
    new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject)),
  ).rejects.toThrow();
  expect(await statusWith('/', { host })).toBe(200);
});

test('a form of another site cannot use the control interface', async () => {
  const response = await fetch(`${slack.sandbox.url}/sandbox/start-over`, {
    method: 'POST',
    body: 'x=1',
    headers: { 'content-type': 'text/plain' },
  });
  expect(response.status).toBe(405);
});

test('Socket Mode needs a ticket that apps.connections.open gave, and takes it once', async () => {
  const { apiUrl, appToken } = slack.sandbox.credentials;
  const { url } = (await (
    await fetch(`${apiUrl}apps.connections.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${appToken}` },
    })
  ).json()) as { url: string };
  const connect = (to: string) =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(to);
      socket.on('message', (data) => {
        resolve(String(data));
        socket.terminate();
      });
      socket.on('error', () => resolve('refused'));
    });
  expect(JSON.parse(await connect(url))).toMatchObject({ type: 'hello', num_connections: 1 });
  expect([await connect(url), await connect(`${url}0`)]).toEqual(['refused', 'refused']);
});

test('a message that calls everybody is found, one that was escaped is not', async () => {
  const post = (text: string) =>
    slack.client().chat.postMessage({
      channel: 'order-ops',
      text: 'x',
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text } },
        { type: 'header', text: { type: 'plain_text', text: '<!here> is harmless in plain text' } },
      ],
    });
  await post('&lt;!channel&gt;');
  expect(slack.sandbox.control.everybodyCalls()).toEqual([]);
  const { ts } = await post('hello <!channel>');
  expect(slack.sandbox.control.everybodyCalls()).toMatchObject([{ ts }]);
  expect(slack.sandbox.as('nancy@example.com').reads('order-ops')).toEqual([
    '<!channel>\n<!here> is harmless in plain text',
    'hello @channel\n<!here> is harmless in plain text',
  ]);
});
