import type { SlackConfig } from '../config.js';
import { createGuard } from '../edges/slack/block-kit/guard.js';
import { connectToSlack, type SlackConnection } from '../edges/slack/connection/connect-to-slack.js';
import { createSlackClients } from '../edges/slack/connection/slack-clients.js';
import { createSlackDeps, type SlackDeps } from '../edges/slack/deps.js';
import { registerSlack } from '../edges/slack/register.js';
import { joinWorkspace } from '../features/access/join-workspace.js';
import { systemClock } from '../kernel/clock.js';
import type { Database } from '../platform/db/client.js';
import type { Log } from '../platform/log.js';
import type { Metrics } from '../platform/metrics.js';

/** Whoever shares requests out over several bots should ask /readyz more often than this. */
const HAND_OVER_MS = 3_000;

export interface OpenSlack {
  readonly connection: SlackConnection;
  readonly deps: SlackDeps;
}

/** The bot's side of Slack, identified and with every listener, but not listening yet. */
export const openSlack = async (options: {
  readonly slack: Exclude<SlackConfig, { mode: 'sandbox' }>;
  /** Whether the workspace at the other end is our own sandbox. */
  readonly sandbox: boolean;
  readonly database: Database;
  readonly baseCurrency: string;
  readonly metrics: Metrics;
  readonly log: Log;
}): Promise<OpenSlack> => {
  const { slack, sandbox, database, baseCurrency, metrics, log } = options;
  const guard = createGuard({
    strict: false,
    report: (where, findings) =>
      log.error({ where, findings }, 'a message was over a limit of Slack and was cut'),
  });
  const clients = createSlackClients({
    botToken: slack.botToken,
    apiUrl: slack.apiUrl,
    guard,
    log,
    onRateLimited: metrics.rateLimited,
  });
  let team: string | undefined;
  const deps = createSlackDeps({
    db: database,
    clock: systemClock,
    baseCurrency,
    clients,
    guard,
    team: () => team,
    log,
  });
  const connection = connectToSlack({
    transport:
      slack.mode === 'socket'
        ? { kind: 'socket', appToken: slack.appToken, apiUrl: slack.apiUrl }
        : { kind: 'http', signingSecret: slack.signingSecret },
    clients,
    guard,
    log,
    localeOf: (userId) => deps.people.localeOf(userId),
    observe: metrics,
    handOverMs: HAND_OVER_MS,
  });
  const identity = await connection.identify();
  await joinWorkspace(database, { teamId: identity.teamId, sandbox });
  team = identity.teamId;
  await deps.people.recall();
  registerSlack(connection.app, deps);
  return { connection, deps };
};
