import type { App } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach } from 'vitest';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/sandbox.js';
import { type ConnectedApp, connectBolt } from './bolt-app.js';
import { quietLogger } from './quiet-logger.js';
import { startSandbox } from './start-sandbox.js';

/** A sandbox of its own for each test of a file, and how to connect to it. */
export interface SandboxInUse {
  readonly sandbox: Sandbox;
  /** Connects a real Bolt app over Socket Mode; it is stopped after the test. */
  connect(listen: (app: App) => void): Promise<App>;
  /** A real web-api client with the bot's token that neither retries nor waits. */
  client(token?: string): WebClient;
}

export const useSandbox = (options: SandboxOptions = {}): SandboxInUse => {
  let current: Sandbox | undefined;
  let bolts: ConnectedApp[] = [];
  beforeEach(async () => {
    current = await startSandbox(options);
  });
  afterEach(async () => {
    await Promise.all(bolts.map((bolt) => bolt.stop()));
    bolts = [];
    await current?.close();
  });
  const sandbox = (): Sandbox => {
    if (current === undefined) throw new Error('there is a sandbox only within a test');
    return current;
  };
  return {
    get sandbox() {
      return sandbox();
    },
    async connect(listen) {
      const bolt = await connectBolt(sandbox(), listen);
      bolts.push(bolt);
      return bolt.app;
    },
    client(token) {
      const { apiUrl, botToken } = sandbox().credentials;
      return new WebClient(token ?? botToken, {
        slackApiUrl: apiUrl,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        timeout: 1_000,
        logger: quietLogger,
      });
    },
  };
};
