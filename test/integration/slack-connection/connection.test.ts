import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { actions, input, section } from '../../../src/edges/slack/block-kit/blocks.js';
import { button, textInput } from '../../../src/edges/slack/block-kit/elements.js';
import { message, modal } from '../../../src/edges/slack/block-kit/surfaces.js';
import { classifySlackError } from '../../../src/edges/slack/connection/classify-slack-error.js';
import { waitFor } from '../../support/wait-for.js';
import { type SlackWorld, slackWorld, textOf, type WorldOptions } from './slack-world.js';

const worlds: SlackWorld[] = [];

const open = async (options: WorldOptions): Promise<SlackWorld> => {
  const world = await slackWorld(options);
  worlds.push(world);
  return world;
};

afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
});

const gate = (): { opened: Promise<void>; open: () => void } => {
  let release = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { opened, open: () => release() };
};

const card = message('Order SO-1', [
  section('Order SO-1'),
  actions([button({ actionId: 'gone', text: 'Approve', label: 'Approve order SO-1' })]),
]);

const form = modal({
  callbackId: 'cancel',
  title: 'Cancel',
  close: 'Back',
  submit: 'Next',
  blocks: [input('note', 'Note', textInput({ actionId: 'note' }))],
});

describe.each(['socket', 'http'] as const)('the connection to Slack over %s', (transport) => {
  it('brings commands to the listener and its answer to the person', async () => {
    const { sandbox, slack } = await open({ transport });
    slack.app.command('/order', async ({ ack, command }) => ack(`You asked for ${command.text}`));
    await slack.start();
    expect(await slack.identify()).toMatchObject({ teamId: sandbox.credentials.teamId });
    const anna = sandbox.as('anna@example.com');
    expect(await anna.command('/order help', 'general')).toMatchObject({ outcome: 'acknowledged' });
    await waitFor(() => anna.messages('general').some((said) => textOf(said) === 'You asked for help'));
    expect(slack.health()).toEqual({ ok: true });
  });

  it('answers a button that nobody knows any more, to the person alone', async () => {
    const { sandbox, slack, clients } = await open({ transport });
    await slack.start();
    const posted = await clients.posts.chat.postMessage({
      channel: sandbox.control.channel('general').id,
      ...card,
    });
    const [anna, bela] = [sandbox.as('anna@example.com'), sandbox.as('bela@example.com')];
    await anna.click({ channel: posted.channel ?? '', ts: posted.ts ?? '' }, 'gone');
    await waitFor(() => anna.messages('general').some((said) => textOf(said).includes('no longer in use')));
    expect(bela.messages('general').map(textOf)).toEqual(['Order SO-1']);
  });

  it('tells a person when something failed, with an incident that stands in the log', async () => {
    const { sandbox, slack, lines } = await open({ transport });
    slack.app.command('/order', async ({ ack }) => {
      await ack();
      throw new Error('the database is away');
    });
    await slack.start();
    const anna = sandbox.as('anna@example.com');
    await anna.command('/order help', 'general');
    const said = await waitFor(() =>
      anna.messages('general').find((one) => textOf(one).includes('Incident')),
    );
    const [line] = lines.filter(({ msg }) => msg === 'a Slack payload failed');
    expect(textOf(said)).toContain(String(line?.incident));
    expect(textOf(said)).not.toContain('database');
  });

  it('turns a form that nobody takes into an explanation', async () => {
    const { sandbox, slack } = await open({ transport });
    slack.app.command('/order', async ({ ack, client, command }) => {
      await ack();
      await client.views.open({ trigger_id: command.trigger_id, view: form });
    });
    await slack.start();
    const anna = sandbox.as('anna@example.com');
    await anna.command('/order cancel SO-1', 'general');
    await waitFor(() => anna.modal());
    const seen = await anna.submit({ note: 'why' });
    expect(JSON.stringify(seen.view)).toContain('no longer in use');
  });

  it('K3: refuses somebody of another workspace', async () => {
    const { sandbox, slack } = await open({ transport });
    let heard = 0;
    slack.app.command('/order', async ({ ack }) => {
      heard += 1;
      await ack('secret');
    });
    await slack.start();
    const stranger = sandbox.control.addPerson({ email: 'x@other.org', name: 'X', teamId: 'TOTHER' });
    const visitor = sandbox.as(stranger.id);
    expect(await visitor.command('/order show SO-1')).toMatchObject({ outcome: 'acknowledged' });
    await waitFor(() => visitor.messages().some((said) => textOf(said).includes('one workspace only')));
    expect(heard).toBe(0);
  });

  it('a rate limit on posts delays no modal', async () => {
    const { sandbox, slack, clients } = await open({ transport });
    slack.app.command('/order', async ({ ack, client, command }) => {
      await ack();
      await client.views.open({ trigger_id: command.trigger_id, view: form });
    });
    await slack.start();
    sandbox.control.addFault({ method: 'chat.postMessage', kind: 'rate-limited', retryAfterSeconds: 30 });
    const post = clients.posts.chat.postMessage({ channel: sandbox.control.channel('general').id, ...card });
    expect(await post.catch(classifySlackError)).toEqual({ kind: 'rate-limited', retryAfterMs: 30_000 });
    const anna = sandbox.as('anna@example.com');
    await anna.command('/order cancel SO-1', 'general');
    await waitFor(() => anna.modal(), { timeoutMs: 2_000 });
  });

  it('a post whose answer was lost has an unknown outcome, and stands there once', async () => {
    const { sandbox, clients } = await open({ transport });
    sandbox.control.addFault({ method: 'chat.postMessage', kind: 'drop-after', times: 1 });
    const post = clients.posts.chat.postMessage({ channel: sandbox.control.channel('general').id, ...card });
    expect(await post.catch(classifySlackError)).toMatchObject({ kind: 'unknown-outcome' });
    expect(sandbox.control.allMessages('general').map(textOf)).toEqual(['Order SO-1']);
  });

  it('a drain finishes what was acknowledged, and begins nothing new', async () => {
    const { sandbox, slack, clients } = await open({ transport });
    const { opened, open: release } = gate();
    const channel = sandbox.control.channel('general').id;
    slack.app.command('/order', async ({ ack, command }) => {
      await ack();
      await opened;
      await clients.posts.chat.postMessage({ channel, text: `done ${command.text}` });
    });
    await slack.start();
    const anna = sandbox.as('anna@example.com');
    await anna.command('/order one', 'general');
    const drained = slack.drain({ timeoutMs: 5_000 });
    await waitFor(() => !slack.health().ok);
    // Over Socket Mode nothing more is heard once the connection is closed; over HTTP a person is told.
    await waitFor(() => sandbox.control.connections === 0);
    await anna.command('/order two', 'general');
    release();
    expect(await drained).toBe(true);
    const texts = sandbox.control.allMessages('general').map(textOf);
    expect(texts).toContain('done one');
    expect(texts).not.toContain('done two');
  });

  it('a wrong bot token or a Slack that is away stops the start with one clear line', async () => {
    const wrong = await open({ transport, botToken: 'xoxb-wrong' });
    await expect(wrong.slack.start()).rejects.toMatchObject({
      code: 'slack-token-refused',
      retryable: false,
      message: expect.stringContaining('SLACK_BOT_TOKEN (invalid_auth)'),
    });
    const away = await open({ transport, apiUrl: 'http://127.0.0.1:1/api/' });
    await expect(away.slack.start()).rejects.toMatchObject({ code: 'slack-unreachable', retryable: true });
  });
});

