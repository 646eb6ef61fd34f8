import { createServer } from 'node:net';
import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGuard } from '../../../src/edges/slack/block-kit/guard.js';
import { createSlackClients } from '../../../src/edges/slack/connection/slack-clients.js';
import { createSlackDeps } from '../../../src/edges/slack/deps.js';
import { createSlackSender } from '../../../src/edges/slack/messages/create-slack-sender.js';
import { findPosted } from '../../../src/edges/slack/messages/find-posted.js';
import type { SlackMessage, SlackSender } from '../../../src/features/notifications/ports.js';
import { systemClock } from '../../../src/kernel/clock.js';
import { newId } from '../../../src/kernel/ids.js';
import { inTransaction } from '../../../src/platform/db/in-transaction.js';
import type { ApiFault } from '../../../src/sandbox/faults/api-faults.js';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.js';
import type { Desk } from '../../support/desk.js';
import { keptLog } from '../../support/log-scan/kept-log.js';
import { at, openCompany } from '../../support/notifications/company.js';
import {
  describeSlackSender,
  type SlackUnderTest,
} from '../../support/notifications/slack-sender-contract.js';

let desk: Desk;
let sandbox: Sandbox;
let requestId: string;
let closedPort: number;

beforeAll(async () => {
  desk = await openCompany();
  const asked = await desk.request('BIG-1', at('sam'));
  if (!asked.ok) throw new Error(JSON.stringify(asked.refusals));
  requestId = asked.value.requestId;
  sandbox = createSandbox({ people: async () => [{ email: at('sam'), name: 'Sam Sales' }] });
  await sandbox.listen();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  closedPort = typeof address === 'object' && address !== null ? address.port : 0;
  await new Promise<void>((resolve) => server.close(() => resolve()));
});
afterAll(async () => {
  await sandbox.close();
  await desk.close();
});

const senderAt = (apiUrl: string): SlackSender => {
  const { botToken, teamId } = sandbox.credentials;
  const log = keptLog();
  const guard = createGuard({ strict: true, report: () => undefined });
  const clients = createSlackClients({ botToken, apiUrl, guard, log });
  return createSlackSender(
    createSlackDeps({
      db: desk.db,
      clock: systemClock,
      baseCurrency: 'USD',
      clients,
      guard,
      team: () => teamId,
      log,
    }),
  );
};

const FAULTS: Readonly<Record<string, ApiFault>> = {
  'rate-limited': { method: '*', kind: 'rate-limited', times: 1, retryAfterSeconds: 3 },
  'drop-answer': { method: 'chat.postMessage', kind: 'drop-after', times: 1 },
  'drop-request': { method: 'chat.postMessage', kind: 'drop', times: 1 },
  'no-scope': { method: 'conversations.history', kind: 'error', error: 'missing_scope', times: 1 },
};

const open = async (): Promise<SlackUnderTest> => {
  const { control } = sandbox;
  control.clearFaults();
  const real = senderAt(sandbox.credentials.apiUrl);
  const nowhere = senderAt(`http://127.0.0.1:${closedPort}/api/`);
  let unreachable = false;
  const next = (): SlackSender => {
    const sender = unreachable ? nowhere : real;
    unreachable = false;
    return sender;
  };
  const channel = control.channel('order-approvals').id;
  const since = new Date();
  const messages = () => control.allMessages(channel).filter(({ deletedAt }) => deletedAt === null);
  return {
    sender: {
      send: (message) => next().send(message),
      find: (message) => next().find(message),
      update: (message, place) => next().update(message, place),
    },
    channelName: 'order-approvals',
    message: async ({ thread, channel: target = channel } = {}) => ({
      kind: 'approval-card',
      payload: {},
      deliveryId: newId(),
      requestId,
      recipient: { to: 'channel', purpose: 'order-approvals', target },
      thread: thread ?? null,
      maybeRepeated: false,
      since,
    }),
    standing: async (deliveryId) =>
      messages()
        .filter(({ versions }) => JSON.stringify(versions.at(-1)?.blocks ?? []).includes(`"${deliveryId}"`))
        .map(({ ts, threadTs }) => ({ channel, ts, thread: threadTs })),
    redrawn: async ({ ts }) => (messages().find((message) => message.ts === ts)?.versions.length ?? 1) - 1,
    remove: async ({ ts }) => {
      const { botToken, apiUrl } = sandbox.credentials;
      await fetch(new URL('chat.delete', apiUrl), {
        method: 'POST',
        headers: { authorization: `Bearer ${botToken}` },
        body: new URLSearchParams({ channel, ts }),
      });
    },
    trouble: async (kind) => {
      const fault = FAULTS[kind];
      if (fault === undefined) unreachable = true;
      else control.addFault(fault);
    },
    insideTransaction: (work) => inTransaction(desk.db, work),
  };
};

