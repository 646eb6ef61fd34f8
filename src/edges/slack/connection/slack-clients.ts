import {
  type WebAPICallResult,
  WebAPIRateLimitedError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api';
import { assertOutsideTransaction } from '../../../platform/db/in-transaction.js';
import type { Log } from '../../../platform/log.js';
import type { Guard } from '../block-kit/guard.js';
import { boltLogger } from './bolt-logger.js';

/** How long each client waits for one answer, ms. */
export const ANSWER_WITHIN_MS = { interactive: 2_500, posts: 10_000 } as const;

/** Every method that is called by these clients. */
export const CALLED_METHODS: readonly string[] = [
  'auth.test',
  'chat.postEphemeral',
  'chat.postMessage',
  'chat.update',
  'conversations.history',
  'conversations.open',
  'conversations.replies',
  'users.info',
  'users.lookupByEmail',
  'views.open',
  'views.publish',
  'views.push',
  'views.update',
];

/** The methods whose arguments are a message. */
const MESSAGE_METHODS = new Set([
  'chat.postMessage',
  'chat.postEphemeral',
  'chat.update',
  'chat.scheduleMessage',
]);

/** A Web API client that lets nothing pass which Slack would refuse, and never calls within a transaction. */
class GuardedWebClient extends WebClient {
  readonly #guard: Guard;
  readonly #onRateLimited: (method: string) => void;

  constructor(
    token: string,
    options: WebClientOptions,
    own: Pick<SlackClientOptions, 'guard' | 'onRateLimited'>,
  ) {
    super(token, options);
    this.#guard = own.guard;
    this.#onRateLimited = own.onRateLimited ?? (() => undefined);
  }

  override async apiCall(method: string, options: Record<string, unknown> = {}): Promise<WebAPICallResult> {
    assertOutsideTransaction(`Slack ${method}`);
    try {
      return await super.apiCall(method, this.#guarded(method, options));
    } catch (error) {
      if (error instanceof WebAPIRateLimitedError) this.#onRateLimited(method);
      throw error;
    }
  }

  #guarded(method: string, options: Record<string, unknown>): Record<string, unknown> {
    const { view } = options;
    if (typeof view === 'object' && view !== null) return { ...options, view: this.#guard(view, method) };
    if (!MESSAGE_METHODS.has(method)) return options;
    const { text, blocks } = options;
    return { ...options, ...this.#guard({ text, ...(blocks === undefined ? {} : { blocks }) }, method) };
  }
}

export interface SlackClients {
  /**
   * For what a person waits for: modals, ephemeral answers, who somebody is. Answers within 2.5 s or fails; never
   * retried, because a trigger lives for 3 s.
   */
  readonly interactive: WebClient;
  /**
   * For the delivery worker: cards, threads, direct messages. Never retried here, because a post of unknown outcome has
   * to be looked for first; a rate limit is thrown, so that the worker waits for that channel alone.
   */
  readonly posts: WebClient;
}

export interface SlackClientOptions {
  readonly botToken: string;
  /** Base of the Web API; undefined for Slack's own. */
  readonly apiUrl: string | undefined;
  readonly guard: Guard;
  readonly log: Log;
  /** Slack answered 429 to a call of this method. */
  readonly onRateLimited?: (method: string) => void;
}

/** Two clients over one token: a rate limit on posts must not delay a modal. Classify what they throw. */
export const createSlackClients = (own: SlackClientOptions): SlackClients => {
  const { botToken, apiUrl, log } = own;
  const client = (timeout: number): WebClient =>
    new GuardedWebClient(
      botToken,
      {
        ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
        allowAbsoluteUrls: false,
        timeout,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        logger: boltLogger(log),
      },
      own,
    );
  return { interactive: client(ANSWER_WITHIN_MS.interactive), posts: client(ANSWER_WITHIN_MS.posts) };
};
