import type { App } from '@slack/bolt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/sandbox.js';
import { type ConnectedApp, connectBolt } from '../../support/sandbox/bolt-app.js';
import { startSandbox } from '../../support/sandbox/start-sandbox.js';

let sandbox: Sandbox;
let bolt: ConnectedApp | undefined;
const connect = async (listen: (app: App) => void): Promise<void> => {
  bolt = await connectBolt(sandbox, listen);
};

beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(async () => {
  await bolt?.stop();
  bolt = undefined;
  await sandbox.close();
});

test('a command typed in a channel reaches a real Bolt app, which acknowledges and posts', async () => {
  await connect((app) => {
    app.command('/order', async ({ command, ack, client }) => {
      await client.chat.postMessage({ channel: command.channel_id, text: `looked up ${command.text}` });
      await ack();
    });
  });
  const nancy = sandbox.as('nancy@example.com');
  const seen = await nancy.command('/order SO-11058', 'general');
  expect(seen.outcome).toBe('acknowledged');
  expect(nancy.messages('general').map((message) => message.versions.at(-1)?.text)).toEqual([
    'looked up SO-11058',
  ]);
  expect(sandbox.control.unknownCalls()).toEqual([]);
});
