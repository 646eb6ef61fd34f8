import type { App, Receiver } from '@slack/bolt';
import { asError, Failure } from '../../../kernel/errors.js';
import type { CheckResult } from '../../../platform/health.js';
import type { Log } from '../../../platform/log.js';
import { classifySlackError } from './classify-slack-error.js';
import { createSocketLine, type SocketLine } from './socket-line.js';

const LONGEST_PAUSE_MS = 15_000;
/**
 * A replaced connection stays until Slack ends it, some ten seconds after it said so: what comes after our own goodbye
 * nobody hears. What came before is acknowledged over it too.
 */
const LINGER_MS = 15_000;
/** Slack ended a connection that lasts no longer: less than a missing answer to a ping takes. The next is not opened at once. */
const SHORT_LIFE_MS = 1_000;
const CLOSE_MS = 1_000;

export interface SocketTransport {
  readonly receiver: Receiver;
  /** Connects; throws a Failure `slack-token-refused` or `slack-unreachable` (retryable). Reconnects by itself after. */
  open(): Promise<void>;
  /** Disconnects for good, by force when Slack does not answer within the time. */
  shut(timeoutMs: number): Promise<void>;
  health(): CheckResult;
}

/**
 * Socket Mode with a connection that comes back whatever happens to it. Where Slack says beforehand that it will end
 * one, the next is opened first, so that nobody's click falls between them.
 */
export const createSocketTransport = (input: {
  readonly appToken: string;
  readonly apiUrl: string | undefined;
  readonly log: Log;
  /** How long a replaced connection stays, milliseconds; tests shorten it. */
  readonly lingerMs?: number;
}): SocketTransport => {
  const { appToken, apiUrl, log, lingerMs = LINGER_MS } = input;
  let app: App | undefined;
  let state: 'closed' | 'open' | 'shut' = 'closed';
  let health: CheckResult = { ok: false, reason: 'not connected to Slack yet' };
  let renewing = false;
  let wake = (): void => undefined;
  let current: SocketLine | undefined;
  let leaving: SocketLine | undefined;
  let openedAt = Number.NEGATIVE_INFINITY;
  let shortLives = 0;
  const lines = new Set<SocketLine>();

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const retire = async (line: SocketLine): Promise<void> => {
    await pauseUnref(lingerMs);
    if (lines.has(line)) await line.close(CLOSE_MS);
  };

  /** Opens a connection, which is then the current one; the one before stays until its answers are out. */
  const connect = async (): Promise<void> => {
    if (app === undefined) throw new Error('the app is not there yet');
    // May come with the greeting, before whoever waits for that goes on.
    let ended = false;
    const line: SocketLine = createSocketLine({
      appToken,
      apiUrl,
      log,
      app,
      onEnded: () => {
        ended = true;
        lines.delete(line);
        if (line !== current) return;
        current = undefined;
        if (health.ok) health = { ok: false, reason: 'the connection to Slack was lost; reconnecting' };
        void renew();
      },
      onLeaving: () => {
        leaving = line;
        if (line === current) void renew();
      },
    });
    await line.open();
    openedAt = performance.now();
    if (ended) throw new Error('closed as soon as it was open');
    const before = current;
    current = line;
    lines.add(line);
    health = { ok: true };
    if (before !== undefined) void retire(before);
  };

  /** Tries until it succeeds or is shut: at once, then with growing pauses, also between connections that do not last. */
  const renew = async (): Promise<void> => {
    if (renewing || state !== 'open') return;
    renewing = true;
    shortLives = performance.now() - openedAt < SHORT_LIFE_MS ? shortLives + 1 : 0;
    const firstWaitMs = shortLives < 2 ? 0 : Math.min(250 * 2 ** shortLives, LONGEST_PAUSE_MS);
    for (let waitMs = firstWaitMs; state === 'open'; waitMs = Math.min(waitMs * 2 + 500, LONGEST_PAUSE_MS)) {
      await pause(waitMs);
      if (state !== 'open') break;
      try {
        await connect();
        break;
      } catch (thrown) {
        // The client rejects with nothing when the connection closed before it was greeted.
        const error = thrown ?? new Error('closed before it was open');
        if (current === undefined)
          health = { ok: false, reason: `cannot reconnect to Slack: ${asError(error).message}` };
        log.error({ slackError: classifySlackError(error) }, 'reconnecting to Slack failed; trying again');
      }
    }
    renewing = false;
    if (isShut()) await closeAll(CLOSE_MS);
    else renewIfNeeded();
  };
  /** It ended, or its end was announced, while it was being opened. */
  const renewIfNeeded = (): void => {
    if (current === undefined || current === leaving) void renew();
  };

  // A function, because the compiler takes a state that it has seen for the present one.
  const isShut = (): boolean => state === 'shut';
  const closeAll = async (timeoutMs: number): Promise<void> => {
    await Promise.all([...lines].map((line) => line.close(timeoutMs)));
  };
  const shut = async (timeoutMs: number): Promise<void> => {
    state = 'shut';
    wake();
    await closeAll(timeoutMs);
    health = { ok: false, reason: 'disconnected from Slack' };
  };

  return {
    receiver: {
      init: (bolt) => {
        app = bolt;
      },
      start: async () => undefined,
      stop: async () => undefined,
    },
    async open() {
      try {
        await connect();
        state = 'open';
        renewIfNeeded();
      } catch (error) {
        await shut(CLOSE_MS);
        throw startFailure(error ?? new Error('closed before it was open'), 'SLACK_APP_TOKEN');
      }
    },
    shut,
    health: () => health,
  };
};

/** Does not keep the process alive. */
const pauseUnref = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });

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
