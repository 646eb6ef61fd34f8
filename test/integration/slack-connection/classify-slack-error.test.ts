import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RespondError } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { createGuard } from '../../../src/edges/slack/block-kit/guard.js';
import {
  classifySlackError,
  type SlackError,
} from '../../../src/edges/slack/connection/classify-slack-error.js';
import { createSlackClients } from '../../../src/edges/slack/connection/slack-clients.js';
import { Failure } from '../../../src/kernel/errors.js';
import { keptLog } from '../../support/log-scan/kept-log.js';

const guard = createGuard({ strict: true, report: () => undefined });
const open: Server[] = [];

afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** The network between us and Slack at its worst; what Slack itself answers is the sandbox's to say. */
const wire = async (answer: Parameters<typeof createServer>[1]): Promise<string> => {
  const server = createServer(answer);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Cast: a TCP server that listens has an AddressInfo.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
};

const outcome = async (apiUrl: string, which: 'posts' | 'interactive' = 'posts'): Promise<SlackError> => {
  const clients = createSlackClients({ botToken: 'xoxb-1', apiUrl, guard, log: keptLog() });
  return clients[which].chat.postMessage({ channel: 'C1', text: 'hello' }).then(
    () => expect.unreachable('the call succeeded'),
    (error: unknown) => classifySlackError(error),
  );
};

describe('a call to Slack that failed', () => {
  it('was not sent when nobody listens there', async () => {
    const url = await wire(() => undefined);
    for (const server of open.splice(0)) await new Promise((resolve) => server.close(resolve));
    expect(await outcome(url)).toEqual({ kind: 'not-sent', reason: 'ECONNREFUSED' });
  });

  it('was not sent when the name cannot be found', async () => {
    expect(await outcome('http://slack.invalid/api/')).toMatchObject({ kind: 'not-sent' });
  });

  it('has an unknown outcome when the connection breaks after the request was sent', async () => {
    const url = await wire((request) =>
      request.on('data', () => undefined).on('end', () => request.socket.destroy()),
    );
    expect(await outcome(url)).toMatchObject({ kind: 'unknown-outcome' });
  });

  it('has an unknown outcome when there is no answer, and a person waits 2.5 seconds at most', async () => {
    const url = await wire(() => undefined);
    const started = performance.now();
    expect(await outcome(url, 'interactive')).toMatchObject({ kind: 'unknown-outcome' });
    expect(performance.now() - started).toBeLessThan(2_950);
  });

  it('has an unknown outcome when the answer breaks off or is no answer of Slack', async () => {
    const half = await wire((_request, response) => {
      response.writeHead(200, { 'content-length': '50' }).write('{"ok":');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await outcome(half)).toMatchObject({ kind: 'unknown-outcome' });
    const page = await wire((_request, response) => response.end('<html>Bad gateway, sorry</html>'));
    expect(await outcome(page)).toMatchObject({ kind: 'unknown-outcome' });
  });

  it('is tried once: no client repeats a post by itself, whatever went wrong', async () => {
    for (const which of ['posts', 'interactive'] as const) {
      let calls = 0;
      const url = await wire((_request, response) => {
        calls += 1;
        response.writeHead(500).end();
      });
      expect(await outcome(url, which)).toEqual({ kind: 'unknown-outcome', reason: 'http_500' });
      expect(calls).toBe(1);
    }
  });

  it('says how long to wait when it was too much, and leaves other calls alone', async () => {
    let calls = 0;
    const url = await wire((_request, response) => {
      calls += 1;
      if (calls === 1) response.writeHead(429, { 'retry-after': '7' }).end();
      else response.end('{"ok":true}');
    });
    const clients = createSlackClients({
      botToken: 'xoxb-1',
      apiUrl: url,
      guard,
      log: keptLog(),
    });
    const limited = await clients.posts.chat
      .postMessage({ channel: 'C1', text: 'a' })
      .catch(classifySlackError);
    expect(limited).toEqual({ kind: 'rate-limited', retryAfterMs: 7_000 });
    expect(await clients.posts.chat.postMessage({ channel: 'C2', text: 'b' })).toMatchObject({ ok: true });
  });

  it.each([
    ['{"ok":false,"error":"channel_not_found"}', { kind: 'refused', code: 'channel_not_found' }],
    ['{"ok":false,"error":"invalid_auth"}', { kind: 'unauthorised', code: 'invalid_auth' }],
    ['{"ok":false,"error":"missing_scope"}', { kind: 'unauthorised', code: 'missing_scope' }],
    ['{"ok":false,"error":"ratelimited"}', { kind: 'rate-limited', retryAfterMs: 30_000 }],
    ['{"ok":false,"error":"fatal_error"}', { kind: 'unknown-outcome', reason: 'fatal_error' }],
  ])('means what Slack says: %s', async (body, meaning) => {
    expect(await outcome(await wire((_request, response) => response.end(body)))).toEqual(meaning);
  });

  it('is refused for good where the request itself is wrong', async () => {
    expect(await outcome(await wire((_request, response) => response.writeHead(404).end()))).toEqual({
      kind: 'refused',
      code: 'http_404',
    });
    expect(classifySlackError(new RespondError('used up', 404))).toEqual({
      kind: 'refused',
      code: 'http_404',
    });
    expect(classifySlackError(new Failure('network-in-transaction', 'no', { retryable: false }))).toEqual({
      kind: 'refused',
      code: 'network-in-transaction',
    });
  });

  it('is stopped before it leaves when Slack would refuse the blocks', async () => {
    const clients = createSlackClients({
      botToken: 'x',
      apiUrl: 'http://127.0.0.1:1/',
      guard,
      log: keptLog(),
    });
    const blocks = [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }];
    await expect(clients.posts.chat.update({ channel: 'C', ts: '1', text: 'm', blocks })).rejects.toThrow(
      /too-long/,
    );
    await expect(
      clients.interactive.views.open({ trigger_id: 't', view: { type: 'home', blocks } }),
    ).rejects.toThrow(/views\.open.*too-long/);
  });
});
