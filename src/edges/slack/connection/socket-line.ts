import { type App, SocketModeReceiver } from '@slack/bolt';
import { asError, Failure } from '../../../kernel/errors.js';
import type { Log } from '../../../platform/log.js';
import { isObject } from '../block-kit/limits/checks.js';
import { boltLogger } from './bolt-logger.js';

/**
 * How soon a silent connection counts as lost. Longer than the three seconds for which Slack waits for an answer: up to
 * then a busy moment or a slow network has cost nobody anything, and closing the connection would.
 */
const PING_TIMEOUT_MS = 5_000;
const START_TIMEOUT_MS = 20_000;

/** One connection in Socket Mode, which is opened once and never comes back. */
export interface SocketLine {
  /** Connects; throws what the client throws (undefined when it was closed before it was greeted), or `slack-unreachable`. */
  open(): Promise<void>;
  /** Disconnects, by force when Slack does not answer within the time. */
  close(timeoutMs: number): Promise<void>;
}

export interface SocketLineOptions {
  readonly appToken: string;
  readonly apiUrl: string | undefined;
  readonly log: Log;
  /** Where its payloads go. */
  readonly app: App;
  /** The connection is gone, whoever ended it. */
  readonly onEnded: () => void;
  /** Slack is about to end it: time to have another. Payloads may still come until it is closed. */
  readonly onLeaving: () => void;
}

/** Slack renews its servers: the connection still works, and another is to take over. */
const LEAVING = new Set(['warning', 'refresh_requested']);

export const createSocketLine = (options: SocketLineOptions): SocketLine => {
  const { appToken, apiUrl, log, onEnded, onLeaving } = options;
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLogger(log),
    clientPingTimeout: PING_TIMEOUT_MS,
    // Its own reconnection closes before it opens, and ends for ever when one attempt fails.
    autoReconnectEnabled: false,
    installerOptions: {
      clientOptions: {
        ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
        retryConfig: { retries: 0 },
        timeout: 5_000,
      },
    },
  });
  receiver.init(options.app);
  const { client } = receiver;
  client.on('disconnected', onEnded);
  for (const listener of client.listeners('ws_message')) {
    client.off('ws_message', listener);
    client.on('ws_message', (...parts: unknown[]) => {
      if (tellsOfLeaving(parts[0])) {
        onLeaving();
        return;
      }
      // A payload that the client cannot read (app_rate_limited has no event inside) must not end the process.
      Promise.resolve(listener(...parts)).catch((error: unknown) =>
        log.error({ err: asError(error) }, 'a payload of Slack could not be read'),
      );
    });
  }

  /** A second call does not wait for the other side any more. */
  const close = async (timeoutMs: number): Promise<void> => {
    if ((await within(client.disconnect(), timeoutMs)) === undefined) void client.disconnect();
  };
  return {
    async open() {
      if ((await within(client.start(), START_TIMEOUT_MS)) !== undefined) return;
      await close(1_000);
      throw new Failure('slack-unreachable', 'Slack did not open a connection in time', { retryable: true });
    },
    close,
  };
};

const tellsOfLeaving = (data: unknown): boolean => {
  // Most messages are payloads, and need not be read twice.
  if (typeof data !== 'string' || data.length > 1_000 || !data.includes('"disconnect"')) return false;
  try {
    const message: unknown = JSON.parse(data);
    return isObject(message) && message.type === 'disconnect' && LEAVING.has(String(message.reason));
  } catch {
    return false;
  }
};

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
