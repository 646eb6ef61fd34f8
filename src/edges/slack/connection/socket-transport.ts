import { SocketModeReceiver } from '@slack/bolt';
import { asError, Failure } from '../../../kernel/errors.js';
import type { CheckResult } from '../../../platform/health.js';
import type { Log } from '../../../platform/log.js';
import { boltLogger } from './bolt-logger.js';
import { classifySlackError } from './classify-slack-error.js';

/** How soon a silent connection counts as lost; much shorter, and a busy moment of ours looks like that too. */
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
    // Its own reconnection ends for ever, as an unhandled rejection, when one attempt fails: see reconnect below.
    autoReconnectEnabled: false,
    installerOptions: {
      clientOptions: {
        ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
        retryConfig: { retries: 0 },
        timeout: 5_000,
      },
    },
  });
  const { client } = receiver;
  let state: 'closed' | 'open' | 'shut' = 'closed';
  let health: CheckResult = { ok: false, reason: 'not connected to Slack yet' };
  let reconnecting = false;
  let wake = (): void => undefined;

  client.on('connected', () => {
    health = { ok: true };
  });
  client.on('disconnected', () => {
    if (health.ok) health = { ok: false, reason: 'the connection to Slack was lost; reconnecting' };
    void reconnect();
  });
  survivePayloads(client, log);

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** Disconnects; a second call does not wait for the other side any more. */
  const disconnect = async (timeoutMs: number): Promise<void> => {
    if ((await within(client.disconnect(), timeoutMs)) === undefined) void client.disconnect();
  };

  const connect = async (): Promise<void> => {
    if ((await within(client.start(), START_TIMEOUT_MS)) !== undefined) return;
    await disconnect(1_000);
    throw new Failure('slack-unreachable', 'Slack did not open a connection in time', { retryable: true });
  };

  /** Tries until it succeeds or is shut: at once, then with growing pauses. */
  const reconnect = async (): Promise<void> => {
    if (reconnecting) return;
    reconnecting = true;
    for (let waitMs = 0; state === 'open'; waitMs = Math.min(waitMs * 2 + 500, LONGEST_PAUSE_MS)) {
      await pause(waitMs);
      if (state !== 'open') break;
      try {
        await connect();
        break;
      } catch (thrown) {
        // The client rejects with nothing when the connection closed before it was greeted.
        const error = thrown ?? new Error('closed before it was open');
        health = { ok: false, reason: `cannot reconnect to Slack: ${asError(error).message}` };
        log.error({ slackError: classifySlackError(error) }, 'reconnecting to Slack failed; trying again');
      }
    }
    reconnecting = false;
  };

  const shut = async (timeoutMs: number): Promise<void> => {
    state = 'shut';
    wake();
    await disconnect(timeoutMs);
    health = { ok: false, reason: 'disconnected from Slack' };
  };

  return {
    receiver,
    async open() {
      try {
        await connect();
        state = 'open';
      } catch (error) {
        await shut(1_000);
        throw startFailure(error ?? new Error('closed before it was open'), 'SLACK_APP_TOKEN');
      }
    },
    shut,
    health: () => health,
  };
};

/** A payload that the client cannot read (app_rate_limited has no event inside) must not end the process. */
const survivePayloads = (client: SocketModeReceiver['client'], log: Log): void => {
  for (const listener of client.listeners('ws_message')) {
    client.off('ws_message', listener);
    client.on('ws_message', (...parts: unknown[]) => {
      Promise.resolve(listener(...parts)).catch((error: unknown) =>
        log.error({ err: asError(error) }, 'a payload of Slack could not be read'),
      );
    });
  }
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
      details: { variable, slackCode: slack.code },
    });
  }
  const reason = slack.kind === 'rate-limited' ? 'it asks us to wait' : slack.reason;
  return new Failure(
    'slack-unreachable',
    `Slack cannot be reached (${reason}). Try again when the network is there.`,
    {
      retryable: true,
      cause: error,
      ...(slack.kind === 'rate-limited' ? {} : { details: { why: reason } }),
    },
  );
};
