import { createServer, type Server } from 'node:http';
import { createGuard } from '../../src/edges/slack/block-kit/guard.js';
import { connectToSlack, type SlackConnection } from '../../src/edges/slack/connection/connect-to-slack.js';
import { createSlackClients } from '../../src/edges/slack/connection/slack-clients.js';
import { createSlackDeps, type SlackDeps } from '../../src/edges/slack/deps.js';
import { registerSlack } from '../../src/edges/slack/register.js';
import { listMembers } from '../../src/features/access/member-store.js';
import { type Clock, systemClock } from '../../src/kernel/clock.js';
import type { Database } from '../../src/platform/db/client.js';
import type { Person } from '../../src/sandbox/acting/person.js';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.js';
import type { MessageRecord, ViewRecord } from '../../src/sandbox/workspace/records.js';
import { type Desk, openDesk } from './desk.js';
import { keptLog } from './log-scan/kept-log.js';
import { rememberSecrets } from './log-scan/log-folder.js';
import { waitFor } from './wait-for.js';
import { WAY, type Way } from './ways.js';

export interface SlackDesk extends Desk {
  readonly sandbox: Sandbox;
  readonly deps: SlackDeps;
  readonly slack: SlackConnection;
  /** Log lines so far. */
  readonly lines: readonly Record<string, unknown>[];
  /** Somebody of the workspace, by e-mail address. */
  as(email: string): Person;
}

/**
 * The product's listeners on a database of the suite's own, heard over Socket Mode or HTTP in a sandbox whose people are
 * the members that `seed` created. Every payload is checked strictly against Slack's limits.
 */
export const openSlackDesk = async (options: {
  readonly seed: (db: Database) => Promise<void>;
  readonly clock?: Clock;
  readonly transport?: Way['transport'];
  /** What the sandbox has beside its people. */
  readonly sandbox?: Pick<SandboxOptions, 'mailbox' | 'tour'>;
  /** The company behind the sandbox, as the page may change it. */
  readonly company?: (db: Database) => SandboxOptions['desk'];
}): Promise<SlackDesk> => {
  const desk = await openDesk();
  await options.seed(desk.db);
  const sandbox = createSandbox({
    ...options.sandbox,
    desk: options.company?.(desk.db),
    people: async () =>
      (await listMembers(desk.db.prisma)).map(({ email, name, locale, department, roles }) => ({
        email,
        name,
        title: department,
        roles,
        locale: locale ?? 'en-US',
      })),
  });
  await sandbox.listen();
  const { apiUrl, appToken, botToken, signingSecret, teamId } = sandbox.credentials;
  rememberSecrets({ 'a bot token': botToken, 'an app token': appToken, 'a signing secret': signingSecret });
  const lines: Record<string, unknown>[] = [];
  const log = keptLog((line) => lines.push(line));
  const guard = createGuard({ strict: true, report: () => undefined });
  const clients = createSlackClients({ botToken, apiUrl, guard, log });
  const deps = createSlackDeps({
    db: desk.db,
    clock: options.clock ?? systemClock,
    baseCurrency: 'USD',
    clients,
    guard,
    team: () => teamId,
    log,
  });
  const slack = connectToSlack({
    transport:
      (options.transport ?? WAY.transport) === 'socket'
        ? { kind: 'socket', appToken, apiUrl }
        : { kind: 'http', signingSecret },
    clients,
    guard,
    log,
    localeOf: deps.people.localeOf,
  });
  registerSlack(slack.app, deps);
  const server = slack.handle === undefined ? undefined : await serve(slack.handle, sandbox);
  await slack.start();
  return {
    ...desk,
    sandbox,
    deps,
    slack,
    lines,
    as: (email) => sandbox.as(email),
    async close() {
      await slack.drain({ timeoutMs: 5_000 });
      server?.close();
      server?.closeAllConnections();
      await sandbox.close();
      await desk.close();
    },
  };
};

/** Has the sandbox post what happens to a server of this process. */
const serve = async (handle: NonNullable<SlackConnection['handle']>, sandbox: Sandbox): Promise<Server> => {
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  sandbox.control.setRequestUrl(`http://127.0.0.1:${port}/slack/events`);
  return server;
};

const PLACES = [
  'text',
  'fields',
  'elements',
  'rows',
  'blocks',
  'element',
  'label',
  'hint',
  'accessory',
  'title',
];

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return PLACES.flatMap((place) => (place in value ? textsIn(Reflect.get(value, place)) : []));
};

/** Everything that is to be read on a message (as it is now) or a view, one piece a line. */
export const read = (what: MessageRecord | ViewRecord | undefined): string => {
  if (what === undefined) return '';
  if (!('versions' in what)) return textsIn([what.view.title, what.blocks]).join('\n');
  const now = what.versions.at(-1);
  const shown = textsIn(now?.blocks ?? []).join('\n');
  return shown === '' ? (now?.text ?? '') : shown;
};

/** Waits for the next thing said to a person where they type a command, and gives it back. */
export const said = async (
  person: Person,
  act: () => Promise<unknown>,
  channel = 'general',
): Promise<MessageRecord> => {
  const before = person.messages(channel).length;
  await act();
  return waitFor(() => person.messages(channel)[before], { what: 'an answer in the channel' });
};

/** Types a command in #general and waits for what is said to it. */
export const ask = (person: Person, command: string): Promise<MessageRecord> =>
  said(person, () => person.command(command, 'general'));

/** Waits until the modal on top says something, and gives it back. */
export const modalSaying = (person: Person, text: string): Promise<ViewRecord> =>
  waitFor(() => [person.modal()].find((view) => read(view).includes(text)), {
    what: `a modal that says "${text}"`,
  });