describe('Socket Mode', () => {
  it('stops the start when the app token is wrong', async () => {
    const { slack } = await open({ transport: 'socket', appToken: 'xapp-wrong' });
    await expect(slack.start()).rejects.toMatchObject({
      code: 'slack-token-refused',
      message: expect.stringContaining('SLACK_APP_TOKEN (invalid_auth)'),
    });
  });

  it('comes back when the connection is cut, refreshed, and when Slack fails meanwhile', async () => {
    const { sandbox, slack } = await open({ transport: 'socket' });
    slack.app.command('/order', async ({ ack }) => ack('here'));
    await slack.start();
    const anna = sandbox.as('anna@example.com');
    const back = () =>
      waitFor(() => slack.health().ok && sandbox.control.connections === 1, { timeoutMs: 20_000 });

    sandbox.control.addFault({ method: 'apps.connections.open', kind: 'status', status: 500, times: 1 });
    sandbox.control.addFault({
      method: 'apps.connections.open',
      kind: 'error',
      error: 'invalid_auth',
      times: 1,
    });
    sandbox.control.cutConnections();
    await waitFor(() => slack.health().reason?.startsWith('cannot reconnect to Slack'), {
      what: 'the report',
    });
    await back();
    expect(await anna.command('/order help')).toMatchObject({ outcome: 'acknowledged' });

    const before = sandbox.control.calls('apps.connections.open').length;
    sandbox.control.requestDisconnect('refresh_requested');
    await waitFor(() => sandbox.control.calls('apps.connections.open').length === before + 1);
    await back();
    expect(await anna.command('/order help')).toMatchObject({ outcome: 'acknowledged' });
  });

  it('keeps a connection on which a busy machine heard nothing for two seconds, and answers what was asked meanwhile', async () => {
    const { sandbox, slack } = await open({ transport: 'socket' });
    slack.app.command('/order', async ({ ack }) => ack('here'));
    let pongs = 0;
    const heard = (): void => {
      pongs += 1;
    };
    subscribe('undici:websocket:pong', heard);
    await slack.start();
    await waitFor(() => pongs > 0, { what: 'a ping to be answered' });
    unsubscribe('undici:websocket:pong', heard);
    const asked = sandbox.as('anna@example.com').command('/order help');
    // The whole process stands still, with Slack's payload and its answers to pings unread.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000);
    expect(await asked).toMatchObject({ outcome: 'acknowledged' });
    expect(sandbox.control.calls('apps.connections.open')).toHaveLength(1);
  });

  it('opens the next connection before Slack ends the one that it warns about, and answers over both', async () => {
    const { sandbox, slack } = await open({ transport: 'socket' });
    const { opened, open: release } = gate();
    slack.app.command('/order', async ({ ack, command }) => {
      if (command.text === 'slow') await opened;
      await ack('here');
    });
    await slack.start();
    const anna = sandbox.as('anna@example.com');
    const slow = anna.command('/order slow');
    await waitFor(() => sandbox.control.calls('apps.connections.open').length === 1);
    let fewest = sandbox.control.connections;
    sandbox.control.requestDisconnect('warning');
    await waitFor(() => {
      fewest = Math.min(fewest, sandbox.control.connections);
      return sandbox.control.connections === 2;
    });
    expect(slack.health()).toEqual({ ok: true });
    release();
    expect(await slow).toMatchObject({ outcome: 'acknowledged' });
    for (let more = 0; more < 5; more += 1)
      expect(await anna.command('/order help')).toMatchObject({ outcome: 'acknowledged' });
    await waitFor(() => sandbox.control.connections === 1, { timeoutMs: 10_000 });
    expect(fewest).toBe(1);
    expect(await anna.command('/order help')).toMatchObject({ outcome: 'acknowledged' });
  });

  /** A Slack that greets with these lines, and with `end` breaks off in the same breath; counts the connections. */
  const greetingSlack = async (greet: (connection: number) => { lines: readonly object[]; end: boolean }) => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ok: true, url: `ws://${address}` }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    // Cast: a TCP server that listens has an AddressInfo.
    const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const sockets = new WebSocketServer({ server });
    let opened = 0;
    sockets.on('connection', (socket, request) => {
      opened += 1;
      const { lines, end } = greet(opened);
      request.socket.cork();
      for (const line of lines) socket.send(JSON.stringify(line));
      // No frame that a WebSocket knows: the client gives the connection up while it still reads the greeting.
      if (end) request.socket.write(Buffer.from([0xf1, 0x00]));
      request.socket.uncork();
    });
    return {
      apiUrl: `http://${address}/api/`,
      opened: () => opened,
      close() {
        sockets.close();
        server.close();
        server.closeAllConnections();
      },
    };
  };
  const hello = { type: 'hello' };
  const warning = { type: 'disconnect', reason: 'warning' };

  it('survives a payload that the client cannot read', async () => {
    const payload = { type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 1 };
    const unreadable = { type: 'events_api', payload };
    const elsewhere = await greetingSlack(() => ({ lines: [hello, unreadable], end: false }));
    const { slack, lines } = await open({ transport: 'socket', socketApiUrl: elsewhere.apiUrl });
    await slack.start();
    await waitFor(() => lines.some(({ msg }) => msg === 'a payload of Slack could not be read'));
    expect(slack.health()).toEqual({ ok: true });
    await slack.drain({ timeoutMs: 1_000 });
    elsewhere.close();
  });

  it('opens another connection when Slack greets and, in the same breath, announces the end or breaks off', async () => {
    const elsewhere = await greetingSlack((connection) => ({
      lines: connection === 1 ? [hello, warning] : [hello],
      end: connection === 2,
    }));
    const { slack } = await open({ transport: 'socket', socketApiUrl: elsewhere.apiUrl });
    await slack.start();
    await waitFor(() => elsewhere.opened() === 3 && slack.health().ok, { what: 'a third connection' });
    await slack.drain({ timeoutMs: 1_000 });
    elsewhere.close();
  });

  it('does not open one connection after the other where each is ended at once', async () => {
    const elsewhere = await greetingSlack(() => ({ lines: [hello, warning], end: false }));
    const { slack } = await open({ transport: 'socket', socketApiUrl: elsewhere.apiUrl });
    const began = performance.now();
    await slack.start();
    // The pauses between are 1 s, 2 s, 4 s: there are many more without them.
    await waitFor(() => elsewhere.opened() >= 4, { what: 'four connections', timeoutMs: 20_000 });
    expect(performance.now() - began).toBeGreaterThan(2_500);
    await slack.drain({ timeoutMs: 1_000 });
    elsewhere.close();
  });

  it('does not come back after a drain', async () => {
    const { sandbox, slack } = await open({ transport: 'socket' });
    await slack.start();
    await slack.drain();
    await waitFor(() => sandbox.control.connections === 0);
    expect(slack.health()).toEqual({ ok: false, reason: 'draining' });
  });
});