describeSlackSender('the sandbox workspace over HTTP', open);

it('a message that may stand twice says so, in its text and on the screen (C4)', async () => {
  const slack = await open();
  const message = await slack.message();
  const sent = await slack.sender.send({ ...message, maybeRepeated: true });
  const place = sent.outcome === 'sent' ? sent.place : null;
  const posted = sandbox.control.allMessages(place?.channel ?? '').find(({ ts }) => ts === place?.ts);
  expect(posted?.versions.at(-1)?.text).toContain('may stand here twice');
  expect(JSON.stringify(posted?.versions.at(-1)?.blocks)).toContain('may stand here twice');
});

const toSam = async (message: SlackMessage): Promise<SlackMessage> => ({
  ...message,
  recipient: { to: 'member', memberId: (await desk.person(at('sam'))).memberId },
});

it.each(['not_in_channel', 'is_archived', 'channel_not_found'])(
  'a message in a channel that answers %s is not gone: somebody can let the bot in again',
  async (error) => {
    const slack = await open();
    const message = await slack.message();
    const sent = await slack.sender.send(message);
    if (sent.outcome !== 'sent') throw new Error(JSON.stringify(sent));
    sandbox.control.addFault({ method: 'chat.update', kind: 'error', error, times: 1 });
    expect(await slack.sender.update(message, sent.place)).toEqual({ outcome: 'refused', code: error });
  },
);

it('a message that cannot be drawn is a mistake, not an answer of Slack', async () => {
  const slack = await open();
  const message = await slack.message();
  const sent = await slack.sender.send(message);
  if (sent.outcome !== 'sent') throw new Error(JSON.stringify(sent));
  const undrawable: SlackMessage = { ...message, kind: 'customer-mail', payload: { orderId: 'x' } };
  await expect(slack.sender.update(undrawable, sent.place)).rejects.toThrow('is a letter');
});

describe('a look for a message that may have arrived', () => {
  it('finds it when our clock is half a minute ahead of Slack (C4)', async () => {
    const slack = await open();
    const message = await slack.message();
    await slack.sender.send(message);
    const ahead = { ...message, since: new Date(Date.now() + 30_000) };
    expect(await slack.sender.find(ahead)).toMatchObject({ outcome: 'found' });
  });

  it('does not call it absent when the channel was too busy to be searched to the end (C4)', async () => {
    const slack = await open();
    const { botToken, apiUrl } = sandbox.credentials;
    const message = await slack.message();
    await slack.sender.send(message);
    for (let later = 0; later < 5; later += 1) await slack.sender.send(await slack.message());
    const client = new WebClient(botToken, { slackApiUrl: apiUrl });
    const where = { channel: sandbox.control.channel('order-approvals').id, thread: null };
    const look = (mostPages: number) =>
      findPosted(client, { ...where, since: new Date() }, message.deliveryId, { page: 2, mostPages });
    expect(await look(2)).toBe('not-searched-to-the-end');
    expect(await look(500)).toMatchObject({ channel: where.channel });
  });
});

describe('a direct message', () => {
  const sam = () => {
    const found = sandbox.control.users().find(({ email }) => email === at('sam'));
    if (found === undefined) throw new Error('Sam is not in the sandbox');
    return found;
  };

  it('goes to the Slack user of a member, also when they are known by their binding', async () => {
    const slack = await open();
    for (const _ of ['found by the address', 'bound']) {
      expect(await slack.sender.send(await toSam(await slack.message()))).toMatchObject({ outcome: 'sent' });
    }
    expect((await desk.person(at('sam'))).slackUserId).toBe(sam().id);
  });

  it('waits while Slack does not say who they are', async () => {
    const slack = await open();
    sandbox.control.addFault({ method: 'users.info', kind: 'status', status: 500, times: 1 });
    expect(await slack.sender.send(await toSam(await slack.message()))).toEqual({
      outcome: 'not-sent',
      reason: 'slack-unreachable',
    });
  });

  it.each([
    ['became a guest', { isRestricted: true }, 'slack-user-restricted'],
    ['has another address now, so may be somebody else', { email: 'stranger@desk.example' }, 'not-a-member'],
    ['left the company', { deleted: true }, 'slack-user-deleted'],
  ] as const)('is refused, by name, to a bound Slack user who %s', async (_, change, code) => {
    const before = await open();
    expect(await before.sender.send(await toSam(await before.message()))).toMatchObject({ outcome: 'sent' });
    const { id, email } = sam();
    sandbox.control.changePerson(id, change);
    const slack = await open();
    expect(await slack.sender.send(await toSam(await slack.message()))).toEqual({ outcome: 'refused', code });
    sandbox.control.changePerson(id, { deleted: false, isRestricted: false, email });
  });
});
