import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMetrics } from '../../../src/compose/open-metrics.js';
import { waitFor } from '../../support/wait-for.js';
import { type SlackWorld, slackWorld } from './slack-world.js';

let world: SlackWorld;
let heard = 0;
const metrics = openMetrics();

beforeAll(async () => {
  world = await slackWorld({ transport: 'http', observe: metrics });
  world.slack.app.command('/order', async ({ ack }) => {
    heard += 1;
    await ack('here');
  });
  await world.slack.start();
});

afterAll(() => world.close());

const now = (): number => Math.floor(Date.now() / 1_000);

interface Sent {
  readonly body: string;
  readonly ageSeconds?: number;
  readonly secret?: string;
  readonly type?: string;
  /** Leaves these headers away. */
  readonly without?: readonly string[];
  readonly method?: string;
}

const send = (sent: Sent): Promise<Response> => {
  const { body, ageSeconds = 0, secret = world.sandbox.credentials.signingSecret } = sent;
  const at = now() - ageSeconds;
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`;
  const headers: [string, string][] = [
    ['content-type', sent.type ?? 'application/x-www-form-urlencoded'],
    ['x-slack-request-timestamp', String(at)],
    ['x-slack-signature', signature],
  ];
  return fetch(world.eventsUrl ?? '', {
    method: sent.method ?? 'POST',
    headers: headers.filter(([name]) => !sent.without?.includes(name)),
    // As bytes, which bring no type of their own.
    body: Buffer.from(body),
  });
};

const command = (text: string): string =>
  new URLSearchParams({
    command: '/order',
    text,
    team_id: world.sandbox.credentials.teamId,
    user_id: world.sandbox.as('anna@example.com').id,
  }).toString();

describe('POST /slack/events', () => {
  it('takes what Slack signed', async () => {
    heard = 0;
    const answer = await send({ body: command('one') });
    expect([answer.status, await answer.text(), heard]).toEqual([200, 'here', 1]);
  });

  it('K1: lets nobody replay a request that was overheard', async () => {
    heard = 0;
    const body = command('replay');
    const at = String(now());
    const secret = world.sandbox.credentials.signingSecret;
    const request = () =>
      fetch(world.eventsUrl ?? '', {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-slack-request-timestamp': at,
          'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`,
        },
        body,
      });
    expect((await request()).status).toBe(200);
    expect((await request()).status).toBe(409);
    expect(heard).toBe(1);
  });

  it.each<[string, () => Sent, number]>([
    ['signed by somebody else', () => ({ body: command('1'), secret: 'other' }), 401],
    ['six minutes old', () => ({ body: command('2'), ageSeconds: 360 }), 401],
    ['of six minutes ahead', () => ({ body: command('3'), ageSeconds: -360 }), 401],
    ['without a signature', () => ({ body: command('4'), without: ['x-slack-signature'] }), 401],
    ['without a time', () => ({ body: command('5'), without: ['x-slack-request-timestamp'] }), 401],
    ['without a type', () => ({ body: command('6'), without: ['content-type'] }), 415],
    ['of another type', () => ({ body: command('7'), type: 'text/plain' }), 415],
    [
      'of a type that only begins like a form',
      () => ({ body: command('8'), type: 'application/x-www-form-urlencodedx' }),
      415,
    ],
    ['that is empty', () => ({ body: '', type: 'application/json' }), 400],
    ['whose form holds no JSON', () => ({ body: 'payload=%7B%22type%22' }), 400],
    ['whose form holds a list', () => ({ body: 'payload=%5B%5D' }), 400],
    ['that is no JSON', () => ({ body: '{"type":', type: 'application/json' }), 400],
    ['that is no object', () => ({ body: '"hello"', type: 'application/json' }), 400],
    ['of five megabytes', () => ({ body: 'x'.repeat(5 * 1024 * 1024) }), 413],
    ['by another method', () => ({ body: 'x', method: 'PUT' }), 405],
    [
      'unsigned, claiming to be a check of the certificate',
      () => ({ body: `ssl_check=1&${command('9')}`, secret: 'other' }),
      401,
    ],
  ])('refuses a request %s, and nobody hears of it', async (_name, sent, status) => {
    heard = 0;
    expect((await send(sent())).status).toBe(status);
    expect(heard).toBe(0);
  });

  it('counts what it refuses, and says which setting may be wrong when nothing is signed as it should be', async () => {
    const refused = async (reason: string): Promise<number> => {
      const line = (await metrics.text())
        .split('\n')
        .find((one) => one.startsWith(`countermand_slack_refused_requests_total{reason="${reason}"}`));
      return Number(line?.split(' ').at(-1));
    };
    const before = await refused('wrong-signature');
    expect(before).toBeGreaterThanOrEqual(0);
    await send({ body: command('x'), secret: 'other' });
    expect(await refused('wrong-signature')).toBe(before + 1);
    await send({ body: command('y'), without: ['x-slack-signature'] });
    expect(await refused('wrong-signature')).toBe(before + 1);
    expect(world.lines.map(({ msg }) => msg)).toContain(
      "a request to /slack/events was refused: is SLACK_SIGNING_SECRET the one of the app's page?",
    );
  });

  it('lives on when a sender goes away in the middle of a request, and nobody hears of it', async () => {
    heard = 0;
    const { port } = new URL(world.eventsUrl ?? '');
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\ncommand=');
    await once(socket, 'ready');
    socket.destroy();
    expect(
      (await send({ body: command('after'), type: 'application/x-www-form-urlencoded; charset=utf-8' }))
        .status,
    ).toBe(200);
    expect(heard).toBe(1);
  });

  /** Begins a request and never ends it; tells what came back once the connection is cut. */
  const begin = (method: string, own: Record<string, string>, body: string | Buffer) => {
    const { port } = new URL(world.eventsUrl ?? '');
    const headers = {
      host: 'x',
      'content-type': 'application/json',
      'x-slack-request-timestamp': String(now()),
      'x-slack-signature': `v0=${'0'.repeat(64)}`,
      'content-length': String(4 * 1024 * 1024),
      ...own,
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const socket = connect(Number(port), '127.0.0.1');
    // It may be cut off in the middle of what it sends.
    socket.on('error', () => undefined);
    let answer = '';
    socket.setEncoding('utf8').on('data', (text) => {
      answer += text;
    });
    socket.write(`${method} /slack/events HTTP/1.1\r\n${lines.join('')}\r\n`);
    socket.write(body);
    return { status: () => Number(answer.split(' ')[1]), closed: once(socket, 'close'), socket };
  };

  it('turns away unread, and soon lets go of, whoever Slack cannot be', async () => {
    const strangers: [string, Record<string, string>, number][] = [
      ['POST', { 'x-slack-signature': '' }, 401],
      ['POST', { 'x-slack-signature': 'v0=1' }, 401],
      ['POST', { 'x-slack-request-timestamp': String(now() - 360) }, 401],
      ['PUT', {}, 405],
      ['POST', { 'content-type': 'text/plain' }, 415],
      ['POST', { 'content-length': String(5 * 1024 * 1024) }, 413],
    ];
    await Promise.all(
      strangers.map(async ([method, own, status]) => {
        const begun = begin(method, own, '{"begun":');
        await begun.closed;
        expect(begun.status(), JSON.stringify(own)).toBe(status);
      }),
    );
  });

  it('holds only so much of what many send who come to no end, and still takes what Slack signed', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    const senders = Array.from({ length: 48 }, () => begin('POST', {}, megabyte));
    const refused = () => senders.filter(({ status }) => status() === 503).length;
    await waitFor(() => refused() >= 16, { what: 'most of them to be turned away' });
    heard = 0;
    expect((await send({ body: command('meanwhile') })).status).toBe(200);
    expect(heard).toBe(1);
    for (const { socket } of senders) socket.destroy();
  });

  it('proves itself to Slack when the address is set up', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc', token: 't' });
    expect(await (await send({ body, type: 'application/json' })).json()).toEqual({ challenge: 'abc' });
    expect((await send({ body: 'ssl_check=1' })).status).toBe(200);
  });

  it('tells a person while it drains that it is restarting, and whoever shares requests out to come no more', async () => {
    expect(await world.slack.drain()).toBe(true);
    const answer = await send({ body: command('late') });
    expect(answer.headers.get('connection')).toBe('close');
    expect(await answer.text()).toContain('restarting');
  });
});
