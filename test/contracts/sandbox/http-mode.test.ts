import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver } from '@slack/bolt';
import { afterEach, expect, test } from 'vitest';
import { quietLogger } from '../../support/sandbox/quiet-logger.js';
import { useSandbox } from '../../support/sandbox/use-sandbox.js';
import { waitFor } from '../../support/wait-for.js';

const slack = useSandbox({
  acknowledgeWithinMs: 300,
  eventRetriesMs: [5, 5],
  app: { events: ['app_home_opened'] },
});
const nancy = () => slack.sandbox.as('nancy@example.com');
let server: Server | undefined;

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
  server = undefined;
});

const listen = async (started: Server): Promise<void> => {
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  // Safe: a TCP server that listens has an AddressInfo.
  const { port } = started.address() as AddressInfo;
  slack.sandbox.control.setRequestUrl(`http://127.0.0.1:${port}/slack/events`);
};

const connectHttp = async (signingSecret: string, on: (app: App) => void): Promise<void> => {
  const { apiUrl, botToken } = slack.sandbox.credentials;
  const receiver = new HTTPReceiver({ signingSecret, endpoints: '/slack/events', logger: quietLogger });
  const app = new App({
    receiver,
    token: botToken,
    clientOptions: { slackApiUrl: apiUrl },
    logger: quietLogger,
    deferInitialization: true,
  });
  on(app);
  await app.init();
  await listen(createServer((request, response) => void receiver.requestListener(request, response)));
};

test('commands, clicks and events reach a real Bolt app by signed HTTP', async () => {
  const heard: string[] = [];
  await connectHttp(slack.sandbox.credentials.signingSecret, (app) => {
    app.command('/order', async ({ ack, command }) => {
      heard.push(command.text);
      await ack({
        text: 'here',
        blocks: [
          {
            type: 'actions',
            elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
          },
        ],
      });
    });
    app.action('go', async ({ ack }) => {
      heard.push('go');
      await ack();
    });
    app.event('app_home_opened', async ({ event }) => {
      heard.push(event.type);
    });
  });
  expect((await nancy().command('/order SO-1', 'general')).outcome).toBe('acknowledged');
  const message = nancy().messages('general').at(-1);
  expect(
    (await nancy().click({ channel: message?.channel ?? '', ts: message?.ts ?? '' }, 'go')).outcome,
  ).toBe('acknowledged');
  await nancy().openHome();
  await waitFor(() => heard.length === 3, { what: 'the event' });
  expect(heard).toEqual(['SO-1', 'go', 'app_home_opened']);
});

test('an app with another signing secret refuses, and the person is told', async () => {
  await connectHttp('0123456789abcdef', (app) => {
    app.command('/order', async ({ ack }) => ack());
  });
  expect(await nancy().command('/order help')).toMatchObject({
    outcome: 'failed',
    notice: '/order failed with the error "http_service_error"',
  });
});

test('an event answered with an error is sent again with the number and the reason of the retry', async () => {
  const headers: IncomingHttpHeaders[] = [];
  await listen(
    createServer((request, response) => {
      headers.push(request.headers);
      response.writeHead(500).end();
    }),
  );
  await nancy().openHome();
  await waitFor(() => headers.length === 3, { what: 'the retries' });
  expect(headers.map((one) => [one['x-slack-retry-num'], one['x-slack-retry-reason']])).toEqual([
    [undefined, undefined],
    ['1', 'http_error'],
    ['2', 'http_error'],
  ]);
});

test('an app that asks not to be sent an event again is not', async () => {
  let asked = 0;
  await listen(
    createServer((_request, response) => {
      asked += 1;
      response.writeHead(500, asked === 1 ? { 'x-slack-no-retry': '1' } : {}).end();
    }),
  );
  await nancy().openHome();
  await nancy().openHome();
  const attempts = () => slack.sandbox.control.deliveries().map(({ receipts }) => receipts.length);
  // When the second has had all its retries, the first would have had them, too.
  await waitFor(() => attempts()[1] === 3, { what: 'the retries of the second' });
  expect(attempts()).toEqual([1, 3]);
});

test('a silent app is given up after the time to acknowledge', async () => {
  await listen(createServer(() => undefined));
  expect((await nancy().command('/order help')).outcome).toBe('timed-out');
});
