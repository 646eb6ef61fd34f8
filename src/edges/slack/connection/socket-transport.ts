import { SocketModeReceiver } from '@slack/bolt';
import { asError, Failure } from '../../../kernel/errors.js';
import type { CheckResult } from '../../../platform/health.js';
import type { Log } from '../../../platform/log.js';
import { boltLogger } from './bolt-logger.js';
import { classifySlackError } from './classify-slack-error.js';

/** Also the pause before a reconnection, so it is short; much shorter and a busy moment looks like a lost connection. */
const PING_TIMEOUT_MS = 1_500;
const START_TIMEOUT_MS = 20_000;
const LONGEST_PAUSE_MS = 15_000;

export interface SocketTransport {
  readonly receiver: SocketModeReceiver;
  /** Connects; throws a Failure `slack-token-refused` or `slack-unreachable` (retryable). Reconnects by itself after. */
  open(): Promise<void>;
  /** Disconnects for good, by force when Slack does not answer within the time. */
  shut(timeoutMs: number): Promise<void>;
  health(): CheckResult;
}

const within = async <T>(work: Promise<T>, timeoutMs: number): Promise<{ value: T } | undefined> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), timeoutMs);
  });
  try {
    return await Promise.race([work.then((value) => ({ value })), late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Socket Mode with a connection that comes back whatever happens to it. */
export const createSocketTransport = (input: {
  readonly appToken: string;
  readonly apiUrl: string | undefined;
  readonly log: Log;
}): SocketTransport => {
  const { appToken, apiUrl, log } = input;
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLogger(log),
    clientPingTimeout: PING_TIMEOUT_MS,
    installerOptions: {
      clientOptions: {
        ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
        // The first failure shall be seen at once; afterwards we try again ourselves, without an end.
        retryConfig: { retries: 0 },
        timeout: 5_000,
      },
    },
  });
  const { client } = receiver;
  let state: 'closed' | 'opening' | 'open' | 'shut' = 'closed';
  let health: CheckResult = { ok: false, reason: 'not connected to Slack yet' };
  let pause = 0;
  let retry: NodeJS.Timeout | undefined;

  client.on('connected', () => {
    pause = 0;
    health = { ok: true };
  });
  client.on('close', () => {
    if (health.ok) health = { ok: false, reason: 'the connection to Slack was lost; reconnecting' };
  });

  // The client itself reconnects through this method, and gives up for ever (as an unhandled rejection) when one
  // attempt fails: so after the first connection it never fails, but is tried again.
  const connect = client.start.bind(client);
  client.start = async () => {
    try {
      return await connect();
    } catch (error) {
      if (state === 'opening') throw error;
      if (state === 'open') {
        pause = Math.min(pause * 2 + 1_000, LONGEST_PAUSE_MS);
        health = { ok: false, reason: `cannot reconnect to Slack: ${asError(error).message}` };
        log.error(
          { slackError: classifySlackError(error), pause },
          'reconnecting to Slack failed; trying again',
        );
        clearTimeout(retry);
        retry = setTimeout(() => void client.start(), pause);
      }
      return { ok: false };
    }
  };

  const shut = async (timeoutMs: number): Promise<void> => {
    state = 'shut';
    clearTimeout(retry);
    health = { ok: false, reason: 'disconnected from Slack' };
    const done = await within(client.disconnect(), timeoutMs);
    // A second call does not wait for the other side any more.
    if (done === undefined) void client.disconnect();
  };

  return {
    receiver,
    async open() {
      state = 'opening';
      try {
        if ((await within(client.start(), START_TIMEOUT_MS)) === undefined)
          throw new Failure('slack-unreachable', 'Slack did not open a connection in time', {
            retryable: true,
          });
        state = 'open';
      } catch (error) {
        await shut(1_000);
        throw startFailure(error, 'SLACK_APP_TOKEN');
      }
    },
    shut,
    health: () => health,
  };
};

/** Why the start failed, in one line that names the variable to look at. */
export const startFailure = (error: unknown, variable: 'SLACK_APP_TOKEN' | 'SLACK_BOT_TOKEN'): Failure => {
  if (error instanceof Failure) return error;
  const slack = classifySlackError(error);
  if (slack.kind === 'unauthorised' || slack.kind === 'refused') {
    // An answer that is not Slack's comes from somewhere else than Slack.
    const hint = slack.code.startsWith('http_')
      ? 'Check SLACK_API_URL.'
      : "Copy it again from the app's page.";
    return new Failure('slack-token-refused', `Slack refuses ${variable} (${slack.code}). ${hint}`, {
      retryable: false,
      cause: error,
    });
  }
  const reason = slack.kind === 'rate-limited' ? 'it asks us to wait' : slack.reason;
  return new Failure(
    'slack-unreachable',
    `Slack cannot be reached (${reason}). Try again when the network is there.`,
    {
      retryable: true,
      cause: error,
    },
  );
};
