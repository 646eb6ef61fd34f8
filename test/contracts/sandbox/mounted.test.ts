import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.js';
import { connectBolt } from '../../support/sandbox/bolt-app.js';
import { TEST_PEOPLE } from '../../support/sandbox/start-sandbox.js';

let server: Server;
let url: string;
let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = createSandbox({ people: async () => TEST_PEOPLE, publicUrl: () => url });
  await sandbox.ready();
  server = createServer((request, response) => {
    void sandbox
      .handleRequest(request, response)
      .then((taken) => taken || response.end('the product’s own page'));
  });
  server.on('upgrade', (request, socket, head) => {
    if (!sandbox.handleUpgrade(request, socket, head)) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Safe: a TCP server that listens has an AddressInfo.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await sandbox.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('on a server of the product’s own the sandbox takes its requests and leaves the others', async () => {
  expect(await (await fetch(`${url}/healthz`)).text()).toBe('the product’s own page');
  expect(await (await fetch(url)).text()).toContain('Sandbox workspace');
});

test('Bolt connects through a server of the product’s own', async () => {
  const bolt = await connectBolt(sandbox, (app) => {
    app.command('/order', async ({ ack }) => ack('heard'));
  });
  const nancy = sandbox.as('nancy@example.com');
  expect((await nancy.command('/order help')).outcome).toBe('acknowledged');
  expect(nancy.reads()).toEqual(['heard']);
  await bolt.stop();
});

test('closing cuts callers that a fault left in silence, so that the product can stop', async () => {
  sandbox.control.addFault({ method: 'auth.test', kind: 'no-answer' });
  const waiting = fetch(`${url}/api/auth.test`, { method: 'POST' });
  const silent = expect(waiting).rejects.toThrow();
  await expect.poll(() => sandbox.control.calls('auth.test').length).toBe(1);
  await sandbox.close();
  await silent;
});
