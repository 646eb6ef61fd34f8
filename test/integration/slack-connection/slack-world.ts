import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGuard } from '../../../src/edges/slack/block-kit/guard.js';
import {
  connectToSlack,
  type SlackConnection,
} from '../../../src/edges/slack/connection/connect-to-slack.js';
import type { IntakeObserver } from '../../../src/edges/slack/connection/intake.js';
import { createSlackClients, type SlackClients } from '../../../src/edges/slack/connection/slack-clients.js';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../../src/sandbox/sandbox.js';
import type { MessageRecord } from '../../../src/sandbox/workspace/records.js';
import { keptLog } from '../../support/log-scan/kept-log.js';
import { rememberSecrets } from '../../support/log-scan/log-folder.js';

export const guard = createGuard({ strict: true, report: () => undefined });

export interface SlackWorld {
  readonly sandbox: Sandbox;
  readonly clients: SlackClients;
  readonly slack: SlackConnection;
  /** Log lines so far. */
  readonly lines: readonly Record<string, unknown>[];
  /** The address of /slack/events, over HTTP. */
  readonly eventsUrl: string | undefined;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly transport: 'socket' | 'http';
  readonly botToken?: string;
  readonly appToken?: string;
  readonly sandbox?: SandboxOptions;
  readonly observe?: IntakeObserver;
  /** Where Slack is said to be, instead of the sandbox. */
  readonly apiUrl?: string;
  /** Where Socket Mode is said to be, instead of the sandbox. */
  readonly socketApiUrl?: string;
}

/** A sandbox with anna@example.com and bela@example.com, and a connection to it that is not started yet. */
export const slackWorld = async (options: WorldOptions): Promise<SlackWorld> => {
  const sandbox = createSandbox({
    people: async () => [
      { email: 'anna@example.com', name: 'Anna' },
      { email: 'bela@example.com', name: 'Bela' },
    ],
    ...options.sandbox,
  });
  await sandbox.listen();
  const { credentials } = sandbox;
  const { appToken, botToken, signingSecret } = credentials;
  rememberSecrets({ 'a bot token': botToken, 'an app token': appToken, 'a signing secret': signingSecret });
  const apiUrl = options.apiUrl ?? credentials.apiUrl;
  const lines: Record<string, unknown>[] = [];
  const log = keptLog((line) => lines.push(line));
  const clients = createSlackClients({
    botToken: options.botToken ?? credentials.botToken,
    apiUrl,
    guard,
    log,
  });
  const slack = connectToSlack({
    transport:
      options.transport === 'socket'
        ? {
            kind: 'socket',
            appToken: options.appToken ?? credentials.appToken,
            apiUrl: options.socketApiUrl ?? apiUrl,
            lingerMs: 2_000,
          }
        : { kind: 'http', signingSecret: credentials.signingSecret },
    clients,
    guard,
    log,
    ...(options.observe === undefined ? {} : { observe: options.observe }),
  });
  const server = options.transport === 'http' ? await serve(slack) : undefined;
  const eventsUrl = server && `http://127.0.0.1:${portOf(server)}/slack/events`;
  if (eventsUrl !== undefined) sandbox.control.setRequestUrl(eventsUrl);
  return {
    sandbox,
    clients,
    slack,
    lines,
    eventsUrl,
    async close() {
      await slack.drain({ timeoutMs: 1_000 });
      await sandbox.close();
      server?.closeAllConnections();
      await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
    },
  };
};

const serve = async (slack: SlackConnection): Promise<Server> => {
  const server = createServer((request, response) => void slack.handle?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};

// Cast: a TCP server that listens has an AddressInfo.
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** What a message says now. */
export const textOf = (message: MessageRecord): string => message.versions.at(-1)?.text ?? '';
