import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { answerQuestions } from './child.js';

/** How an app finds its workspace. */
export interface AppConnection {
  readonly apiUrl: string;
  readonly appToken: string;
  readonly botToken: string;
}

/** A Bolt app that does nothing but acknowledge: what no Bolt app can be faster than. */
answerQuestions(async ({ apiUrl, appToken, botToken }: AppConnection): Promise<boolean> => {
  const clientOptions = { slackApiUrl: apiUrl };
  const receiver = new SocketModeReceiver({
    appToken,
    logLevel: LogLevel.ERROR,
    installerOptions: { clientOptions },
  });
  const app = new App({ token: botToken, receiver, clientOptions, logLevel: LogLevel.ERROR });
  app.command('/order', ({ ack }) => ack());
  await app.start();
  return true;
});
