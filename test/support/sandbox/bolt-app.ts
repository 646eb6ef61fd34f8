import { App, SocketModeReceiver } from '@slack/bolt';
import type { Sandbox } from '../../../src/sandbox/sandbox.js';
import { quietLogger } from './quiet-logger.js';

/** A real Bolt app that is connected to a sandbox by Socket Mode; `stop` ends it. */
export interface ConnectedApp {
  readonly app: App;
  stop(): Promise<void>;
}

/** Starts Bolt against a sandbox as a product would, with listeners added before it starts. */
export const connectBolt = async (sandbox: Sandbox, listen: (app: App) => void): Promise<ConnectedApp> => {
  const { apiUrl, appToken, botToken } = sandbox.credentials;
  const clientOptions = { slackApiUrl: apiUrl, retryConfig: { retries: 0 } };
  const receiver = new SocketModeReceiver({
    appToken,
    logger: quietLogger,
    clientPingTimeout: 500,
    installerOptions: { clientOptions },
  });
  const app = new App({
    token: botToken,
    receiver,
    clientOptions,
    logger: quietLogger,
    deferInitialization: true,
  });
  listen(app);
  await app.init();
  await app.start();
  return {
    app,
    async stop() {
      await receiver.client.disconnect();
    },
  };
};
