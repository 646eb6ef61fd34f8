import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { App } from '@slack/bolt';
import { type Clock, systemClock } from '../../../kernel/clock.js';
import { Failure } from '../../../kernel/errors.js';
import type { CheckResult } from '../../../platform/health.js';
import type { Log } from '../../../platform/log.js';
import type { Guard } from '../block-kit/guard.js';
import { boltLogger } from './bolt-logger.js';
import { createHttpTransport } from './http-transport.js';
import { createIntake, type Intake, type IntakeObserver } from './intake.js';
import { guardedFetch, postToResponseUrl } from './response-url.js';
import type { SlackClients } from './slack-clients.js';
import { createSocketTransport, startFailure } from './socket-transport.js';

/** Who we are in Slack, by auth.test. */
export interface SlackIdentity {
  readonly teamId: string;
  readonly teamName: string;
  readonly botUserId: string;
  readonly botId: string;
}

export type SlackTransport =
  | {
      readonly kind: 'socket';
      readonly appToken: string;
      readonly apiUrl: string | undefined;
      /** How long a replaced connection stays, milliseconds; longer than Slack takes to end it by default. */
      readonly lingerMs?: number;
    }
  | { readonly kind: 'http'; readonly signingSecret: string };

export interface SlackConnectionOptions {
  readonly transport: SlackTransport;
  readonly clients: SlackClients;
  readonly guard: Guard;
  readonly log: Log;
  readonly clock?: Clock;
  /** The person's locale as far as it is known without asking anybody; for what the connection itself has to say. */
  readonly localeOf?: (slackUserId: string | undefined) => string | undefined;
  readonly watchdogMs?: number;
  readonly observe?: IntakeObserver;
  /** Over HTTP: for how long a drain still takes requests, until whoever shares them out has seen it; 0 by default. */
  readonly handOverMs?: number;
}

export interface SlackConnection {
  /**
   * Listeners are registered here, before `start`, with exact ids: all that match run at once. Their `client` is the
   * interactive one. What no listener acknowledges, and what a listener throws, the person is told.
   */
  readonly app: App;
  /** Asks Slack who we are; throws a Failure `slack-token-refused` or `slack-unreachable` (retryable). */
  identify(): Promise<SlackIdentity>;
  /** Begins to take payloads of the identified workspace; throws as `identify` does. */
  start(): Promise<void>;
  /** For POST /slack/events; present with the HTTP transport only. */
  readonly handle: ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | undefined;
  /** Begins nothing new, disconnects, and waits for what was begun; false when something was still running. */
  drain(options?: { readonly timeoutMs?: number }): Promise<boolean>;
  health(): CheckResult;
}

const ACKNOWLEDGE_MS = 3_000;
const DISCONNECT_MS = 2_000;
/** With the hand-over, and leaving the worker some of the 25 seconds that the process has. */
const DRAIN_MS = 20_000;

/** Waits for a moment in which all that has arrived is acknowledged, unless there is none within the time. */
const settled = async (intake: Intake, timeoutMs: number): Promise<void> => {
  const until = performance.now() + timeoutMs;
  for (let quiet = false; !quiet && performance.now() < until; ) {
    await intake.acknowledged(until - performance.now());
    // Right after the loop has read what the sockets held; the round that is under way may be past them.
    for (let round = 0; round < 2; round += 1) await new Promise(setImmediate);
    quiet = await intake.acknowledged(0);
  }
};

/** The bot's ear: one set of listeners, over Socket Mode or signed HTTP. */
export const connectToSlack = (options: SlackConnectionOptions): SlackConnection => {
  const { transport, clients, guard, log, clock = systemClock, localeOf = () => undefined } = options;
  let identity: SlackIdentity | undefined;
  let draining = false;

  const socket = transport.kind === 'socket' ? createSocketTransport({ ...transport, log }) : undefined;
  const http =
    transport.kind === 'http'
      ? createHttpTransport({
          ...transport,
          clock,
          log,
          onRefused: (reason) => options.observe?.requestRefused(reason),
        })
      : undefined;

  const app = new App({
    ...(socket === undefined ? {} : { receiver: socket.receiver }),
    ...(http === undefined ? {} : { receiver: http.receiver }),
    // Without a token here Bolt makes no clients of its own, and listeners get ours.
    authorize: async () =>
      identity === undefined
        ? {}
        : { botId: identity.botId, botUserId: identity.botUserId, teamId: identity.teamId },
    clientOptions: { fetch: guardedFetch(guard, clients.interactive.slackApiUrl) },
    logger: boltLogger(log),
    convoStore: false,
  });
  app.client = clients.interactive;
  // Up to the intake, which knows the payload and whether it was acknowledged.
  app.error(async (error) => {
    throw 'original' in error && error.original instanceof Error ? error.original : error;
  });

  const intake = createIntake({
    teamId: () => identity?.teamId,
    guard,
    teller: {
      client: clients.interactive,
      postToResponseUrl: postToResponseUrl(guard, clients.interactive.slackApiUrl),
      log,
    },
    log,
    localeOf,
    ...(options.observe === undefined ? {} : { observe: options.observe }),
    ...(options.watchdogMs === undefined ? {} : { watchdogMs: options.watchdogMs }),
  });
  const listeners = app.processEvent.bind(app);
  app.processEvent = (event) => intake.receive(event, listeners);

  const identify = async (): Promise<SlackIdentity> => {
    if (identity !== undefined) return identity;
    try {
      const answer = await clients.interactive.auth.test();
      const { team_id: teamId, user_id: botUserId, bot_id: botId } = answer;
      if (teamId === undefined || botUserId === undefined || botId === undefined)
        throw new Failure('slack-token-refused', 'SLACK_BOT_TOKEN is no bot token: it starts with xoxb-', {
          retryable: false,
        });
      identity = { teamId, teamName: answer.team ?? teamId, botUserId, botId };
      return identity;
    } catch (error) {
      throw startFailure(error, 'SLACK_BOT_TOKEN');
    }
  };

  return {
    app,
    identify,
    async start() {
      await identify();
      await socket?.open();
    },
    handle:
      http &&
      (async (request, response) => {
        // A connection that is kept would bring the next request here as well.
        if (draining) response.setHeader('connection', 'close');
        await http.handle(request, response);
      }),
    async drain({ timeoutMs = DRAIN_MS } = {}) {
      const until = performance.now() + timeoutMs;
      draining = true;
      if (http !== undefined && options.handOverMs !== undefined) await pause(options.handOverMs);
      // Acknowledgements travel over the connection, so it stays until they are out. What comes until then is taken:
      // another process can only be given what has not reached this one.
      await settled(intake, Math.min(ACKNOWLEDGE_MS, until - performance.now()));
      const shut = socket?.shut(DISCONNECT_MS);
      intake.close();
      await shut;
      const idle = await intake.idle(Math.max(0, until - performance.now()));
      if (!idle)
        log.error({ inFlight: intake.inFlight }, 'Slack payloads were still at work when the drain ended');
      return idle;
    },
    health() {
      if (draining) return { ok: false, reason: 'draining' };
      if (identity === undefined) return { ok: false, reason: 'not known to Slack yet' };
      return socket?.health() ?? { ok: true };
    },
  };
};
